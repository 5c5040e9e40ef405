"""Tribratanews Polri."""

from newsarchive.source import Source
from newsarchive.spiders.police import PoliceSpider


class TribrataNews(PoliceSpider):
    """Tribratanews Polri, news of the nation's police."""

    name = "tribratanews"
    source = Source(
        title="Tribratanews Polri",
        domain="tribratanews.polri.go.id",
        sections=("https://tribratanews.polri.go.id/blog/nasional-3",),
        scope="nation",
        names=("Tribratanews.polri.go.id", "Tribratanews"),
        article_path=r"^/blog/[a-z-]+-\d+/[a-z0-9-]+-(?P<id>\d+)$",
        confidence="medium",
        inferred=("paging",),
    )

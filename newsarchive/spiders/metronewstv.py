"""Metro News TV."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class MetroNewsTv(BloggerSpider):
    """Metro News TV, whole blog."""

    name = "metronewstv"
    source = Source(
        title="Metro News TV",
        domain="metronewstv.co.id",
        sections=("https://www.metronewstv.co.id/",),
        confidence="medium",
        inferred=("sections",),
    )

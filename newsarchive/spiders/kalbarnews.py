"""Kalbar News."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class KalbarNews(BloggerSpider):
    """Kalbar News, whole blog."""

    name = "kalbarnews"
    source = Source(
        title="Kalbar News",
        domain="kalbarnews.co.id",
        sections=("https://www.kalbarnews.co.id/",),
        names=("KALBARNEWS.CO.ID", "Kalbarnews"),
        confidence="medium",
        inferred=("sections",),
    )

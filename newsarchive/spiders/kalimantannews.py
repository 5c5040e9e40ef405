"""Kalimantan News."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class KalimantanNews(BloggerSpider):
    """Kalimantan News, whole blog."""

    name = "kalimantannews"
    source = Source(
        title="Kalimantan News",
        domain="kalimantannews.id",
        sections=("https://www.kalimantannews.id/",),
        names=("Kalimantannews.id",),
        confidence="medium",
        inferred=("sections",),
    )

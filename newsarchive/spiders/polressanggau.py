"""Polres Sanggau."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class PolresSanggau(BloggerSpider):
    """Polres Sanggau, whole blog."""

    name = "polressanggau"
    source = Source(
        title="Polres Sanggau",
        domain="polressanggau.com",
        sections=("https://www.polressanggau.com/",),
        names=("Humas Polres Sanggau",),
        confidence="high",
        inferred=("sections",),
    )

"""Humas Polres Sanggau."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class HumasPolresSanggau(BloggerSpider):
    """Humas Polres Sanggau, whole blog."""

    name = "humaspolressanggau"
    source = Source(
        title="Humas Polres Sanggau",
        domain="humas-polres-sanggau.blogspot.com",
        sections=("https://humas-polres-sanggau.blogspot.com/",),
        names=("Polres Sanggau",),
        confidence="high",
        inferred=("sections",),
    )

"""Warta Landak."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class WartaLandak(BloggerSpider):
    """Warta Landak, whole blog."""

    name = "wartalandak"
    source = Source(
        title="Warta Landak",
        domain="wartalandak.net",
        sections=("https://www.wartalandak.net/",),
        names=("WARTALANDAK.NET",),
        confidence="medium",
        inferred=("sections",),
    )

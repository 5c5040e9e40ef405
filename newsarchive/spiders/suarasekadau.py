"""Suara Sekadau."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class SuaraSekadau(BloggerSpider):
    """Suara Sekadau, whole blog."""

    name = "suarasekadau"
    source = Source(
        title="Suara Sekadau",
        domain="sekadau.suarakalbar.co.id",
        sections=("https://sekadau.suarakalbar.co.id/",),
        desks=("SK",),
        names=("Suara Sekadau", "SUARASEKADAU"),
        confidence="medium",
        inferred=("sections",),
    )

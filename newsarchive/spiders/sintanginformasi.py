"""Sintang Informasi."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class SintangInformasi(BloggerSpider):
    """Sintang Informasi, whole blog."""

    name = "sintanginformasi"
    source = Source(
        title="Sintang Informasi",
        domain="sintanginformasi.com",
        sections=("https://www.sintanginformasi.com/",),
        confidence="low",
        inferred=("sections",),
    )

"""Pena Khatulistiwa."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class PenaKhatulistiwa(BloggerSpider):
    """Pena Khatulistiwa, whole blog."""

    name = "penakhatulistiwa"
    source = Source(
        title="Pena Khatulistiwa",
        domain="penakhatulistiwa.id",
        sections=("https://www.penakhatulistiwa.id/",),
        names=("Penakhatulistiwa.id",),
        boilerplate=("Advertisement",),
        confidence="high",
        inferred=("sections",),
    )

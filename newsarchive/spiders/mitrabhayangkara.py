"""Mitra Bhayangkara."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class MitraBhayangkara(BloggerSpider):
    """Mitra Bhayangkara, label Kalbar."""

    name = "mitrabhayangkara"
    source = Source(
        title="Mitra Bhayangkara",
        domain="mitrabhayangkara.my.id",
        sections=("https://www.mitrabhayangkara.my.id/search/label/Kalbar",),
        scope="nation",
        names=("Mitrabhayangkara.my.id",),
        confidence="medium",
        inferred=("sections", "scope"),
    )

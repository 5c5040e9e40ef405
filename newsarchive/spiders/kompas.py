"""Kompas.com."""

from newsarchive.source import Source
from newsarchive.spiders.kompas_group import KompasGroupSpider


class Kompas(KompasGroupSpider):
    """Kompas.com, tag Kalimantan Barat."""

    name = "kompas"
    source = Source(
        title="Kompas.com",
        domain="kompas.com",
        sections=("https://www.kompas.com/tag/kalimantan-barat",),
        names=("KOMPAS.com",),
        boilerplate=("Baca berita tanpa iklan. Gabung Kompas.com+",),
        confidence="high",
        inferred=("sections",),
    )

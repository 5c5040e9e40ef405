"""BeritaNasional.ID."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class BeritaNasional(WordPressSpider):
    """BeritaNasional.ID, section Kalimantan Barat."""

    name = "beritanasional"
    source = Source(
        title="BeritaNasional.ID",
        domain="beritanasional.id",
        desks=("BERNAS",),
        sections=("https://beritanasional.id/category/kalimantan-barat/",),
        theme="wp-jannah",
        confidence="high",
        inferred=("sections",),
    )

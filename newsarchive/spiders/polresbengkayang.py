"""Polres Bengkayang."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class PolresBengkayang(WordPressSpider):
    """Polres Bengkayang, section berita."""

    name = "polresbengkayang"
    source = Source(
        title="Polres Bengkayang",
        domain="polresbengkayang.id",
        names=("polresbengkayang.com",),
        sections=("https://polresbengkayang.id/category/berita/",),
        article_path=r"^/[a-z0-9-]{12,}/?$",
        confidence="medium",
        inferred=("sections",),
    )

"""Netnews Harian Berkat."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class HarianBerkat(WordPressSpider):
    """Netnews Harian Berkat, whole site."""

    name = "harianberkat"
    source = Source(
        title="Netnews Harian Berkat",
        domain="netnews.harianberkat.com",
        names=("Netnews.id",),
        sections=("https://netnews.harianberkat.com/",),
        article_path=r"/\d{4}/\d{2}/\d{2}/[a-z0-9-]+/?$",
        confidence="medium",
        inferred=("sections",),
    )

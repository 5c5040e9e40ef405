"""Polresta Sintang."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class PolrestaSintang(WordPressSpider):
    """Polresta Sintang, whole site."""

    name = "polrestasintang"
    source = Source(
        title="Polresta Sintang",
        domain="news.polrestasintang.com",
        sections=("https://news.polrestasintang.com/",),
        article_path=r"^/[a-z0-9-]{12,}/?$",
        confidence="low",
        inferred=("sections",),
    )

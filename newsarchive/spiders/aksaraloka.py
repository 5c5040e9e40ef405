"""Aksaraloka."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class Aksaraloka(WordPressSpider):
    """Aksaraloka, whole site."""

    name = "aksaraloka"
    source = Source(
        title="Aksaraloka",
        domain="aksaraloka.com",
        names=("AKSARALOKA.COM",),
        sections=("https://aksaraloka.com/",),
        article_path=r"/\d{4}/\d{2}/\d{2}/[a-z0-9-]+/?$",
        confidence="medium",
        inferred=("sections",),
    )

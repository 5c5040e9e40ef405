"""Akcaya News."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class AkcayaNews(WordPressSpider):
    """Akcaya News, whole site."""

    name = "akcayanews"
    source = Source(
        title="Akcaya News",
        domain="akcayanews.com",
        sections=("https://akcayanews.com/",),
        theme="wp-gianmr-newkarma",
        article_path=r"/\d{4}/\d{2}/\d{2}/[a-z0-9-]+/?$",
        confidence="low",
        inferred=("sections",),
    )

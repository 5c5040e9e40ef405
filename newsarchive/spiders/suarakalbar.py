"""Suara Kalbar."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class SuaraKalbar(WordPressSpider):
    """Suara Kalbar, section kalbar."""

    name = "suarakalbar"
    source = Source(
        title="Suara Kalbar",
        domain="suarakalbar.co.id",
        names=("SuaraKalbar.co.id",),
        desks=("SK",),
        sections=("https://www.suarakalbar.co.id/category/kalbar/",),
        article_path=r"/\d{4}/\d{2}/[a-z0-9-]+/?$|/\?p=\d+$",
        confidence="high",
    )

"""Pojok Kalbar."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class PojokKalbar(WordPressSpider):
    """Pojok Kalbar, section sintang."""

    name = "pojokkalbar"
    source = Source(
        title="Pojok Kalbar",
        domain="pojokkalbar.com",
        names=("Pojokkalbar.com",),
        sections=("https://pojokkalbar.com/index.php/category/sintang/",),
        article_path=r"^/index\.php/[a-z0-9-]+/?$|/\?p=\d+$",
        confidence="medium",
        inferred=("sections",),
    )

"""Info Kalbar."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class InfoKalbar(WordPressSpider):
    """Info Kalbar, whole site."""

    name = "infokalbar"
    source = Source(
        title="Info Kalbar",
        domain="infokalbar.com",
        names=("infokalbar.com",),
        sections=("https://infokalbar.com/",),
        article_path=r"/\d{4}/\d{2}/\d{2}/[a-z0-9-]+/?$",
        confidence="medium",
        inferred=("sections",),
    )

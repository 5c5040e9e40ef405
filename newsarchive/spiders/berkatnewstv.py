"""BerkatnewsTV."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class BerkatnewsTV(WordPressSpider):
    """BerkatnewsTV, whole site."""

    name = "berkatnewstv"
    source = Source(
        title="BerkatnewsTV",
        domain="berkatnewstv.com",
        sections=("https://berkatnewstv.com/",),
        article_path=r"/\d{4}/\d{2}/\d{2}/[a-z0-9-]+/?$",
        confidence="medium",
        inferred=("sections",),
    )

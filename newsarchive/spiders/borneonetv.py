"""BorneOneTV."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class BorneOneTV(WordPressSpider):
    """BorneOneTV, section sekadau."""

    name = "borneonetv"
    source = Source(
        title="BorneOneTV",
        domain="borneonetv.com",
        names=("BorneOneTV.com",),
        sections=("https://borneonetv.com/category/sekadau/",),
        theme="wp-gianmr-newkarma",
        article_path=r"/\d{4}/\d{2}/\d{2}/[a-z0-9-]+/?$",
        confidence="medium",
        inferred=("sections", "theme"),
    )

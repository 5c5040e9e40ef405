"""LensaKalbar."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class LensaKalbar(WordPressSpider):
    """LensaKalbar, section sintang."""

    name = "lensakalbar"
    source = Source(
        title="LensaKalbar",
        domain="lensakalbar.co.id",
        names=("Lensa Kalbar",),
        sections=("https://lensakalbar.co.id/category/sintang/",),
        article_path=r"^/(\d{4}/\d{2}/\d{2}/)?[a-z0-9-]+/?$",
        confidence="medium",
        inferred=("sections",),
    )

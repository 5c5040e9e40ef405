"""Indo-sight."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class IndoSight(WordPressSpider):
    """Indo-sight, section trending-news."""

    name = "indosight"
    source = Source(
        title="Indo-sight",
        domain="indo-sight.com",
        names=("Indo-sight.com",),
        sections=("https://indo-sight.com/trending-news/",),
        article_path=r"^/[a-z-]+/[a-z0-9-]+/?$",
        confidence="medium",
    )

"""Outlets on Blogger: discovery asks the Atom feeds, which hold every post."""

from typing import ClassVar

from newsarchive.spiders.base import NewsSpider


class BloggerSpider(NewsSpider):
    """A source on Blogger, on blogspot.com or a domain of its own."""

    platform = "blogger"
    system = "Blogger"
    usual: ClassVar = {
        "theme": "blogger",
        "article_path": r"^/\d{4}/\d{2}/[^/]+\.html$",
    }

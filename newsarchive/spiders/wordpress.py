"""Outlets on WordPress: discovery asks the REST API first."""

from typing import ClassVar

from newsarchive.spiders.base import NewsSpider


class WordPressSpider(NewsSpider):
    """A source on WordPress, whatever its theme."""

    platform = "wordpress"
    system = "WordPress"
    usual: ClassVar = {"paging": "page/{page}/"}

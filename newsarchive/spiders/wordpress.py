"""Outlets on WordPress: discovery asks the REST API first."""

from newsarchive.spiders.base import NewsSpider


class WordPressSpider(NewsSpider):
    """A source on WordPress, whatever its theme."""

    platform = "wordpress"

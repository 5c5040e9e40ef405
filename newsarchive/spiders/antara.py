"""Outlets of ANTARA, the national news agency."""

from typing import ClassVar

from newsarchive.spiders.base import NewsSpider


class AntaraSpider(NewsSpider):
    """A regional bureau of ANTARA."""

    system = "ANTARA"
    usual: ClassVar = {
        "theme": "antara",
        "article_path": r"^/(?:amp/)?berita/(?P<id>\d+)(?:/|$)",
        "paging": "?page={page}",
    }

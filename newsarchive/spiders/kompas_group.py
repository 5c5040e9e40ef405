"""Outlets of Kompas Gramedia's digital group."""

from typing import ClassVar

from newsarchive.spiders.base import NewsSpider


class KompasGroupSpider(NewsSpider):
    """A national portal of the Kompas group."""

    system = "Kompas"
    usual: ClassVar = {
        "scope": "nation",
        "theme": "kompas",
        "article_path": r"^/read/(?:xml/)?\d{4}/\d{2}/\d{2}/\d+/[A-Za-z0-9.-]+$",
        "paging": "?page={page}",
    }

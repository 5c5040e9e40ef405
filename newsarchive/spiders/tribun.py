"""Outlets of the Tribun Network."""

from typing import ClassVar

from newsarchive.spiders.base import NewsSpider


class TribunSpider(NewsSpider):
    """A regional paper of the Tribun Network."""

    system = "Tribun Network"
    usual: ClassVar = {
        "theme": "tribun",
        "article_path": r"^/(?:amp/)?\d{4}/\d{2}/\d{2}/[a-z0-9-]+$",
        "paging": "?page={page}",
    }

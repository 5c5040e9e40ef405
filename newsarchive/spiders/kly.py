"""Outlets of KapanLagi Youniverse (KLY): Liputan6 and Merdeka."""

from typing import ClassVar

from newsarchive.spiders.base import NewsSpider


class KlySpider(NewsSpider):
    """A national portal of KLY."""

    system = "KLY"
    usual: ClassVar = {"scope": "nation", "paging": "?page={page}"}

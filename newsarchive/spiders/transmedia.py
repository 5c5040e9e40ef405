"""Outlets of Trans Media: detik and CNN Indonesia."""

from typing import ClassVar

from newsarchive.spiders.base import NewsSpider


class TransMediaSpider(NewsSpider):
    """A national portal of Trans Media; its meta pubdate is local time with a Z."""

    system = "Trans Media"
    usual: ClassVar = {
        "scope": "nation",
        "theme": "detik",
        "local_stamps": ("meta pubdate",),
        "paging": "?page={page}",
    }

"""Sites of the police themselves, on systems of their own."""

from typing import ClassVar

from newsarchive.spiders.base import NewsSpider


class PoliceSpider(NewsSpider):
    """A site of a police unit, which publishes its own press releases."""

    system = "police"
    usual: ClassVar = {"paging": "?page={page}"}

"""National portals on systems of their own: crawled by a regional section or tag."""

from typing import ClassVar

from newsarchive.spiders.base import NewsSpider


class PortalSpider(NewsSpider):
    """A national portal; its sections may hold news of other provinces."""

    system = "portal"
    usual: ClassVar = {"scope": "nation", "paging": "?page={page}"}

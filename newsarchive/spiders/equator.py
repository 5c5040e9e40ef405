"""eQuator."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class Equator(WordPressSpider):
    """eQuator, whole site."""

    name = "equator"
    source = Source(
        title="eQuator",
        domain="equator.co.id",
        names=("eQuator.co.id",),
        desks=("RK",),
        sections=("https://equator.co.id/",),
        article_path=r"^/[a-z0-9-]+/?$|/\?p=\d+$",
        confidence="medium",
        inferred=("sections",),
    )

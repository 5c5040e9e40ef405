"""Borneo Tribun."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class BorneoTribun(BloggerSpider):
    """Borneo Tribun, whole blog."""

    name = "borneotribun"
    source = Source(
        title="Borneo Tribun",
        domain="borneotribun.com",
        sections=("https://www.borneotribun.com/",),
        desks=("BT",),
        names=("BorneoTribun.com",),
        boilerplate=("*BACA BERITA TERKINI LAINNYA DI GOOGLE NEWS",),
        confidence="high",
        inferred=("sections",),
    )

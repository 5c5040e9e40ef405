"""Suara Pemred."""

from newsarchive.source import Source
from newsarchive.spiders.base import NewsSpider


class SuaraPemred(NewsSpider):
    """Suara Pemred, section Ponticity."""

    name = "suarapemred"
    source = Source(
        title="Suara Pemred",
        domain="suarapemredkalbar.com",
        sections=("https://www.suarapemredkalbar.com/read/ponticity/",),
        desks=("SP",),
        names=("Suara Pemred Kalbar",),
        article_path=r"^/read/[a-z]+/(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})/[a-z0-9-]+$",
        paging="?page={page}",
        confidence="low",
        inferred=("paging",),
    )

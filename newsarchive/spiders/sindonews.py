"""SINDOnews."""

from newsarchive.source import Source
from newsarchive.spiders.portal import PortalSpider


class SindoNews(PortalSpider):
    """SINDOnews, section Daerah."""

    name = "sindonews"
    source = Source(
        title="SINDOnews",
        domain="sindonews.com",
        sections=("https://daerah.sindonews.com/",),
        names=("SINDOnews.com", "KORAN SINDO"),
        theme="sindonews",
        article_path=r"^/read/(?P<id>\d+)/\d+/[a-z0-9-]+-(?P<epoch>\d{10})$",
        feeds=("https://daerah.sindonews.com/rss",),
        confidence="high",
        inferred=("paging",),
    )

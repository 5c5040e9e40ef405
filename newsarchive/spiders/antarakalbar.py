"""ANTARA News Kalimantan Barat."""

from newsarchive.source import Source
from newsarchive.spiders.antara import AntaraSpider


class AntaraKalbar(AntaraSpider):
    """ANTARA News Kalimantan Barat, bureau Kalimantan Barat."""

    name = "antarakalbar"
    source = Source(
        title="ANTARA News Kalimantan Barat",
        domain="kalbar.antaranews.com",
        sections=("https://kalbar.antaranews.com/kalbar",),
        desks=("ANTARA",),
        names=("ANTARA", "Antara Kalbar", "Antaranews Kalbar", "ANTARA News"),
        feeds=("https://kalbar.antaranews.com/rss/terkini.xml",),
        confidence="high",
    )

"""Tribun Pontianak."""

from newsarchive.source import Source
from newsarchive.spiders.tribun import TribunSpider


class TribunPontianak(TribunSpider):
    """Tribun Pontianak, index of Kalbar and Polda Kalbar."""

    name = "tribunpontianak"
    source = Source(
        title="Tribun Pontianak",
        domain="pontianak.tribunnews.com",
        sections=(
            "https://pontianak.tribunnews.com/index-news/kalbar",
            "https://pontianak.tribunnews.com/polda-kalbar",
        ),
        names=("TRIBUNPONTIANAK.CO.ID", "TRIBUNPONTIANAK"),
        feeds=("https://pontianak.tribunnews.com/rss",),
        confidence="high",
    )

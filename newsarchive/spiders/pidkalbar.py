"""PID Polda Kalbar."""

from newsarchive.source import Source
from newsarchive.spiders.police import PoliceSpider


class PidKalbar(PoliceSpider):
    """PID Polda Kalbar, reports."""

    name = "pidkalbar"
    source = Source(
        title="PID Polda Kalbar",
        domain="pid.kalbar.polri.go.id",
        sections=("https://pid.kalbar.polri.go.id/laporan/",),
        names=("Polda Kalbar",),
        article_path=r"^/laporan/[a-z0-9-]+$",
        confidence="medium",
        inferred=("paging",),
    )

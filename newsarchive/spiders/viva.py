"""VIVA."""

from newsarchive.source import Source
from newsarchive.spiders.portal import PortalSpider


class Viva(PortalSpider):
    """VIVA, tag Kalbar."""

    name = "viva"
    source = Source(
        title="VIVA",
        domain="viva.co.id",
        sections=("https://www.viva.co.id/tag/kalbar",),
        names=("VIVA.co.id", "VIVA"),
        theme="viva",
        article_path=r"/(?P<id>\d+)-[a-z0-9-]+$",
        confidence="medium",
        inferred=("sections", "paging"),
    )

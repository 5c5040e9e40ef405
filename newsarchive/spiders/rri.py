"""RRI."""

from newsarchive.source import Source
from newsarchive.spiders.portal import PortalSpider


class Rri(PortalSpider):
    """RRI, stations Pontianak, Sintang and Entikong."""

    name = "rri"
    source = Source(
        title="RRI",
        domain="rri.co.id",
        sections=(
            "https://rri.co.id/pontianak",
            "https://rri.co.id/sintang",
            "https://rri.co.id/entikong",
        ),
        desks=("KBRN", "RRI"),
        names=("KBRN", "RRI.CO.ID"),
        theme="rri",
        article_path=r"^/(?:pontianak|sintang|entikong)/[a-z-]+/(?P<id>\d+)/[a-z0-9-]+",
        confidence="medium",
        inferred=("sections", "article_path"),
    )

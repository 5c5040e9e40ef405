"""Republika."""

from newsarchive.source import Source
from newsarchive.spiders.portal import PortalSpider


class Republika(PortalSpider):
    """Republika, channel Daerah."""

    name = "republika"
    source = Source(
        title="Republika",
        domain="republika.co.id",
        sections=("https://www.republika.co.id/kanal/news/daerah",),
        names=("REPUBLIKA.CO.ID",),
        theme="republika",
        article_path=r"^/(?:amp|berita)/(?P<id>[a-z0-9]+)(?:/[a-z0-9-]+)?$",
        confidence="medium",
        inferred=("sections", "paging"),
    )

"""tvOnenews."""

from newsarchive.source import Source
from newsarchive.spiders.portal import PortalSpider


class TvOne(PortalSpider):
    """tvOnenews, section Daerah."""

    name = "tvone"
    source = Source(
        title="tvOnenews",
        domain="tvonenews.com",
        sections=("https://www.tvonenews.com/daerah",),
        names=("tvOnenews.com", "tvOne"),
        theme="tvone",
        article_path=r"/(?P<id>\d+)-[a-z0-9-]+$",
        confidence="low",
        inferred=("names", "sections", "paging"),
    )

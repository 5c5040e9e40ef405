"""IDN Times."""

from newsarchive.source import Source
from newsarchive.spiders.portal import PortalSpider


class IdnTimes(PortalSpider):
    """IDN Times, IDN Times Kalbar."""

    name = "idntimes"
    source = Source(
        title="IDN Times",
        domain="idntimes.com",
        sections=("https://kalbar.idntimes.com/",),
        names=("IDN Times",),
        article_path=r"^/(?:news/)?[a-z-]+/(?:[a-z-]+/)?[a-z0-9-]+-00-[a-z0-9]{5}-(?P<id>[a-z0-9]{6})$",
        confidence="medium",
        inferred=("sections", "paging"),
    )

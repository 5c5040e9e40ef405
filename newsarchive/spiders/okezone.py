"""Okezone."""

from newsarchive.source import Source
from newsarchive.spiders.portal import PortalSpider


class Okezone(PortalSpider):
    """Okezone, tag Kalbar."""

    name = "okezone"
    source = Source(
        title="Okezone",
        domain="okezone.com",
        sections=("https://www.okezone.com/tag/kalbar",),
        theme="okezone",
        article_path=r"^/read/(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})/\d+/(?P<id>\d+)/[a-z0-9-]+",
        confidence="medium",
        inferred=("sections", "paging"),
    )

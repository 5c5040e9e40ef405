"""Indo Kalbar."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class IndoKalbar(BloggerSpider):
    """Indo Kalbar, whole blog."""

    name = "indokalbar"
    source = Source(
        title="Indo Kalbar",
        domain="indokalbar.com",
        sections=("https://www.indokalbar.com/",),
        names=("IndoKalbar.com",),
        confidence="high",
        inferred=("sections",),
    )

"""Trans Kapuas."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class TransKapuas(BloggerSpider):
    """Trans Kapuas, whole blog."""

    name = "transkapuas"
    source = Source(
        title="Trans Kapuas",
        domain="transkapuas.com",
        sections=("https://www.transkapuas.com/",),
        names=("transkapuas.com",),
        boilerplate=("Notification",),
        confidence="high",
        inferred=("sections",),
    )

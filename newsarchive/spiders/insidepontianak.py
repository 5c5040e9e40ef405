"""Inside Pontianak."""

from newsarchive.source import Source
from newsarchive.spiders.base import NewsSpider


class InsidePontianak(NewsSpider):
    """Inside Pontianak, sections of the region."""

    name = "insidepontianak"
    source = Source(
        title="Inside Pontianak",
        domain="insidepontianak.com",
        sections=(
            "https://insidepontianak.com/sambas/",
            "https://insidepontianak.com/hukum/",
        ),
        names=("insidepontianak.com",),
        article_path=r"^/[a-z-]+/(?P<id>\d{4,6})/[a-z0-9-]+$",
        paging="?page={page}",
        boilerplate=("***", "Leave a comment"),
        confidence="medium",
        inferred=("paging", "sections"),
    )

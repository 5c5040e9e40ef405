"""CNN Indonesia."""

from newsarchive.source import Source
from newsarchive.spiders.transmedia import TransMediaSpider


class CnnIndonesia(TransMediaSpider):
    """CNN Indonesia, tag Kalimantan Barat."""

    name = "cnnindonesia"
    source = Source(
        title="CNN Indonesia",
        domain="cnnindonesia.com",
        sections=("https://www.cnnindonesia.com/tag/kalimantan-barat",),
        names=("CNN Indonesia",),
        theme="cnnindonesia",
        article_path=r"^/nasional/(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})\d{6}-\d+-(?P<id>\d+)/[a-z0-9-]+$",
        confidence="low",
        inferred=("names", "sections", "paging", "theme"),
    )

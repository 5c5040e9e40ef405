"""Hi!Pontianak."""

from newsarchive.source import Source
from newsarchive.spiders.base import NewsSpider


class HiPontianak(NewsSpider):
    """Hi!Pontianak, on kumparan."""

    name = "hipontianak"
    source = Source(
        title="Hi!Pontianak",
        domain="kumparan.com",
        sections=("https://kumparan.com/hipontianak",),
        names=("Hi!Pontianak", "kumparan"),
        theme="kumparan",
        article_path=r"^/hipontianak/[a-z0-9-]+-(?P<id>[0-9A-Za-z]{11})(?:/full)?$",
        confidence="medium",
        inferred=("sections", "article_path", "theme"),
    )

"""Divisi Humas Polri."""

from datetime import date

from newsarchive.source import Layout, Source
from newsarchive.spiders.police import PoliceSpider


class HumasPolri(PoliceSpider):
    """Divisi Humas Polri, all news."""

    name = "humaspolri"
    source = Source(
        title="Divisi Humas Polri",
        domain="humas.polri.go.id",
        sections=("https://humas.polri.go.id/news/all",),
        scope="nation",
        article_path=r"^/news/detail/(?P<id>\d+)-[a-z0-9-]+$",
        earlier=(
            Layout(
                until=date(2023, 12, 31),
                theme="wp-core",
                article_path=r"^/\d{4}/\d{2}/\d{2}/[a-z0-9-]+/$",
            ),
        ),
        confidence="medium",
        inferred=("earlier",),
    )

"""Suara Landak."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class SuaraLandak(BloggerSpider):
    """Suara Landak, whole blog."""

    name = "suaralandak"
    source = Source(
        title="Suara Landak",
        domain="suaralandak.co.id",
        sections=("https://www.suaralandak.co.id/",),
        boilerplate=(
            "Disiarkan di Radio Suara Landak 98 FM",
            "Streaming Radio Suara Landak",
            "Bagikan:",
            "Komentar Anda",
            "Berita Terkini",
        ),
        confidence="medium",
        inferred=("sections",),
    )

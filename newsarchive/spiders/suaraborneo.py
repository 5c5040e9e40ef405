"""Suara Borneo."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class SuaraBorneo(BloggerSpider):
    """Suara Borneo, labels of the region."""

    name = "suaraborneo"
    source = Source(
        title="Suara Borneo",
        domain="suaraborneo.id",
        sections=(
            "https://www.suaraborneo.id/search/label/Landak",
            "https://www.suaraborneo.id/search/label/Kalbar",
        ),
        names=("Suaraborneo.id",),
        confidence="medium",
        inferred=("sections",),
    )

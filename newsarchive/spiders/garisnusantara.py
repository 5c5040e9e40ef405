"""Garis Nusantara."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class GarisNusantara(BloggerSpider):
    """Garis Nusantara, labels of the region."""

    name = "garisnusantara"
    source = Source(
        title="Garis Nusantara",
        domain="garisnusantara.com",
        sections=(
            "https://www.garisnusantara.com/search/label/Sekadau",
            "https://www.garisnusantara.com/search/label/Kalbar",
        ),
        names=("Garisnusantara.com",),
        confidence="medium",
        inferred=("sections",),
    )

"""JPNN.com."""

from newsarchive.source import Source
from newsarchive.spiders.portal import PortalSpider


class Jpnn(PortalSpider):
    """JPNN.com, tag Kalbar."""

    name = "jpnn"
    source = Source(
        title="JPNN.com",
        domain="jpnn.com",
        sections=("https://www.jpnn.com/tag/kalbar",),
        names=("jpnn.com", "JPNN"),
        theme="jpnn",
        article_path=r"^/news/[a-z0-9-]+$",
        confidence="medium",
    )

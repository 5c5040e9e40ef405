"""Liputan6.com."""

from newsarchive.source import Source
from newsarchive.spiders.kly import KlySpider


class Liputan6(KlySpider):
    """Liputan6.com, tag Kalbar."""

    name = "liputan6"
    source = Source(
        title="Liputan6.com",
        domain="liputan6.com",
        sections=("https://www.liputan6.com/tag/kalbar",),
        names=("Liputan6.com",),
        theme="liputan6",
        article_path=r"^/(?:[a-z-]+/)?(?:read/)?(?P<id>\d{5,})/[a-z0-9-]+",
        boilerplate=("Advertisement",),
        confidence="high",
    )

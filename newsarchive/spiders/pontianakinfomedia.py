"""Pontianak Info Media."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class PontianakInfoMedia(WordPressSpider):
    """Pontianak Info Media, whole site."""

    name = "pontianakinfomedia"
    source = Source(
        title="Pontianak Info Media",
        domain="pontianakinfomedia.com",
        sections=("https://pontianakinfomedia.com/",),
        article_path=r"^/[a-z0-9-]{12,}/?$",
        confidence="low",
        inferred=("sections",),
    )

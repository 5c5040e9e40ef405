"""Radar Kalbar."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class RadarKalbar(WordPressSpider):
    """Radar Kalbar, whole site."""

    name = "radarkalbar"
    source = Source(
        title="Radar Kalbar",
        domain="radarkalbar.com",
        sections=("https://radarkalbar.com/",),
        names=("radarkalbar.com", "radarkalbar. com"),
        article_path=r"^/baca/(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})/[a-z0-9-]+/?$",
        confidence="low",
        inferred=("sections",),
    )

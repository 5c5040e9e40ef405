"""Cybernews.id."""

from newsarchive.source import Source
from newsarchive.spiders.blogger import BloggerSpider


class CyberNews(BloggerSpider):
    """Cybernews.id, label Kalbar."""

    name = "cybernews"
    source = Source(
        title="Cybernews.id",
        domain="cybernews.id",
        sections=("https://www.cybernews.id/search/label/Kalbar",),
        scope="nation",
        names=("Cyber News",),
        confidence="medium",
        inferred=("sections", "scope"),
    )

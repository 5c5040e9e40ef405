"""Media Kalbar News."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class MediaKalbarNews(WordPressSpider):
    """Media Kalbar News, section kalbar."""

    name = "mediakalbarnews"
    source = Source(
        title="Media Kalbar News",
        domain="mediakalbarnews.com",
        sections=("https://mediakalbarnews.com/category/kalbar/",),
        article_path=r"^/[a-z0-9-]{12,}/?$",
        confidence="low",
        inferred=("sections",),
    )

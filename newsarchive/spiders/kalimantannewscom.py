"""Kalimantan News."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class KalimantanNewsCom(WordPressSpider):
    """Kalimantan News, section kalbar."""

    name = "kalimantannewscom"
    source = Source(
        title="Kalimantan News",
        domain="kalimantan-news.com",
        names=("Kalimantan-News.com",),
        desks=("KN",),
        sections=("https://kalimantan-news.com/category/kalbar/",),
        theme="wp-gianmr-newkarma",
        article_path=r"^/[a-z0-9-]+/?$|/\?p=\d+$",
        confidence="medium",
        inferred=("sections",),
    )

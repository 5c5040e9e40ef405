"""KalbarOnline."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class KalbarOnline(WordPressSpider):
    """KalbarOnline, section berita-daerah."""

    name = "kalbaronline"
    source = Source(
        title="KalbarOnline",
        domain="kalbaronline.com",
        names=("KALBARONLINE.com",),
        sections=("https://kalbaronline.com/berita-daerah/",),
        theme="wp-gianmr-newkarma",
        article_path=r"/\d{4}/\d{2}/\d{2}/[a-z0-9-]+/?(amp/)?$|/kabar/[a-z-]+/[a-z0-9-]+/\d+/?$",
        confidence="high",
        inferred=("theme",),
    )

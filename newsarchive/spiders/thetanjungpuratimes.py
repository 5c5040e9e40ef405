"""The Tanjungpura Times."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class TheTanjungpuraTimes(WordPressSpider):
    """The Tanjungpura Times, whole site."""

    name = "thetanjungpuratimes"
    source = Source(
        title="The Tanjungpura Times",
        domain="thetanjungpuratimes.com",
        names=("thetanjungpuratimes.com",),
        sections=("https://thetanjungpuratimes.com/",),
        article_path=r"/\d{4}/\d{2}/\d{2}/[a-z0-9-]+/?$",
        confidence="low",
        inferred=("sections",),
    )

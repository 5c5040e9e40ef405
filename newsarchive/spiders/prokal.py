"""Prokal Kalbar."""

from newsarchive.source import Source
from newsarchive.spiders.base import NewsSpider


class Prokal(NewsSpider):
    """Prokal Kalbar, stopped in 2018."""

    name = "prokal"
    source = Source(
        title="Prokal Kalbar",
        domain="kalbar.prokal.co",
        sections=("http://kalbar.prokal.co/",),
        retired=2018,
        names=("PROKAL.CO",),
        article_path=r"^/read/news/(?P<id>\d+)-[a-z0-9-]+\.html$",
        boilerplate=("UTAMA | PONTIANAK | KRIMINAL | DAERAH",),
        confidence="medium",
    )

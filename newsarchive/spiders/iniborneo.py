"""Ini Borneo."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class IniBorneo(WordPressSpider):
    """Ini Borneo, whole site."""

    name = "iniborneo"
    source = Source(
        title="Ini Borneo",
        domain="iniborneo.com",
        names=("INIBORNEO.COM",),
        sections=("https://iniborneo.com/",),
        article_path=r"/\?p=\d+$|^/[a-z0-9-]+/?$",
        confidence="low",
        inferred=("sections",),
    )

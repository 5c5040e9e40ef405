"""SuaraIndo."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class SuaraIndo(WordPressSpider):
    """SuaraIndo, whole site."""

    name = "suaraindo"
    source = Source(
        title="SuaraIndo",
        domain="suaraindo.id",
        names=("Suaraindo.id",),
        desks=("SK",),
        sections=("https://suaraindo.id/",),
        article_path=r"/\d{4}/\d{2}/[a-z0-9-]+/?$|/\?p=\d+$",
        confidence="medium",
        inferred=("sections",),
    )

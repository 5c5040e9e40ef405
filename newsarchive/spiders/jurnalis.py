"""Jurnalis.co.id."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class Jurnalis(WordPressSpider):
    """Jurnalis.co.id, whole site."""

    name = "jurnalis"
    source = Source(
        title="Jurnalis.co.id",
        domain="jurnalis.co.id",
        names=("JURNALIS.co.id",),
        sections=("https://jurnalis.co.id/",),
        theme="wp-jnews",
        article_path=r"^/[a-z0-9-]+/?$|/\?p=\d+$",
        boilerplate=("Discussion about this post",),
        confidence="medium",
        inferred=("sections", "theme"),
    )

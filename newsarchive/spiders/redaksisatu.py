"""Redaksi Satu."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class RedaksiSatu(WordPressSpider):
    """Redaksi Satu, whole site."""

    name = "redaksisatu"
    source = Source(
        title="Redaksi Satu",
        domain="redaksisatu.id",
        sections=("https://redaksisatu.id/",),
        theme="wp-newspaper",
        article_path=r"^/[a-z0-9-]{12,}/?$",
        confidence="medium",
        inferred=("sections", "theme"),
    )

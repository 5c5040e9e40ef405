"""Suara Kapuas Raya."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class SuaraKapuasRaya(WordPressSpider):
    """Suara Kapuas Raya, whole site."""

    name = "suarakapuasraya"
    source = Source(
        title="Suara Kapuas Raya",
        domain="suarakapuasraya.com",
        names=("SKR.COM",),
        desks=("KN",),
        sections=("https://suarakapuasraya.com/",),
        theme="wp-gianmr-newkarma",
        article_path=r"^/[a-z0-9-]+/(\?amp=1)?$",
        confidence="low",
        inferred=("sections",),
    )

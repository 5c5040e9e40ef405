"""Merdeka.com."""

from newsarchive.source import Source
from newsarchive.spiders.kly import KlySpider


class Merdeka(KlySpider):
    """Merdeka.com, section Peristiwa."""

    name = "merdeka"
    source = Source(
        title="Merdeka.com",
        domain="merdeka.com",
        sections=("https://www.merdeka.com/peristiwa/",),
        names=("Merdeka.com",),
        article_path=r"^/(?:amp/)?peristiwa/[a-z0-9-]+\.html$",
        feeds=("https://www.merdeka.com/rss/",),
        boilerplate=(
            "Better experience in portrait mode.",
            "Iklan - Geser ke atas untuk melanjutkan",
        ),
        confidence="medium",
        inferred=("paging",),
    )

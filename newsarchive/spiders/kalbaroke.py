"""KalbarOke."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class KalbarOke(WordPressSpider):
    """KalbarOke, whole site."""

    name = "kalbaroke"
    source = Source(
        title="KalbarOke",
        domain="kalbaroke.com",
        names=("KalbarOke.Com",),
        sections=("https://kalbaroke.com/",),
        article_path=r"^/[a-z0-9-]+/?(\?amp=1.*)?$",
        confidence="medium",
        inferred=("sections",),
    )

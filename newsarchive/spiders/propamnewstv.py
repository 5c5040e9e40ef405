"""Propam News TV."""

from newsarchive.source import Source
from newsarchive.spiders.wordpress import WordPressSpider


class PropamNewsTV(WordPressSpider):
    """Propam News TV, whole site."""

    name = "propamnewstv"
    source = Source(
        title="Propam News TV",
        domain="propamnewstv.id",
        names=("propamnewstv.id",),
        sections=("https://propamnewstv.id/",),
        article_path=r"^/[a-z0-9-]+/?$|/\?p=\d+$",
        confidence="medium",
        inferred=("sections",),
    )

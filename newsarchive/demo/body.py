"""An article's text as markup, with the noise a newsroom puts between paragraphs."""

from collections.abc import Iterator, Sequence

from newsarchive.demo.articles import Article
from newsarchive.demo.markup import Markup, Theme, as_markup, join
from newsarchive.demo.site import Site

_AD_AFTER = 2
_ALSO_AFTER = 3


def title_of(article: Article) -> str:
    """Return the title as the site shows it."""
    return f"Diproteksi: {article.title}" if article.password else article.title


def excerpt_of(article: Article, words: int) -> str:
    """Return the first words of the text; a protected post shows none."""
    if article.password:
        return "Tidak ada kutipan karena ini adalah pos yang terproteksi."
    found = " ".join(article.parts()[0]).split()
    return " ".join(found[:words]) + (" […]" if len(found) > words else "")


def whole_text(theme: Theme, article: Article) -> Markup:
    """Return the text of all pages as the REST interface gives it, without noise."""
    parts = (
        join(_paragraph(theme, article, line) for line in lines)
        for lines in article.parts()
    )
    return join(parts, "\n<p><!--nextpage--></p>\n")


def page_text(theme: Theme, site: Site, article: Article, page: int) -> Markup:
    """Return the text of one page of an article with ads and links between."""
    if article.password:
        return theme.fill("password", base=site.base, number=article.number)
    lines = article.parts()[page - 1]
    if article.classic:
        return theme.fill(
            "paragraph", line=join(map(as_markup, lines), "<br />\n<br />\n")
        )
    return join(_with_noise(theme, site, article, lines))


def _with_noise(
    theme: Theme, site: Site, article: Article, lines: Sequence[str]
) -> Iterator[Markup]:
    *before, last = lines
    for position, line in enumerate(before, start=1):
        yield _paragraph(theme, article, line)
        if position == _AD_AFTER:
            yield theme.fill("ad")
        if position == _ALSO_AFTER:
            yield _also(theme, site, article)
    yield _paragraph(theme, article, last)


def _also(theme: Theme, site: Site, article: Article) -> Markup:
    others = [item for item in site.articles() if item.number != article.number]
    other = others[article.number % len(others)]
    return theme.fill("also", link=site.address_of(other), title=title_of(other))


def _paragraph(theme: Theme, article: Article, line: str) -> Markup:
    dateline = article.dateline
    if dateline is None or not line.startswith(dateline.raw):
        return theme.fill("paragraph", line=line)
    return theme.fill(
        "first_paragraph", dateline=dateline.raw, line=line[len(dateline.raw) :]
    )

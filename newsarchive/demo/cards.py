"""What the themes say of an article wherever they show it: its card, dates, links."""

from collections.abc import Iterable
from datetime import UTC, datetime

from newsarchive.demo.articles import Article, Section
from newsarchive.demo.body import excerpt_of, title_of
from newsarchive.demo.markup import Markup, Theme, join
from newsarchive.demo.site import Site, slug_of

_LIST_WORDS = 20
_MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def card_of(theme: Theme, site: Site, article: Article) -> dict[str, str | int]:
    """Return what an article fills in wherever a theme shows it."""
    sections = site.sections_of(article)
    return {
        "base": site.base,
        "outlet": site.outlet.name,
        "number": article.number,
        "title": title_of(article),
        "link": site.address_of(article),
        "date": _date(theme, article.published),
        "published": article.published.isoformat(),
        "published_utc": article.published.astimezone(UTC).isoformat(),
        "modified_utc": article.modified.astimezone(UTC).isoformat(),
        "author": article.author,
        "author_link": f"{site.base}/author/{slug_of(article.author)}/",
        "image": f"{site.base}/wp-content/uploads/{article.number}.jpg",
        "caption": article.caption or "",
        "section": sections[-1].name,
        "section_link": site.address_of_section(sections[-1]),
        "sections": _links_to_sections(theme, site, sections),
        "excerpt": excerpt_of(article, _LIST_WORDS),
    }


def links_to(
    theme: Theme, site: Site, piece: str, articles: Iterable[Article]
) -> Markup:
    """Return links to articles in one form of the theme."""
    return join(
        theme.fill(
            piece,
            link=site.address_of(article),
            title=title_of(article),
            date=_date(theme, article.published),
        )
        for article in articles
    )


def tags_of(theme: Theme, site: Site, article: Article) -> Markup:
    """Return links to an article's tags."""
    return join(
        theme.fill("tag", link=f"{site.base}/tag/{slug_of(name)}/", name=name)
        for name in article.tags
    )


def _date(theme: Theme, moment: datetime) -> str:
    return theme.fill(
        "date",
        weekday=_WEEKDAYS[moment.weekday()],
        day=moment.day,
        month=_MONTHS[moment.month - 1],
        year=moment.year,
    )


def _links_to_sections(theme: Theme, site: Site, sections: Iterable[Section]) -> Markup:
    links = (
        theme.fill("section", link=site.address_of_section(section), name=section.name)
        for section in sections
    )
    return join(links, ", ")

"""Posts, sections and tags as the objects of WordPress's REST interface."""

from datetime import UTC, datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from newsarchive.demo.articles import Article, Section
from newsarchive.demo.body import excerpt_of, whole_text
from newsarchive.demo.markup import load_theme
from newsarchive.demo.site import Site, slug_of

Row: TypeAlias = dict[str, Any]

ZONE = ZoneInfo("Asia/Jakarta")
_EXCERPT_WORDS = 55
_FIRST_TAG = 501


def post_row(site: Site, article: Article) -> Row:
    """Return a post; a protected one shows no text."""
    return {
        "id": article.number,
        **_dates("date", article.published),
        "guid": {"rendered": f"{site.base}/?p={article.number}"},
        **_dates("modified", article.modified),
        "slug": article.slug,
        "status": "publish",
        "type": "post",
        "link": site.address_of(article),
        "title": {"rendered": article.title},
        "content": _text(article, whole_text(load_theme(site.outlet.theme), article)),
        "excerpt": _text(article, excerpt_of(article, _EXCERPT_WORDS)),
        "categories": [section.number for section in site.sections_of(article)],
        "tags": [row["id"] for row in tag_rows(site) if row["name"] in article.tags],
    }


def section_rows(site: Site) -> list[Row]:
    """Return every section of the outlet."""
    return [_section_row(site, section) for section in site.outlet.sections]


def tag_rows(site: Site) -> list[Row]:
    """Return every tag the outlet uses, by name."""
    names = sorted({name for item in site.outlet.articles for name in item.tags})
    return [
        {
            "id": number,
            "link": f"{site.base}/tag/{slug_of(name)}/",
            "name": name,
            "slug": slug_of(name),
            "taxonomy": "post_tag",
        }
        for number, name in enumerate(names, start=_FIRST_TAG)
    ]


def _section_row(site: Site, section: Section) -> Row:
    parents = (item for item in site.outlet.sections if item.slug == section.parent)
    return {
        "id": section.number,
        "count": sum(section.slug in item.sections for item in site.articles()),
        "description": "",
        "link": site.address_of_section(section),
        "name": section.name,
        "slug": section.slug,
        "taxonomy": "category",
        "parent": next((parent.number for parent in parents), 0),
    }


def _text(article: Article, text: str) -> Row:
    return {
        "rendered": "" if article.password else text,
        "protected": article.password,
    }


def _dates(name: str, moment: datetime) -> Row:
    local = moment.astimezone(ZONE).replace(tzinfo=None)
    world = moment.astimezone(UTC).replace(tzinfo=None)
    return {name: local.isoformat(), f"{name}_gmt": world.isoformat()}

"""All themes by name, and which one a page is of.

A theme that cannot be told from the page is GENERIC.
"""

from collections.abc import Mapping
from types import MappingProxyType

from newsarchive.extract.document import Document
from newsarchive.extract.page import Page
from newsarchive.extract.portal_themes import BLOGGER, PORTALS
from newsarchive.extract.theme import Selectors, Theme
from newsarchive.extract.wordpress_themes import WORDPRESS, WORDPRESS_THEMES

__all__ = ["GENERIC", "THEMES", "Selectors", "Theme", "recognise", "theme_for"]

GENERIC = Theme(
    name="generic",
    title=(
        *WORDPRESS.title,
        "h1.single-post-title",
        "h1[itemprop~=headline]",
        "h1.detail-title",
        "h1.article-title",
        "h1.main-content-title",
        "h1.read-page--header--title",
        ".title-article h1",
        "h1.judul",
        "h1.title",
    ),
    published=(
        *WORDPRESS.published,
        "time.post-published::attr(datetime)",
        "time[itemprop~=datePublished]::attr(datetime)",
        "[itemprop~=datePublished]::attr(datetime)",
        "abbr.published::attr(title)",
        ".detail-date-artikel",
        ".main-content-date",
        ".date-publish",
        ".detail-date",
        ".article-header .date",
        ".date.meta-item",
    ),
    modified=(*WORDPRESS.modified, "[itemprop~=dateModified]::attr(datetime)"),
    author=(
        ".author.vcard .fn",
        ".byline .fn",
        ".author.vcard",
        ".wp-block-post-author__name",
        ".wp-block-post-author-name",
        "[itemprop~=author] [itemprop~=name]",
        "[itemprop~=author]",
        ".post-author .fn",
        ".entry-meta .author",
        ".author-name",
        ".meta-author",
        ".main-content-author",
        ".detail-author",
        ".byline a[rel=author]",
        "a[rel=author]",
        ".author",
        ".byline",
    ),
    tags=(*WORDPRESS.tags, ".post-labels a"),
    section=WORDPRESS.section,
    body=(
        ".entry-content.single-post-content",
        ".entry-content.entry-content-single",
        ".tdb_single_content .tdb-block-inner",
        ".td-post-content",
        ".entry-content .content-inner",
        "#penci-post-entry-inner",
        ".penci-entry-content",
        ".wp-block-post-content",
        ".post-body.entry-content",
        ".entry-content",
        "[itemprop~=articleBody]",
        ".post-entry",
        ".post-body",
        ".read__content",
        ".wrap__article-detail-content",
        ".txt-article",
        ".detail__body-text",
        "#content_news",
        ".detail-text",
        "#detail-desc",
        ".detail-desc",
        ".c-detail.read",
        ".main-content-detail",
        ".post_details_inner",
        ".article-content article",
        ".article-content",
        ".article__content",
        ".article-body",
        ".article__body",
        ".story-body",
        ".post-content",
        ".single-content",
        ".detail-content",
        ".content-detail",
        ".news-content",
        ".post-inner .entry",
        ".amp-wp-article-content",
    ),
    sections_of_body=(".article-content-body__item-content",),
    lead_image=WORDPRESS.lead_image,
    caption=WORDPRESS.caption,
    drop=(".post-footer", ".entry-footer", ".gmr-related-post"),
    parts=(
        *WORDPRESS.parts,
        ".paging__link",
        ".jeg_pagelinks a",
        ".pagelink a",
        ".post-pagination a",
        ".article-paging a",
        ".paging a",
    ),
)

THEMES: Mapping[str, Theme] = MappingProxyType(
    {
        theme.name: theme
        for theme in (*WORDPRESS_THEMES, BLOGGER, *PORTALS, WORDPRESS, GENERIC)
    }
)


def theme_of(page: Page) -> str | None:
    """Name the theme of a page where its markup tells; None where it does not."""
    return recognise(Document(page))


def recognise(document: Document) -> str | None:
    """Name the theme of a document where its markup tells."""
    generator = (document.meta("generator") or "").lower()
    folders = _theme_folders(document)
    for theme in THEMES.values():
        if theme.generator is not None and theme.generator in generator:
            return theme.name
        if folders & {folder.lower() for folder in theme.folders}:
            return theme.name
    for theme in THEMES.values():
        if any(sign <= document.marks for sign in theme.signs):
            return theme.name
    return "wp-core" if folders or "wordpress" in generator else None


def theme_for(document: Document, declared: str | None) -> Theme:
    """Choose the theme the source declares, else the one the page shows."""
    name = declared if declared in THEMES else recognise(document)
    return THEMES[name] if name is not None else GENERIC


def _theme_folders(document: Document) -> frozenset[str]:
    """Name the folders below /wp-content/themes/ that the page loads from."""
    found = set()
    for link in document.links:
        _, mark, rest = link.href.partition("/wp-content/themes/")
        if mark:
            found.add(rest.partition("/")[0].lower().removesuffix("-child"))
    return frozenset(found)

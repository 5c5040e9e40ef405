"""Where the themes and content systems of the region's press print what.

Selectors have no commas; earlier ones are better. `::attr(x)` takes an attribute, all
others an element's text. A theme that cannot be told from the page is GENERIC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from newsarchive.extract.document import Document
from newsarchive.extract.page import Page

Selectors = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Selectors of one theme or content system.

    `signs` are alternatives of classes and ids that only its pages have; `folders` are
    names below /wp-content/themes/. `people` are blocks of lines such as "Editor: X".
    `sections_of_body` are several elements that make one body. `single` is the query
    that gives a divided article as one page.
    """

    name: str
    folders: tuple[str, ...] = ()
    signs: tuple[frozenset[str], ...] = ()
    generator: str | None = None
    title: Selectors = ()
    published: Selectors = ()
    modified: Selectors = ()
    author: Selectors = ()
    people: Selectors = ()
    tags: Selectors = ()
    section: Selectors = ()
    body: Selectors = ()
    sections_of_body: Selectors = ()
    lead_image: Selectors = ()
    caption: Selectors = ()
    drop: Selectors = ()
    parts: Selectors = ()
    single: str | None = None
    items: Selectors = ()


def _signs(*alternatives: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(alternative.split()) for alternative in alternatives)


_WORDPRESS = Theme(
    name="wp-core",
    title=(
        "h1.entry-title",
        "h1.wp-block-post-title",
        "h1.post-title",
    ),
    published=(
        "time.entry-date.published::attr(datetime)",
        "time.entry-date::attr(datetime)",
        "time.published::attr(datetime)",
        ".wp-block-post-date time::attr(datetime)",
    ),
    modified=(
        "time.updated:not(.published)::attr(datetime)",
        ".wp-block-post-date__modified-date time::attr(datetime)",
    ),
    author=(
        ".author.vcard .fn",
        ".author.vcard",
        ".byline a[rel=author]",
        ".wp-block-post-author__name",
        ".wp-block-post-author-name",
        ".entry-meta .author",
        "a[rel=author]",
    ),
    tags=(
        ".tags-links a",
        ".taxonomy-post_tag a",
        ".post-tags a",
        "a[rel=tag]",
    ),
    section=(
        ".cat-links a",
        ".taxonomy-category a",
        'a[rel="category tag"]',
        "a[rel=category]",
    ),
    body=(".wp-block-post-content", ".entry-content"),
    lead_image=(
        "figure.post-thumbnail img",
        ".wp-block-post-featured-image img",
        ".post-thumbnail img",
        "img.wp-post-image",
    ),
    caption=(
        "figure.post-thumbnail figcaption",
        ".wp-block-post-featured-image figcaption",
    ),
    parts=(".post-page-numbers", ".page-links a", ".prevnextpost-links a"),
)

_WORDPRESS_THEMES = (
    replace(
        _WORDPRESS,
        name="wp-jannah",
        folders=("jannah",),
        signs=_signs(
            "#tie-schema-json", "#tie-wrapper .post-content", "#tie-container"
        ),
        title=("h1.post-title.entry-title", "h1.post-title"),
        published=(
            "#the-post time.published::attr(datetime)",
            ".entry-header .date.meta-item",
            ".single-post-meta .date",
        ),
        modified=(".entry-header .last-updated",),
        author=(
            ".entry-header .meta-author .author-name",
            ".entry-header .author-meta .author-name",
            ".entry-header .meta-author",
        ),
        tags=(
            ".post-bottom-meta a[rel=tag]",
            ".post-bottom-meta .tagcloud a",
        ),
        section=(".post-cat-wrap a.post-cat",),
        body=("#the-post .entry-content.entry", "#the-post .entry-content"),
        lead_image=(
            "figure.single-featured-image img",
            ".featured-area img",
        ),
        caption=(".single-caption-text",),
        drop=(
            "#related-posts",
            ".toggle-post-content",
            "#toggle-post-button",
            ".share-buttons",
            ".about-author",
            ".prev-next-post-nav",
            "#check-also-box",
            "#go-to-top",
            ".stream-item",
            ".box.note",
            "#inline-related-post",
            "#post-extra-info",
            ".post-bottom-meta",
        ),
        items=("#posts-container .post-item",),
    ),
    replace(
        _WORDPRESS,
        name="wp-sahifa",
        folders=("sahifa",),
        signs=_signs(
            ".post-listing .post-inner .tie-date", "#main-content .post-listing"
        ),
        title=("h1.post-title.entry-title", "h1.name.post-title"),
        published=(
            ".post-meta .tie-date",
            "time.published::attr(datetime)",
        ),
        author=(".post-meta .post-meta-author a", ".post-meta .post-meta-author"),
        tags=(".post-tag a", ".post-tags a", "a[rel=tag]"),
        section=(".post-meta .post-cats a",),
        body=(".post-inner > .entry", ".post-inner .entry", ".entry"),
        lead_image=(".single-post-thumb img",),
        caption=(".single-post-caption",),
        drop=(
            ".share-post",
            ".post-tag",
            "#related_posts",
            ".e3lan",
            ".review-box",
            ".woo-shortcode",
            ".mini-share-post",
        ),
        items=(".post-listing .item-list",),
    ),
    replace(
        _WORDPRESS,
        name="wp-newspaper",
        folders=("Newspaper",),
        signs=_signs(
            ".tdb_single_content",
            ".tdb-title-text",
            ".tdc-content-wrap .td-post-content",
        ),
        title=(
            "h1.tdb-title-text",
            ".td-post-title h1.entry-title",
            "h1.entry-title",
        ),
        published=(
            ".tdb_single_date time::attr(datetime)",
            ".td-post-title time.entry-date::attr(datetime)",
            ".td-post-header time.entry-date::attr(datetime)",
            "time.entry-date.td-module-date::attr(datetime)",
        ),
        modified=(".tdb_single_modified_date time::attr(datetime)",),
        author=(
            ".tdb-author-name",
            ".td-post-title .td-post-author-name a",
            ".td-post-author-name a",
        ),
        tags=(".tdb-tags a", ".td-tags a", ".td-post-source-tags a"),
        section=(
            ".tdb-category a.tdb-entry-category",
            ".td-post-header .td-category a",
            ".td-category a",
        ),
        body=(
            ".tdb_single_content .tdb-block-inner",
            ".tdb_single_content",
            ".td-post-content",
        ),
        lead_image=(
            ".tdb_single_featured_image img",
            ".td-post-featured-image img",
        ),
        caption=(
            ".tdb_single_featured_image figcaption",
            ".td-post-featured-image figcaption",
        ),
        drop=(
            ".td-a-rec",
            ".td-post-sharing",
            ".td_block_related_posts",
            ".tdb-single-related",
            "[class*=id_inline_ad]",
            ".td-post-next-prev",
            ".td-post-featured-image",
            ".td-post-source-tags",
            ".td-author-name",
            ".author-box-wrap",
        ),
    ),
    replace(
        _WORDPRESS,
        name="wp-newsmag",
        folders=("Newsmag",),
        signs=_signs(".td-newsmag", ".td-main-content-wrap .td-pb-padding-side"),
        title=(".td-post-header h1.entry-title", "h1.entry-title"),
        published=(
            ".td-post-header time.entry-date::attr(datetime)",
            ".meta-info time.entry-date::attr(datetime)",
            "time.entry-date.td-module-date::attr(datetime)",
        ),
        author=(".td-post-author-name a", ".td-post-author-name"),
        tags=(".td-tags a",),
        section=(".td-post-header .td-category a", ".td-category a"),
        body=(".td-post-content", ".td-post-text-content"),
        lead_image=(".td-post-featured-image img",),
        caption=(".td-post-featured-image figcaption",),
        drop=(
            ".td_block_related_posts",
            ".td-post-sharing",
            ".td-a-rec",
            ".td-post-featured-image",
        ),
    ),
    replace(
        _WORDPRESS,
        name="wp-jnews",
        folders=("jnews",),
        signs=_signs(".jeg_post_title", ".jeg_main"),
        title=("h1.jeg_post_title",),
        published=(
            ".jeg_post_meta .jeg_meta_date a",
            ".jeg_meta_date a",
            ".jeg_meta_date",
        ),
        author=(
            ".jeg_post_meta .jeg_meta_author a",
            ".jeg_meta_author a",
        ),
        tags=(".jeg_post_tags a",),
        section=(".jeg_meta_category a",),
        body=(".entry-content .content-inner", ".content-inner"),
        lead_image=(".jeg_featured img",),
        caption=(".jeg_featured .wp-caption-text",),
        drop=(
            ".jeg_ad",
            ".jeg_share_button",
            ".jnews_related_post_container",
            ".jnews_inline_related_post",
            ".jeg_authorbox",
            ".jeg_post_tags",
            ".jeg_pagelinks",
        ),
        parts=(
            ".jeg_pagelinks a",
            ".nav_link a",
            ".page-links a",
            ".post-page-numbers",
        ),
    ),
    replace(
        _WORDPRESS,
        name="wp-soledad",
        folders=("soledad",),
        signs=_signs(
            "#penci-post-entry-inner", ".single-post-title .penci-entry-header"
        ),
        title=("h1.single-post-title", "h1.post-title"),
        published=(
            ".post-box-meta-single time.entry-date.published::attr(datetime)",
            "time.entry-date.published::attr(datetime)",
        ),
        modified=("time.penci-hide-tagupdated::attr(datetime)",),
        author=("a.author-url", ".author-post .author-url", ".author-post .fn"),
        tags=(".post-tags a",),
        section=(".penci-cat-name", ".cat a.penci-cat-name"),
        body=("#penci-post-entry-inner", ".post-entry"),
        lead_image=(".post-image img",),
        caption=(".post-image figcaption", ".penci-featured-caption"),
        drop=(
            ".tags-share-box",
            ".penci-ilrltpost-wrapper",
            ".post-related",
            ".penci-single-link-pages",
            ".post-tags",
        ),
    ),
    replace(
        _WORDPRESS,
        name="wp-pennews",
        folders=("pennews",),
        signs=_signs(".penci-entry-title", ".penci-entry-content"),
        title=("h1.entry-title.penci-entry-title", "h1.entry-title"),
        published=(
            ".penci-entry-header time.published::attr(datetime)",
            "time.entry-date.published::attr(datetime)",
            "time::attr(datetime)",
        ),
        author=(".entry-meta .author a", ".entry-meta .author"),
        body=(".penci-entry-content.entry-content", ".penci-entry-content"),
        drop=(".penci-social-buttons", ".penci-entry-footer", ".penci_post_related"),
    ),
    replace(
        _WORDPRESS,
        name="wp-publisher",
        folders=("publisher",),
        signs=_signs(".bs-publisher", ".single-post-content .post-header-title"),
        title=("h1.single-post-title .post-title", "h1.single-post-title"),
        published=(
            "time.post-published::attr(datetime)",
            "time.post-published",
        ),
        author=(
            ".post-author-a .post-author-name",
            ".post-meta .post-author-name",
            ".post-author-a .post-author",
            ".post-author-a",
        ),
        tags=(".post-tags a", ".entry-terms.post-tags a"),
        section=(".post-header-title .term-badge a", ".term-badge a"),
        body=(".entry-content.single-post-content",),
        lead_image=(".single-featured img",),
        caption=(".single-featured figcaption",),
        drop=(".post-related", ".post-share", ".bs-irp", ".better-ads"),
    ),
    replace(
        _WORDPRESS,
        name="wp-foxiz",
        folders=("foxiz",),
        signs=_signs(".entry-content.rbct", ".rbct .s-title"),
        title=("h1.s-title",),
        published=(
            ".single-meta time.published::attr(datetime)",
            ".single-meta time::attr(datetime)",
            "time.date.published::attr(datetime)",
        ),
        modified=(".single-meta time.updated-date::attr(datetime)",),
        author=(".single-meta .meta-author a", ".meta-author a"),
        tags=(".efoot a[rel=tag]",),
        section=(".s-cats a", ".p-categories a"),
        body=(".entry-content.rbct",),
        lead_image=(".s-feat img",),
        caption=(".feat-caption",),
        drop=(".ruby-table-contents", ".related-sec", ".shared-bottom", ".ad-wrap"),
    ),
    replace(
        _WORDPRESS,
        name="wp-gianmr-newkarma",
        folders=("newkarma",),
        signs=_signs(".gmr-box-content-single", ".gmr-metacontent-single"),
        title=(".gmr-box-content-single h1.entry-title", "h1.entry-title"),
        published=(
            ".gmr-metacontent-single time.entry-date.published::attr(datetime)",
            "time.entry-date.published::attr(datetime)",
        ),
        modified=(".gmr-metacontent-single time.updated::attr(datetime)",),
        author=(
            ".gmr-metacontent-single .entry-author.vcard [itemprop=name]",
            ".gmr-metacontent-single .entry-author",
            ".entry-author.vcard",
        ),
        people=(".gmr-cf-metacontent span",),
        tags=(".tags-links a", ".entry-footer a[rel=tag]", "a[rel=tag]"),
        section=(".gmr-meta-topic a", ".cat-links a", 'a[rel="category tag"]'),
        body=(".entry-content.entry-content-single",),
        lead_image=("figure.gmr-attachment-img img",),
        caption=("figure.gmr-attachment-img figcaption",),
        drop=(".entry-footer", ".gmr-related-post", ".gmr-socialicon-share"),
        items=("#main .item-article",),
    ),
    replace(
        _WORDPRESS,
        name="wp-gianmr-wpberita",
        folders=("wpberita",),
        signs=_signs(".entry-header-single .gmr-content-metasingle"),
        title=("header.entry-header-single h1.entry-title", "h1.entry-title"),
        published=(
            ".gmr-content-metasingle time.entry-date.published::attr(datetime)",
            "time.entry-date.published::attr(datetime)",
        ),
        modified=(".gmr-content-metasingle time.updated::attr(datetime)",),
        author=(
            ".gmr-content-metasingle .author.vcard a.url.fn",
            ".author.vcard a.url.fn",
        ),
        people=(".gmr-cf-metacontent span",),
        tags=(".tags-links a",),
        section=(".gmr-meta-topic a", ".cat-links-content a"),
        body=(".entry-content.entry-content-single",),
        lead_image=("figure.gmr-thumbnail-single img",),
        caption=("figure.gmr-thumbnail-single figcaption",),
        drop=(
            "footer.entry-footer-single",
            ".gmr-related-post",
            ".gmr-socialicon-share",
            ".prevnextpost-links",
            ".page-links",
        ),
    ),
    replace(
        _WORDPRESS,
        name="wp-reload",
        folders=("reload",),
        signs=_signs("#reload-theme"),
        published=("time.entry-date::attr(datetime)",),
        author=(".author.vcard a",),
    ),
)

_BLOGGER = Theme(
    name="blogger",
    generator="blogger",
    signs=_signs(".post-body .blog-posts", ".post-body .date-outer"),
    title=(
        "h1.post-title.entry-title",
        "h3.post-title.entry-title",
        "h2.post-title.entry-title",
        "h1.post-title",
        "h3.post-title",
        ".post-title.entry-title",
        "h1.entry-title",
        "h1.pTtl",
    ),
    published=(
        "time.published::attr(datetime)",
        "abbr.published::attr(title)",
        "[itemprop=datePublished]::attr(datetime)",
        "[itemprop=datePublished]::attr(title)",
        "time::attr(datetime)",
        "h2.date-header",
        ".date-header",
        ".published",
    ),
    modified=("[itemprop=dateModified]::attr(datetime)", ".updated::attr(title)"),
    author=(
        ".post-author .fn",
        ".post-author [itemprop=name]",
        ".author-name",
        ".vcard .fn",
    ),
    tags=(".post-labels a", ".label-links a", "a[rel=tag]"),
    body=(".post-body.entry-content", "[itemprop~=articleBody]", ".post-body"),
    drop=(
        ".post-footer",
        ".blog-pager",
        ".related-posts",
        ".share",
        ".tr-caption-container .tr-caption",
    ),
    items=(".blog-posts .post-outer", ".blog-posts .post", ".blog-post.hentry"),
)

_PORTALS = (
    Theme(
        name="promedia",
        signs=_signs(".read__title .read__info", ".read__content .read__info__date"),
        title=("h1.read__title",),
        published=(".read__info__date",),
        author=(".read__info__author a", ".read__info__author"),
        people=(".read__info__author",),
        tags=(".tag--article li a", ".tag__list a"),
        section=(".breadcrumb__wrap a",),
        body=("article.read__content", ".read__content"),
        lead_image=(".photo__img img",),
        caption=(".photo__caption",),
        drop=(".read__others", ".paging__wrap", ".paging"),
        parts=(".paging__item a.paging__link",),
        single="page=all",
    ),
    Theme(
        name="antara",
        signs=_signs(".wrap__article-detail", "#content_news"),
        title=(".wrap__article-detail-title", ".wrap__article-detail h1", "h1"),
        published=(
            ".wrap__article-detail-info .list-inline-item",
            ".list-inline-item.mr-2",
            ".article-header .date",
            ".date",
        ),
        people=(".text-muted.mt-2.small", ".wrap__article-detail .text-muted"),
        tags=('.blog-tags a[href*="/tag/"]', 'a[href*="/tag/"]'),
        section=(".breadcrumbs__item a",),
        body=(
            ".wrap__article-detail-content.post-content",
            ".wrap__article-detail-content",
            "#content_news",
            "div[itemprop=articleBody]",
        ),
        lead_image=(".wrap__article-detail-image img",),
        caption=(".wrap__article-detail-image figcaption",),
        drop=(".baca-juga", ".text-muted"),
    ),
    Theme(
        name="tribun",
        signs=_signs("#arttitle", ".txt-article"),
        title=("h1#arttitle",),
        published=("time::attr(datetime)", "time"),
        author=("div#penulis a", "div#penulis"),
        people=("div#penulis", "div#editor"),
        tags=("a.rd2",),
        section=(".breadcrumb a",),
        body=(".side-article.txt-article", ".txt-article"),
        lead_image=("#artimg img.imgfull",),
        caption=("#artimg .arial.f12.pt5.grey2",),
        drop=("p.baca", ".reserved_box_ads", ".side-article-list"),
        parts=(".paging a", ".pagging a"),
        single="page=all",
    ),
    Theme(
        name="detik",
        signs=_signs(".detail__title .detail__body"),
        title=("h1.detail__title",),
        published=(".detail__date",),
        author=(".detail__author",),
        tags=(".detail__body-tag a",),
        section=(".detail__category a", ".page__breadcrumb a"),
        body=(".detail__body-text.itp_bodycontent", ".detail__body-text"),
        lead_image=(".detail__media img",),
        caption=(".detail__media-caption",),
        drop=(
            ".parallaxindetail",
            ".noncontent",
            ".detail__long-nav",
            ".detail__multiple",
            ".linksisip",
            ".aevp",
        ),
        parts=(".detail__long-nav a", ".detail__anchor-numb a"),
        single="single=1",
        items=("article.list-content__item",),
    ),
    Theme(
        name="kompas",
        signs=_signs(".read__title .read__credit", ".read__content .kcm-read-copy"),
        title=("h1.read__title", ".read__title"),
        published=(".read__time",),
        author=(".credit-title-name", ".read__credit .credit-title-name"),
        people=(".read__credit__item", ".kcm-read-copy"),
        tags=(".tag__article__link",),
        section=(".breadcrumb__item a",),
        body=(".read__content",),
        lead_image=(".photo__wrap img",),
        caption=(".photo__caption",),
        drop=(
            "[class^=inject-baca-juga]",
            "[class^=kompasidRec]",
            ".read__paging",
            ".kgnw-root",
        ),
        parts=(".paging__item a.paging__link", ".read__paging a"),
        single="page=all",
        items=(".latest--topic .article__list",),
    ),
)

GENERIC = Theme(
    name="generic",
    title=(
        *_WORDPRESS.title,
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
        *_WORDPRESS.published,
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
    modified=(*_WORDPRESS.modified, "[itemprop~=dateModified]::attr(datetime)"),
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
    tags=(*_WORDPRESS.tags, ".post-labels a"),
    section=_WORDPRESS.section,
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
    lead_image=_WORDPRESS.lead_image,
    caption=_WORDPRESS.caption,
    drop=(".post-footer", ".entry-footer", ".gmr-related-post"),
    parts=(
        *_WORDPRESS.parts,
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
        for theme in (*_WORDPRESS_THEMES, _BLOGGER, *_PORTALS, _WORDPRESS, GENERIC)
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

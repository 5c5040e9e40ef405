"""The HTML pages of a newsroom: lists, articles, and the page that is not there."""

import json

from newsarchive.demo.articles import Article
from newsarchive.demo.body import page_text, title_of
from newsarchive.demo.cards import card_of, links_to, tags_of
from newsarchive.demo.markup import Markup, Theme, join, load_theme
from newsarchive.demo.site import Listing, Site

_BOX = 5
_RELATED = 3


def listing_page(site: Site, listing: Listing, number: int) -> Markup:
    """Return one page of a list of posts."""
    theme = load_theme(site.outlet.theme)
    items = (
        theme.fill("item", **card_of(theme, site, article))
        for article in listing.page(number)
    )
    content = theme.fill(
        "list",
        base=site.base,
        title=listing.title,
        items=join(items),
        pager=_pager(theme, site, listing, number),
    )
    head = theme.fill(
        "list_head",
        outlet=site.outlet.name,
        title=listing.title,
        link=f"{site.base}{listing.path}feed/",
    )
    if listing.section is not None:
        head = _with_rest(theme, site, head, f"categories/{listing.section.number}")
    return _page(
        theme, site, kind="archive", title=listing.title, head=head, content=content
    )


def article_page(site: Site, article: Article, number: int) -> Markup:
    """Return one page of an article."""
    theme = load_theme(site.outlet.theme)
    card = card_of(theme, site, article)
    content = theme.fill(
        "article",
        **card,
        body=page_text(theme, site, article, number),
        figure=theme.fill("figure", **card),
        parts=_parts(theme, site, article, number),
        tags=tags_of(theme, site, article),
        related=links_to(theme, site, "related", _related(site, article)),
    )
    head = theme.fill("article_head", **card, schema=_schema(site, article))
    head = _with_rest(theme, site, head, f"posts/{article.number}")
    return _page(
        theme,
        site,
        kind=f"single single-post postid-{article.number}",
        title=title_of(article),
        head=head,
        content=content,
    )


def missing_page(site: Site, message: str) -> Markup:
    """Return the page that says an address has nothing to show."""
    theme = load_theme(site.outlet.theme)
    content = theme.fill("missing", message=message)
    return _page(
        theme, site, kind="error404", title=message, head=Markup(), content=content
    )


def _page(
    theme: Theme, site: Site, *, kind: str, title: str, head: Markup, content: Markup
) -> Markup:
    articles = site.articles()
    menu = (
        theme.fill(
            "menu",
            number=section.number,
            name=section.name,
            link=site.address_of_section(section),
        )
        for section in site.outlet.sections
        if section.parent is None
    )
    return theme.fill(
        "page",
        title=f"{title} – {site.outlet.name}",
        outlet=site.outlet.name,
        tagline=site.outlet.tagline,
        base=site.base,
        head=head,
        body_class=kind,
        menu=join(menu),
        trending=links_to(
            theme, site, "trending", articles[1 :: len(articles) // _BOX][:_BOX]
        ),
        latest=links_to(theme, site, "latest", articles[:_BOX]),
        content=content,
    )


def _with_rest(theme: Theme, site: Site, head: Markup, path: str) -> Markup:
    if not site.outlet.rest:
        return head
    return join((head, theme.fill("rest_link", base=site.base, path=path)))


def _related(site: Site, article: Article) -> list[Article]:
    near = set(article.sections)
    others = (item for item in site.articles() if item.number != article.number)
    return [item for item in others if near & set(item.sections)][:_RELATED]


def _pager(theme: Theme, site: Site, listing: Listing, number: int) -> Markup:
    links = [
        theme.fill("pager_here", number=page)
        if page == number
        else theme.fill("pager_link", number=page, link=_page_link(site, listing, page))
        for page in range(1, listing.last_page + 1)
    ]
    if number < listing.last_page:
        following = _page_link(site, listing, number + 1)
        links.append(theme.fill("pager_next", link=following))
    return join(links)


def _page_link(site: Site, listing: Listing, page: int) -> str:
    return site.base + listing.path + (f"page/{page}/" if page > 1 else "")


def _parts(theme: Theme, site: Site, article: Article, number: int) -> Markup:
    pages = range(1, len(article.parts()) + 1)
    if article.password or len(pages) == 1:
        return Markup()
    link = site.address_of(article)
    links = (
        theme.fill("part_here", number=page)
        if page == number
        else theme.fill(
            "part_link", number=page, link=link + (f"{page}/" if page > 1 else "")
        )
        for page in pages
    )
    return theme.fill("parts", links=join(links, " "))


def _schema(site: Site, article: Article) -> Markup:
    body = "" if article.password else " ".join(article.printed())
    schema = {
        "@context": "http://schema.org",
        "@type": "NewsArticle",
        "dateCreated": article.published.isoformat(),
        "datePublished": article.published.isoformat(),
        "dateModified": article.modified.isoformat(),
        "headline": title_of(article),
        "url": site.address_of(article),
        "articleSection": [section.name for section in site.sections_of(article)],
        "articleBody": body,
        "publisher": {"@type": "Organization", "name": site.outlet.name},
        "author": {"@type": "Person", "name": article.author},
    }
    return Markup(json.dumps(schema).replace("/", "\\/").replace("<", "\\u003c"))

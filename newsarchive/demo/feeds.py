"""What a newsroom says to machines in XML and plain text: RSS, sitemaps, robots.txt."""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from newsarchive.demo.articles import Article
from newsarchive.demo.body import excerpt_of, page_text, title_of
from newsarchive.demo.markup import Markup, join, load_theme
from newsarchive.demo.site import Listing, Site

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_FEED_WORDS = 55


def feed(site: Site, listing: Listing, number: int) -> Markup:
    """Return one page of a list as RSS; a page too high is a feed without items."""
    theme = load_theme("feed")
    paged = f"?paged={number}" if number > 1 else ""
    return theme.fill(
        "channel",
        title=f"{listing.title} – {site.outlet.name}",
        link=f"{site.base}{listing.path}feed/{paged}",
        base=site.base,
        tagline=site.outlet.tagline,
        changed=_rfc_date(site.changed_at()),
        items=join(_item(site, article) for article in listing.page(number)),
    )


def sitemap_index(site: Site) -> str:
    """Return the index of the core sitemaps."""
    return _sitemap(
        "sitemapindex",
        "sitemap",
        (
            f"{site.base}/wp-sitemap-posts-post-1.xml",
            f"{site.base}/wp-sitemap-taxonomies-category-1.xml",
        ),
    )


def post_sitemap(site: Site) -> str:
    """Return the sitemap of all posts, oldest first, all sections together."""
    addresses = (site.address_of(article) for article in reversed(site.articles()))
    return _sitemap("urlset", "url", addresses)


def section_sitemap(site: Site) -> str:
    """Return the sitemap of the sections."""
    addresses = (site.address_of_section(item) for item in site.outlet.sections)
    return _sitemap("urlset", "url", addresses)


def robots(site: Site) -> str:
    """Return the rules WordPress gives by itself."""
    return (
        "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n\n"
        f"Sitemap: {site.base}/wp-sitemap.xml\n"
    )


def _item(site: Site, article: Article) -> Markup:
    theme = load_theme("feed")
    names = (*(item.name for item in site.sections_of(article)), *article.tags)
    return theme.fill(
        "item",
        title=title_of(article),
        link=site.address_of(article),
        author=article.author,
        published=_rfc_date(article.published),
        categories=join(theme.fill("category", name=name) for name in names),
        base=site.base,
        number=article.number,
        excerpt=excerpt_of(article, _FEED_WORDS),
        content=_content(site, article),
    )


def _content(site: Site, article: Article) -> Markup:
    if not site.outlet.feed_content:
        return Markup()
    body = page_text(load_theme(site.outlet.theme), site, article, 1)
    return load_theme("feed").fill("content", body=body)


def _rfc_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC))


def _sitemap(root: str, entry: str, addresses: Iterable[str]) -> str:
    entries = "".join(
        f"<{entry}><loc>{escape(address)}</loc></{entry}>" for address in addresses
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{root} xmlns="{_SITEMAP}">{entries}</{root}>'
    )

"""Which answer a newsroom gives to a request."""

import hashlib
import re
from collections.abc import Callable
from datetime import UTC
from email.utils import format_datetime

from newsarchive.demo import feeds
from newsarchive.demo.articles import Article
from newsarchive.demo.exchange import RSS, TEXT, XML, Answer, Request, redirect
from newsarchive.demo.pages import article_page, listing_page, missing_page
from newsarchive.demo.rest import rest
from newsarchive.demo.site import Site

_NOT_FOUND = "Halaman tidak ditemukan."
_REMOVED = "Artikel ini telah dihapus oleh redaksi."
_PAGED = re.compile(r"(?P<path>/.*)page/(?P<number>\d+)/")
_FEED = re.compile(r"(?P<path>/(?:.+/)?)feed/")
_REST = re.compile(r"/wp-json(?P<route>/.*)?")
_ARTICLE = re.compile(r"(?P<path>/.+?/)(?:(?P<number>\d+)/)?")
_FILES: dict[str, tuple[str, Callable[[Site], str]]] = {
    "/robots.txt": (TEXT, feeds.robots),
    "/wp-sitemap.xml": (XML, feeds.sitemap_index),
    "/wp-sitemap-posts-post-1.xml": (XML, feeds.post_sitemap),
    "/wp-sitemap-taxonomies-category-1.xml": (XML, feeds.section_sitemap),
}


def answer(site: Site, request: Request) -> Answer:
    """Return the newsroom's answer, trying each kind of address in turn."""
    tries = (_file, _rest, _shortlink, _slash, _feed, _listing, _article)
    for attempt in tries:
        found = attempt(site, request)
        if found is not None:
            return found
    return Answer(404, missing_page(site, _NOT_FOUND))


def _file(site: Site, request: Request) -> Answer | None:
    if request.path == "/sitemap.xml":
        return redirect(f"{site.base}/wp-sitemap.xml", 302)
    kind, text = _FILES.get(request.path, (TEXT, None))
    return Answer(200, text(site), kind) if text else None


def _rest(site: Site, request: Request) -> Answer | None:
    if request.path == "/" and "rest_route" in request.query:
        return rest(site, request.last("rest_route"), request)
    match = _REST.fullmatch(request.path)
    return rest(site, match["route"] or "", request) if match else None


def _shortlink(site: Site, request: Request) -> Answer | None:
    if request.path != "/" or "p" not in request.query:
        return None
    for article in site.articles():
        if str(article.number) == request.last("p"):
            return redirect(site.address_of(article))
    return Answer(404, missing_page(site, _NOT_FOUND))


def _slash(site: Site, request: Request) -> Answer | None:
    path = f"{request.path}/"
    if request.path.endswith("/"):
        return None
    known = site.listing(path) or _find(site, path) or _FEED.fullmatch(path)
    return redirect(site.base + path) if known else None


def _feed(site: Site, request: Request) -> Answer | None:
    match = _FEED.fullmatch(request.path)
    listing = site.listing(match["path"]) if match else None
    if listing is None:
        return None
    changed = format_datetime(site.changed_at().astimezone(UTC), usegmt=True)
    tag = hashlib.sha256(f"{site.base} {changed}".encode()).hexdigest()[:32]
    headers = {"ETag": f'"{tag}"', "Last-Modified": changed}
    if _is_known(request, headers):
        return Answer(304, kind=RSS, headers=headers)
    number = _number(request.last("paged", "1"))
    status = 200 if number <= listing.last_page else 404
    return Answer(status, feeds.feed(site, listing, number), RSS, headers)


def _is_known(request: Request, headers: dict[str, str]) -> bool:
    tag = request.headers.get("if-none-match")
    if tag is not None:
        return tag.removeprefix("W/") == headers["ETag"]
    return request.headers.get("if-modified-since") == headers["Last-Modified"]


def _listing(site: Site, request: Request) -> Answer | None:
    match = _PAGED.fullmatch(request.path)
    path, number = (match["path"], int(match["number"])) if match else (request.path, 1)
    listing = site.listing(path)
    if listing is None or not 1 <= number <= listing.last_page:
        return None
    return Answer(200, listing_page(site, listing, number))


def _article(site: Site, request: Request) -> Answer | None:
    match = _ARTICLE.fullmatch(request.path)
    article = _find(site, match["path"]) if match else None
    if match is None or article is None:
        return None
    if site.is_gone(article):
        return Answer(410, missing_page(site, _REMOVED))
    number = _number(match["number"] or "1")
    if match["number"] and not 1 < number <= len(article.parts()):
        return redirect(site.address_of(article))
    return Answer(200, article_page(site, article, number))


def _find(site: Site, path: str) -> Article | None:
    for article in site.outlet.articles:
        if article.day <= site.day and site.path_of(article) == path.lower():
            return article.on(site.day)
    return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and int(text) > 0 else 1

"""Which article a page is: its canonical address, other addresses, the site's number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from newsarchive.extract.document import Document
from newsarchive.extract.jsonld import addresses_of
from newsarchive.extract.page import Page
from newsarchive.source import Source

# Folders of addresses that list articles, or are none: no article's own address.
_LIST_FOLDERS = frozenset(
    {
        "author",
        "authors",
        "cari",
        "categories",
        "category",
        "feed",
        "feeds",
        "kategori",
        "label",
        "page",
        "penulis",
        "search",
        "tag",
        "tags",
        "topic",
        "topik",
        "wp-admin",
        "wp-content",
        "wp-includes",
        "wp-json",
    }
)
# Names that are lists only where nothing follows: /arsip/123 may well be an article.
_LIST_NAMES = _LIST_FOLDERS | {"archive", "archives", "arsip", "indeks", "index"}
_LIST_QUERIES = frozenset(
    {"author", "cat", "category_name", "feed", "paged", "s", "tag"}
)
_POST_QUERIES = frozenset({"id", "p", "page_id"})
# What is added to an article's address for another view of it.
_VIEW = re.compile(r"/(?:amp|embed|feed|comment-page-\d+)/?$")
_DOCUMENT = re.compile(r"\d[^/]*\.html?$")
# ?m=1 is Blogger's page for telephones; ?m=202310 would be a month of WordPress.
_VIEW_QUERY = re.compile(r"(?:^|&)(?:(?:cpage|replytocom)=\d*|m=[01](?=&|$))")
_FILE = re.compile(
    r"\.(?:atom|avif|css|docx?|gif|ico|jpe?g|js|json|mp[34]|pdf|png|rss|svg|webp|xlsx?|xml|zip)$",
    re.IGNORECASE,
)
_DATE_PATH = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2}){0,2}/?")
_POST_CLASS = re.compile(r"postid-(\d+)")
_BLOGGER_BODY = re.compile(r"post-body-(\d{6,})")


@dataclass(frozen=True, slots=True)
class Identity:
    """An article's canonical address as the page declares it, and its other names."""

    canonical: str | None
    urls: tuple[str, ...]
    external_id: str | None


def identity(page: Page, source: Source) -> Identity:
    """Tell which article a page is; a declaration that cannot be true does not count."""
    return identify(Document(page), source)


def identify(document: Document, source: Source) -> Identity:
    """Tell which article a document is."""
    declared = [
        url
        for url in map(own_view, _declared(document))
        if url is not None and is_article_address(url, source)
    ]
    others = [*declared, *_other_views(document, source)]
    return Identity(
        next(iter(declared), None),
        tuple(dict.fromkeys(others)),
        _id_in_path(document.page.url, source) or post_id(document),
    )


def is_article_address(url: str, source: Source) -> bool:
    """Whether an address may be an article's: the outlet's own, no list, not the home."""
    if not source.owns(url) or is_list_address(url):
        return False
    sections = {_bare(section) for section in source.sections}
    return _bare(url) not in sections


def is_list_query(query: str, path: str = "") -> bool:
    """Whether a query asks for a list: ?cat=2, ?s=polsek; not story.html?tag=top."""
    if _DOCUMENT.search(path) is not None:
        return False
    names = {name for name, _ in parse_qsl(query)}
    return bool(names & _LIST_QUERIES) and not names & _POST_QUERIES


def post_id(document: Document) -> str | None:
    """Give the number of the post in its content system, where the page is sure of it."""
    for name in document.body_classes:
        match = _POST_CLASS.fullmatch(name)
        if match is not None:
            return match[1]
    return _shortlink_id(document) or _blogger_id(document)


def _id_in_path(url: str, source: Source) -> str | None:
    """Give the article's number in its address, where the outlet declares one.

    ANTARA answers /berita/<number>/ with any words behind it: one article, many names.
    """
    match = re.search(source.article_path or r"(?!)", urlsplit(url).path)
    return match.groupdict().get("id") if match is not None else None


def _shortlink_id(document: Document) -> str | None:
    for link in document.links:
        if "shortlink" in link.rel:
            number = dict(parse_qsl(urlsplit(link.href).query)).get("p")
            if number is not None and number.isdigit():
                return number
    return None


def _blogger_id(document: Document) -> str | None:
    """Give Blogger's number when the page holds one post only."""
    numbers = {
        match[1]
        for mark in document.marks
        if (match := _BLOGGER_BODY.fullmatch(mark.removeprefix("#"))) is not None
    }
    return next(iter(numbers)) if len(numbers) == 1 else None


def _declared(document: Document) -> Iterable[str | None]:
    """List the addresses a page calls its own, the most trusted first."""
    for link in document.links:
        if "canonical" in link.rel:
            yield link.href
    yield document.absolute(document.meta("og:url"))
    node = document.graph.article([document.page.url])
    for address in addresses_of(node) if node is not None else ():
        yield document.absolute(address)


def _other_views(document: Document, source: Source) -> Iterable[str]:
    """List short links and AMP addresses, which are no canonical ones."""
    for link in document.links:
        if link.rel & {"amphtml", "shortlink"} and source.owns(link.href):
            yield link.href


def own_view(url: str | None) -> str | None:
    """Take off what makes another view of an article: page of comments, telephones, fragment."""
    if url is None:
        return None
    parts = urlsplit(url)
    path = _VIEW.sub("/", parts.path)
    query = _VIEW_QUERY.sub("", parts.query).lstrip("&")
    return urlunsplit(parts._replace(path=path, query=query, fragment=""))


def is_list_address(url: str) -> bool:
    """Whether an address is by its form a home page, a list or a file."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path or path in {"/index.php", "/index.html"}:
        return not _POST_QUERIES & {name for name, _ in parse_qsl(parts.query)}
    folders = path.lower().strip("/").split("/")
    return (
        bool(_LIST_FOLDERS & set(folders[:-1]))
        or folders[-1] in _LIST_NAMES
        or is_list_query(parts.query, path)
        or _FILE.search(path) is not None
        or _DATE_PATH.fullmatch(path) is not None
    )


def _bare(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"

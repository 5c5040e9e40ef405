"""Articles on several pages: where the further parts are, and how they make one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from newsarchive.extract.document import Document
from newsarchive.extract.themes import GENERIC, Theme
from newsarchive.items import ScrapedArticle

_MOST = 30
_NUMBERED = re.compile(r"(?P<base>.*?)/(?P<number>\d{1,2})/?$")
# A part that repeats this share of what is known is the whole article, not a part.
_WHOLE_SHARE = 0.8


def read_parts(document: Document, theme: Theme) -> tuple[str, ...]:
    """List the addresses of an article's further parts, in reading order.

    Where the site gives the whole article as one page, that address alone.
    """
    here = document.page.url
    numbered: dict[int, str] = {}
    whole: str | None = None
    for url in _linked(document, theme):
        if _is_whole(url, here):
            whole = whole or url
        number = part_number(url, here)
        if number is not None:
            numbered.setdefault(number, url)
    below = {n: url for n, url in numbered.items() if _is_below(url, here)}
    # /arsip/56/ with links to /arsip/56/2/ is an article, not the 56th part of one.
    current = 1 if below else part_number(here, here) or 1
    further = {n: url for n, url in (below or numbered).items() if n > current}
    if not further:
        return ()
    if whole is None and theme.single is not None:
        whole = _with_query(here, *theme.single.split("="))
    return (whole,) if whole is not None else _in_order(further, current)


def _is_below(url: str, article: str) -> bool:
    path, above = urlsplit(url).path, urlsplit(article).path.rstrip("/")
    return path.rstrip("/") != above and path.startswith(above + "/")


def part_number(url: str, article: str) -> int | None:
    """Tell which part of an article an address is; None when it is none of its parts."""
    mine, base = urlsplit(url), urlsplit(article)
    if mine.netloc != base.netloc:
        return None
    return _by_path(mine.path, mine.query, base.path, base.query) or _by_query(
        mine.path, mine.query, base.path, base.query
    )


def join_parts(first: ScrapedArticle, rest: Sequence[ScrapedArticle]) -> ScrapedArticle:
    """Make one article of its parts; a part that has it all takes the place of all."""
    body = first.body
    for part in rest:
        repeated = sum(1 for paragraph in body if paragraph in part.body)
        if repeated >= _WHOLE_SHARE * max(1, len(body)):
            body = part.body
        else:
            body += part.body
    images = dict.fromkeys(
        image for article in (first, *rest) for image in article.images
    )
    urls = dict.fromkeys((*first.urls, *first.parts))
    return replace(first, body=body, images=tuple(images), urls=tuple(urls), parts=())


def _linked(document: Document, theme: Theme) -> Iterator[str]:
    for css in dict.fromkeys(theme.parts + GENERIC.parts):
        for element in document.find(css):
            url = document.absolute(element.get("href"))
            if url is not None and "comment-page-" not in url:
                yield url.partition("#")[0]


def _by_path(path: str, query: str, base: str, base_query: str) -> int | None:
    """Read /slug/2/ as the second part of /slug/."""
    match = _NUMBERED.fullmatch(path)
    if match is None or query != base_query:
        return None
    bases = {base.rstrip("/")}
    own = _NUMBERED.fullmatch(base)
    if own is not None:
        bases.add(own["base"])
    return int(match["number"]) if match["base"] in bases else None


def _by_query(path: str, query: str, base: str, base_query: str) -> int | None:
    """Read ?p=56&page=2 or ?page=2 as the second part."""
    mine, other = dict(parse_qsl(query)), dict(parse_qsl(base_query))
    number = mine.pop("page", "")
    other.pop("page", None)
    if path.rstrip("/") != base.rstrip("/") or mine != other:
        return None
    return int(number) if number.isdecimal() and len(number) <= len("99") else None


def _is_whole(url: str, article: str) -> bool:
    mine, base = urlsplit(url), urlsplit(article)
    query = dict(parse_qsl(mine.query))
    return mine.path.rstrip("/") == base.path.rstrip("/") and (
        query.get("page") == "all" or query.get("single") == "1"
    )


def _in_order(further: dict[int, str], current: int) -> tuple[str, ...]:
    """Put parts in order; those a shortened pager leaves out are filled in."""
    last = min(max(further), current + _MOST)
    return tuple(
        further.get(number) or _renumber(further[max(further)], number)
        for number in range(current + 1, last + 1)
    )


def _renumber(url: str, number: int) -> str:
    parts = urlsplit(url)
    if "page" in dict(parse_qsl(parts.query)):
        return _with_query(url, "page", str(number))
    path = re.sub(r"\d+(/?)$", rf"{number}\g<1>", parts.path)
    return urlunsplit(parts._replace(path=path))


def _with_query(url: str, name: str, value: str) -> str:
    parts = urlsplit(url)
    query = {**dict(parse_qsl(parts.query)), name: value}
    if name == "single":
        query.pop("page", None)
    return urlunsplit(parts._replace(query=urlencode(query)))


def wordpress_parts(url: str, pages: int) -> tuple[str, ...]:
    """Build the addresses of a WordPress article's further parts.

    For themes that print no links to them: ?p=56&page=2 where permalinks are plain,
    /slug/2/ elsewhere.
    """
    numbers = range(2, min(pages, _MOST) + 1)
    if urlsplit(url).query:
        return tuple(f"{url}&page={number}" for number in numbers)
    return tuple(f"{url.rstrip('/')}/{number}/" for number in numbers)

"""Discovery by WordPress's REST API: every post of a category and its children."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import count
from typing import TypeVar
from urllib.parse import urlencode, urlsplit, urlunsplit

from scrapy.http import TextResponse

from newsarchive.extract.rest import (
    RestError,
    Term,
    descendants,
    read_posts,
    read_terms,
)
from newsarchive.spiders.turning import Turning
from newsarchive.spiders.walk import OK, FetchError, Section, Walk, WayError
from newsarchive.spiders.window import Window

T = TypeVar("T")

WAY = "rest"
PER_PAGE = 100
_WALL_CLOCK = "%Y-%m-%dT%H:%M:%S"
_FIELDS = "id,link,date_gmt,modified_gmt"
# WordPress past the last page: 400 rest_post_invalid_page_number.
PAST_THE_END = 400


async def by_rest(walk: Walk, section: Section) -> None:
    """Walk through the posts of a section, last changed first.

    Sorted by change, an edit of an old article comes up too, and a post that was
    published late is not hidden behind newer ones.
    """
    root, taxonomy, terms = await _section_terms(walk, section)
    turning = Turning(walk, f"{root} of {section.url}")
    for page in count(1):
        url = rest_url(
            root,
            "wp/v2/posts",
            {
                taxonomy: ",".join(str(term) for term in terms),
                "orderby": "modified",
                "order": "desc",
                "per_page": PER_PAGE,
                "page": page,
                **_bounds(walk.window),
                "_fields": _FIELDS + (",content" if section.hides_parts else ""),
            },
        )
        response = await walk.fetch(url)
        if response.status == PAST_THE_END and page > 1:
            return
        if response.status != OK:
            raise WayError(f"{url} answers {response.status}")
        posts = _read(read_posts, response.body, url)
        leads = [
            walk.lead(
                post.url,
                post.modified_gmt,
                post.pages if post.content else None,
                published=post.date_gmt,
            )
            for post in posts
        ]
        goes_on = turning.goes_on(post.url for post in posts)
        goes_on &= walk.met(section, filter(None, leads), WAY)
        if not goes_on or _is_last(response, page, len(posts)):
            return


def _bounds(window: Window | None) -> dict[str, str | int]:
    """Bound posts by publication; WordPress reads both in the site's own zone."""
    if window is None:
        return {}
    day = timedelta(days=1)
    return {
        "after": (window.begins - day).strftime(_WALL_CLOCK),
        "before": (window.ends + day).strftime(_WALL_CLOCK),
    }


def rest_url(root: str, path: str, parameters: dict[str, str | int]) -> str:
    """Build a REST address below either form of root, /wp-json/ or ?rest_route=/."""
    parts = urlsplit(root)
    query = urlencode(parameters, safe=",")
    if "rest_route=" in parts.query:
        return f"{root.rstrip('/')}/{path}&{query}"
    return urlunsplit(
        parts._replace(path=f"{parts.path.rstrip('/')}/{path}", query=query)
    )


def roots(section: Section) -> list[str]:
    """List where the API may be: where the page says, then where it usually is."""
    home = urlsplit(section.url)._replace(path="/", query="", fragment="")
    usual = [
        urlunsplit(home._replace(path="/wp-json/")),
        urlunsplit(home._replace(query="rest_route=/")),
    ]
    return [section.listing.rest_api] if section.listing.rest_api else usual


async def _section_terms(
    walk: Walk, section: Section
) -> tuple[str, str, tuple[int, ...]]:
    """Find the API, the section's taxonomy, and the numbers of it and its children."""
    problems = []
    for root in roots(section):
        try:
            taxonomy, terms = await _terms_at(walk, root, section)
        except (FetchError, WayError) as error:
            problems.append(str(error))
        else:
            return root, taxonomy, terms
    raise WayError("; ".join(problems))


async def _terms_at(
    walk: Walk, root: str, section: Section
) -> tuple[str, tuple[int, ...]]:
    taxonomy, number = section.listing.rest_term or ("categories", None)
    if taxonomy != "categories" and number is not None:
        return taxonomy, (number,)
    terms: list[Term] = []
    for page in count(1):
        url = rest_url(
            root,
            "wp/v2/categories",
            {
                "per_page": PER_PAGE,
                "page": page,
                "_fields": "id,slug,parent,link,count",
            },
        )
        response = await walk.get(url)
        found = _read(read_terms, response.body, url)
        is_new = not {term.id for term in found} <= {term.id for term in terms}
        terms += found
        if not is_new or _is_last(response, page, len(found)):
            break
    own = number if number is not None else _term_of(terms, section.url)
    return taxonomy, descendants(terms, own)


def _term_of(terms: list[Term], section: str) -> int:
    """Find the category of a section by its slug, the last part of its address."""
    slug = urlsplit(section).path.rstrip("/").rpartition("/")[2]
    for term in terms:
        if term.slug == slug:
            return term.id
    raise WayError(f"the REST API knows no category {slug!r}")


def _is_last(response: TextResponse, page: int, found: int) -> bool:
    """Whether a page is the last: its header says so, or it is not full."""
    header = response.headers.get("X-WP-TotalPages")
    if header is not None and header.isdigit():
        return page >= int(header)
    return found < PER_PAGE


def _read(reader: Callable[[bytes], Sequence[T]], body: bytes, url: str) -> Sequence[T]:
    try:
        return reader(body)
    except RestError as error:
        raise WayError(f"{url}: {error}") from error

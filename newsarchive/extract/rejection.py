"""Pages that answer but are no article: why, told by their marks and their words."""

import re
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from newsarchive.extract import zones
from newsarchive.extract.document import Document
from newsarchive.extract.identity import is_list_address, is_list_query
from newsarchive.extract.jsonld import ARTICLE_TYPES, LIST_TYPES, Node
from newsarchive.extract.notices import (
    NOTICES,
    WALLS,
    WITHDRAWN,
    Notices,
    is_news,
)

REASONS = MappingProxyType(
    {
        "attachment": "a page that shows one picture or file",
        "blocked": "a provider's or the state's notice instead of the site",
        "challenge": "a check of the visitor's browser",
        "consent": "a question whether cookies may be set",
        "embed": "an article's teaser for other sites",
        "empty": "an article without text",
        "error": "the site's own error message, answered as if all were well",
        "list": "a section, label, archive or home page",
        "login": "only for readers who are logged in",
        "maintenance": "the site is being repaired",
        "noarchive": "the page asks not to be archived",
        "not-article": "a page that nothing marks as an article",
        "not-found": "an error page answered as if all were well",
        "not-html": "something other than an HTML page",
        "parked": "the domain is for sale",
        "password": "only for readers who have a password",
        "paywall": "a teaser; the text is for subscribers",
        "search": "results of a search",
        "suspended": "the site's provider has closed it",
        "too-large": "more than anybody writes, or a bomb that unpacks to it",
        "trap": "one of endlessly many addresses that bring no article",
        "withdrawn": "the newsroom's notice that it has taken the article back",
    }
)


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a page is not stored as an article: one of REASONS, and what showed it."""

    reason: str
    detail: str

    def __post_init__(self) -> None:
        if self.reason not in REASONS:
            raise ValueError(f"{self.reason!r} is none of the documented reasons")


_ARTICLE_CLASSES = frozenset(
    {"single", "single-post", "item", "item-view", "item-page"}
)
_LIST_CLASSES = frozenset(
    {
        "archive",
        "author",
        "blog",
        "category",
        "date",
        "home",
        "tag",
        "tax",
        "index-page",
    }
)
# Selectors that show by themselves what a page is.
_MARKS = (
    ("form.post-password-form", "password"),
    ("body.error404", "not-found"),
    ("body.attachment", "attachment"),
    ("body.search-results", "search"),
    ("body.search-no-results", "search"),
    ("div.wp-embed", "embed"),
    # Blogger's own themes, whose lists print the JSON-LD of every post.
    ("body.feed-view", "list"),
    ("#challenge-form", "challenge"),
    ("#cf-wrapper", "challenge"),
    ("#challenge-running", "challenge"),
)
_PAYWALL = re.compile(r"(?:^|[-_ ])paywall(?:$|[-_ ])", re.IGNORECASE)
# A page with more text than this tells of such things; it is not one of them.
_SHORT = 700


def judge_page(document: Document) -> Rejection | None:
    """Reject a page by its marks, before its text is read."""
    if not document.is_html or document.tree.tag != "html":
        return Rejection("not-html", "no HTML root")
    return (
        _judge_file(document)
        or _judge_robots(document)
        or _judge_marks(document)
        or _judge_classes(document)
    )


def judge_text(
    document: Document, title: str | None, text: str, *, marked: bool
) -> Rejection | None:
    """Reject a page whose few words say that there is no article.

    News may be about such things; what is `marked` as an article need show less of it.
    Of a long text the last paragraph may say that the rest is for others.
    """
    heading = (title or "")[:_SHORT]
    if len(text) > _SHORT:
        return _judge_words(WALLS[1:], "", text.rpartition("\n")[2])
    notices = WALLS if is_news(text, marked=marked) else NOTICES
    return _judge_words(notices, heading, text) or _judge_wall(document)


def _judge_words(notices: Notices, heading: str, text: str) -> Rejection | None:
    """Find the first notice in a heading, or in the few words below it."""
    if len(text) > _SHORT:
        return None
    for reason, pattern in notices:
        match = pattern.search(heading) or pattern.search(f"{heading}\n{text}")
        if match is not None:
            return Rejection(reason, f"the words {match[0].strip()[:60]!r}")
    return None


def _judge_wall(document: Document) -> Rejection | None:
    """Reject a short text that its page calls the beginning of something paid for."""
    if _shows_paywall(document):
        return Rejection("paywall", "a short text beside a paywall")
    for node in document.graph.of_type(ARTICLE_TYPES):
        if str(node.get("isAccessibleForFree")).lower() == "false":
            return Rejection("paywall", "JSON-LD: isAccessibleForFree is false")
    return None


def find_withdrawal(document: Document) -> str | None:
    """Give the words by which a page says that its article was taken back."""
    for css in ("h1", "h2", "p"):
        for text in document.values(css):
            match = WITHDRAWN.search(text) if len(text) <= _SHORT else None
            if match is not None:
                return f"the words {match[0].strip()[:60]!r}"
    return None


def _shows_paywall(document: Document) -> bool:
    """Whether a box is called a paywall; a script of that name is on every page."""
    if not any(_PAYWALL.search(mark[1:]) for mark in document.marks):
        return False
    return any(
        _PAYWALL.search(name)
        for element in document.tree.iter("aside", "div", "p", "section", "span")
        for name in zones.names_of(element)
    )


def has_evidence(document: Document, node: Node | None, *, dated: bool) -> bool:
    """Whether metadata call the page an article."""
    return (
        node is not None
        or dated
        or (document.meta("og:type") or "").lower()
        in {"article", "news", "newsarticle"}
        or bool(document.body_classes & _ARTICLE_CLASSES)
    )


def _judge_file(document: Document) -> Rejection | None:
    body = document.tree.find("body")
    start = next(iter(body.itertext()), "") if body is not None else ""
    if start.lstrip().startswith(("%PDF-", "PK\x03\x04", "GIF8")):
        return Rejection("not-html", "a file sent as a page")
    return None


def _judge_robots(document: Document) -> Rejection | None:
    values = [
        *document.metas.get("robots", []),
        *document.metas.get("newsarchive", []),
        document.page.headers.get("x-robots-tag", ""),
    ]
    for value in values:
        if "noarchive" in re.split(r"[\s,:;]+", value.lower()):
            return Rejection("noarchive", "robots: noarchive")
    return None


def _judge_marks(document: Document) -> Rejection | None:
    for css, reason in _MARKS:
        if document.find(css):
            return Rejection(reason, css)
    return None


def _judge_classes(document: Document) -> Rejection | None:
    """Reject by what WordPress and Blogger write into the <body> tag, or by the query."""
    classes = document.body_classes
    if classes & _ARTICLE_CLASSES or any(
        name.startswith("postid-") for name in classes
    ):
        return None
    parts = urlsplit(document.page.url)
    folders = parts.path.split("/")
    if "search" in folders or "search" in classes:
        return Rejection("list" if "label" in folders else "search", parts.path)
    if is_list_query(parts.query, parts.path):
        return Rejection("list", f"?{parts.query}")
    return _judge_list_classes(document)


def _judge_list_classes(document: Document) -> Rejection | None:
    classes = document.body_classes
    listed = classes & _LIST_CLASSES
    # El Impulso: the pages of its tags call themselves og:type article.
    is_article = document.graph.article([document.page.url]) is not None or (
        document.meta("og:type") == "article" and not is_list_address(document.page.url)
    )
    if listed and not is_article:
        return Rejection("list", f"body.{min(listed)}")
    if "page" in classes and any(name.startswith("page-id-") for name in classes):
        return Rejection("not-article", "a static page")
    if not is_article and document.graph.of_type(LIST_TYPES):
        return Rejection("list", "JSON-LD of a list")
    return None

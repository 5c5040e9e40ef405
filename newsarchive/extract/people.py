"""Who signs an article by the content system's account: every candidate, best first."""

import re
from collections.abc import Iterator
from itertools import islice

from newsarchive.extract.document import Document
from newsarchive.extract.jsonld import Node
from newsarchive.extract.themes import GENERIC, Selectors, Theme
from newsarchive.items import Evidence

_METAS = (
    "author",
    "article:author",
    "content_author",
    "dtk:author",
    "jpnncom_news_author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "twitter:creator:name",
)
_ROLES = (
    "contributor|editor|kontributor|laporan|penulis|pewarta|redaktur|rep|reporter|"
    "uploader|wartawan|writer"
)
_LABELLED = re.compile(
    rf"\b(?P<role>{_ROLES})\s*[:/-]\s*(?P<name>[^|:/©\n]{{2,60}}?)"
    rf"\s*(?=$|[|/©]|\b(?:{_ROLES}|copyright|uploader|sumber)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"(?:(?:by|oleh|ditulis\s+oleh|posted\s+by|written\s+by|{_ROLES}|"
    r"por|par|von|autor|auteur|yazan|tác\s+giả|بقلم|作者|文)\b\s*[:\uff1a\-–]?\s*)+",
    re.IGNORECASE,
)
# What stands behind a printed name: the desk, a date.
_DESK = re.compile(r"\s+[-–|•·]\s+\S.*$|[\s,|•·]*\d{1,4}[\s./-].*$")
_LONGEST = 80
_MOST = 12


def read_authors(
    document: Document, node: Node | None, theme: Theme
) -> tuple[Evidence, ...]:
    """List an article's authors; those of the same origin and rule wrote together."""
    found = dict[tuple[str, str], Evidence]()
    for evidence in _authors(document, node, theme):
        if 0 < len(evidence.value) <= _LONGEST and "://" not in evidence.value:
            found.setdefault((evidence.value, evidence.origin), evidence)
    return tuple(islice(found.values(), _MOST))


def _authors(document: Document, node: Node | None, theme: Theme) -> Iterator[Evidence]:
    for key in ("author", "creator"):
        names = document.graph.names(node.get(key)) if node is not None else []
        for name in names:
            yield Evidence(_LEAD.sub("", name, count=1) or name, "json-ld", key)
    for name in _METAS:
        for value in document.metas.get(name, ()):
            yield Evidence(_match_rest(value) or value, "meta", name)
    yield from _written_by(document)
    yield from _labelled(document, theme.people)
    yield from _printed(document, tuple(dict.fromkeys(theme.author + GENERIC.author)))


def _written_by(document: Document) -> Iterator[Evidence]:
    """Read Yoast's "Written by", which stands in pairs of Twitter's metas."""
    for number in ("1", "2"):
        label = (document.meta(f"twitter:label{number}") or "").casefold()
        value = document.meta(f"twitter:data{number}")
        if value and label in {"written by", "ditulis oleh", "oleh", "penulis"}:
            yield Evidence(value, "meta", f"twitter:data{number}")


def _labelled(document: Document, selectors: Selectors) -> Iterator[Evidence]:
    """Read blocks such as "Pewarta: X / Editor: Y"."""
    for css in selectors:
        for text in document.values(css):
            for match in _LABELLED.finditer(text):
                rule = f"{css} {match['role'].lower()}"
                yield Evidence(match["name"].strip(" -,."), "theme", rule)


def _printed(document: Document, selectors: Selectors) -> Iterator[Evidence]:
    """Read the name printed with the article, by the first selector that finds one."""
    for css in selectors:
        for text in document.values(css)[:1]:
            name = _DESK.sub("", _match_rest(text)).strip(" ,|-–")
            if name and not _LABELLED.search(name):
                yield Evidence(name, "theme", css)
                return


def _match_rest(text: str) -> str:
    match = _LEAD.match(text)
    return text[match.end() :] if match is not None else text

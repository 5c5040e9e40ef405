"""Take articles of known outlets out of WARC files, by the same extractors as a crawl."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from newsarchive.archive.api import Answer, Archive, Lead, Visit, holding
from newsarchive.captures.warc import Capture, read_captures
from newsarchive.errors import IncompleteError, LockedError
from newsarchive.extract.article import Rejection, read_article
from newsarchive.extract.charset import read_text
from newsarchive.extract.identity import is_article_address
from newsarchive.extract.page import Page, parse_html
from newsarchive.items import Article
from newsarchive.normalise import normalise
from newsarchive.pipelines import OUT_OF_REGION, is_of_region
from newsarchive.run import Outcome, RunState
from newsarchive.source import Source
from newsarchive.spiders.registry import outlet_of, sources
from newsarchive.text.urls import clean_url

VIA = "warc"
OK = 200
# Why a capture is not looked at further; all others end in the ledger.
UNKNOWN_HOST = "of unknown hosts"
NOT_HTML = "not HTML pages"
NO_ARTICLE = "not at article addresses"
KNOWN = "known already"
HELD = "of outlets that another run has"
# Its further pages may be anywhere in the file; half an article is none.
IN_PARTS = "on several pages, left to a crawl"

OnCapture = Callable[[Path, int], None]


@dataclass
class Intake:
    """Files into an open archive; `skipped` counts what was not looked at, by reason.

    `held` tells of outlets that another run has, by name; they are left alone.
    """

    archive: Archive
    skipped: Counter[str] = field(default_factory=Counter)
    visits: dict[str, Visit] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    _locks: ExitStack = field(default_factory=ExitStack)
    _seen: set[str] = field(default_factory=set)

    def take(self, files: Iterable[Path], on_capture: OnCapture) -> list[int]:
        """Read files one after the other; return the numbers of the outlets' runs.

        Every outlet found has a run of its own, which says done, or incomplete where a
        file broke off: IncompleteError tells of all such files when the others are read,
        and of outlets that another run had.
        """
        ended, why = RunState.INTERRUPTED, "stopped by hand"
        try:
            self._take_files(files, on_capture)
            ended, why = RunState.DONE, ""
        except Exception as error:
            ended, why = RunState.INCOMPLETE, str(error)
            raise
        finally:
            for visit in self.visits.values():
                visit.ways.append(VIA)
                visit.finish(ended, why or None)
            self._locks.close()
        return [visit.run_id for visit in self.visits.values()]

    def _take_files(self, files: Iterable[Path], on_capture: OnCapture) -> None:
        broken = []
        for file in files:
            try:
                for number, capture in enumerate(read_captures(file), 1):
                    self._look(capture)
                    on_capture(file, number)
            except IncompleteError as error:
                broken.append(str(error))
        if broken or self.held:
            raise IncompleteError("; ".join([*broken, *self.held.values()]))

    def _look(self, capture: Capture) -> None:
        url = clean_url(capture.url)
        name = outlet_of(url) if url is not None else None
        if url is None or name is None:
            self.skipped[UNKNOWN_HOST] += 1
        elif "html" not in capture.headers.get("content-type", ""):
            self.skipped[NOT_HTML] += 1
        elif not _may_be_article(url, sources()[name]):
            self.skipped[NO_ARTICLE] += 1
        else:
            self._enter(name, url, capture)

    def _enter(self, name: str, url: str, capture: Capture) -> None:
        """Put a capture through the ledger, if its address has brought no article yet."""
        source = sources()[name]
        visit = self._visit(name, source)
        if visit is None:
            self.skipped[HELD] += 1
            return
        visit.met([Lead(url)], VIA, capture.at)
        if url in self._seen or not visit.lacks(url):
            # A capture of other times must not look like a change of today.
            self.skipped[KNOWN] += 1
            return
        self._seen.add(url)
        found = _read(name, source, url, capture)
        if isinstance(found, Answer):
            visit.settle(found)
        elif found is None:
            self.skipped[IN_PARTS] += 1
        else:
            visit.store(found)

    def _visit(self, name: str, source: Source) -> Visit | None:
        """Begin an outlet's run, or give the one that goes on; None if another has it."""
        if name in self.held:
            return None
        if name not in self.visits:
            try:
                self._locks.enter_context(holding(self.archive.address, name))
            except LockedError as error:
                self.held[name] = str(error)
                return None
            self.visits[name] = self.archive.begin(name, source)
        return self.visits[name]


def _may_be_article(url: str, source: Source) -> bool:
    if not is_article_address(url, source):
        return False
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}".rstrip("?")
    pattern = source.on(datetime.now(UTC)).article_path
    patterns = [pattern, *(layout.article_path for layout in source.earlier)]
    declared = [pattern for pattern in patterns if pattern is not None]
    return not declared or any(re.search(pattern, path) for pattern in declared)


def _read(
    name: str, source: Source, url: str, capture: Capture
) -> Article | Answer | None:
    """Read a capture's article, or why it is none; None for the first of many pages."""
    if capture.status != OK:
        return _rejected(url, capture, f"captured as HTTP {capture.status}")
    found = read_article(page_of(capture, url), name, source)
    if isinstance(found, Rejection):
        return _rejected(url, capture, found.reason)
    article = normalise(found, source)
    if _is_mixed(source) and not is_of_region(article):
        return _rejected(url, capture, OUT_OF_REGION)
    return None if found.parts else article


def _is_mixed(source: Source) -> bool:
    """Whether the site holds more than the region's news; a file has all sections."""
    is_whole = all(urlsplit(section).path == "/" for section in source.sections)
    return source.scope == "nation" or not is_whole


def _rejected(url: str, capture: Capture, reason: str) -> Answer:
    return Answer(
        url=url, outcome=Outcome.REJECTED, reason=reason, status=capture.status
    )


def page_of(capture: Capture, url: str) -> Page:
    """Make a page of a capture, decoded as a browser would."""
    text = read_text(capture.body, capture.headers.get("content-type"))
    return Page(
        requested=url,
        url=url,
        root=parse_html(text),
        fetched_at=capture.at,
        status=capture.status,
        headers=capture.headers,
    )

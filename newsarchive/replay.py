"""Read stored captures again, by today's extractors.

A capture that nobody has read yet goes the way of a live answer. One that the archive
read before is read again where an article stands as it was read then, or where it was
rejected: what comes out otherwise is told, and written as a version of its own.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.http import Headers, Response, TextResponse
from scrapy.responsetypes import responsetypes

from newsarchive.archive.api import (
    REREAD,
    Answer,
    Archive,
    PageRef,
    Reader,
    Selection,
    StoredCapture,
    Visit,
    changes,
    findings_of,
    holding,
)
from newsarchive.capture import FETCHED_AT, Role
from newsarchive.captures.reader import Scanned, read_record, scan
from newsarchive.captures.store import File, Store
from newsarchive.errors import CaptureError, LockedError
from newsarchive.items import Article
from newsarchive.normalise import normalise
from newsarchive.pipelines import OUT_OF_REGION, is_of_region
from newsarchive.run import Outcome, RunState
from newsarchive.source import Source
from newsarchive.spiders.reading import NOT_MODIFIED, PageReader
from newsarchive.spiders.registry import sources
from newsarchive.spiders.walk import FetchError

WAY = "replay"
# How many differences are shown of each field.
SAMPLES = 3
OnCapture = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Change:
    """What newer software reads otherwise in an article's page."""

    article: int
    url: str
    field: str
    before: Any
    after: Any


@dataclass
class Report:
    """What a replay did, or would do: captures read, articles that come out otherwise.

    `fields` counts those articles by what is read otherwise; `samples` are some of them.
    `entered` counts what captures ended in that nobody had read, or that were rejected.
    `held` tells of outlets that another run has, which were left alone.
    """

    read: int = 0
    changed: int = 0
    unchanged: int = 0
    entered: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    samples: list[Change] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    def note(self, differences: Iterable[Change]) -> None:
        """Count an article whose page is read otherwise."""
        self.changed += 1
        for one in differences:
            self.fields[one.field] += 1
            if self.fields[one.field] <= SAMPLES:
                self.samples.append(one)


def adopt(
    archive: Archive,
    folder: Path | Store,
    files: Iterable[Path | File],
    *,
    salvage: bool = False,
) -> int:
    """Make the captures in files known to an archive; return how many are new to it.

    CaptureError names the first file that is not ours, or breaks off: nothing of it is
    taken then. With `salvage` what comes before the break is.
    """
    return sum(_adopt(archive, folder, file, salvage=salvage) for file in files)


def _adopt(
    archive: Archive, folder: Path | Store, file: Path | File, *, salvage: bool
) -> int:
    found = list[Scanned]()
    try:
        found.extend(scan(file, folder))
    except CaptureError as error:
        if not (salvage and found):
            raise CaptureError(
                f"{error}; nothing of it was taken in"
                + (", --salvage takes what comes before" if found else "")
            ) from error
    number = 0
    for declared, group in groupby(found, key=lambda one: one.source):
        with holding(archive.address, declared["name"]):
            visit = archive.begin(
                declared["name"], _declared(declared), {"adopted": file.name}
            )
            number += visit.adopt([one.capture for one in group])
            visit.ways.append(WAY)
            visit.finish(RunState.DONE)
    return number


@dataclass
class Replay:
    """Stored captures below `folder`, read again into their archive."""

    archive: Archive
    folder: Path | Store
    dry: bool = False
    report: Report = field(default_factory=Report)

    def run(self, which: Selection, on_capture: OnCapture) -> Report:
        """Read captures, oldest first, an outlet after the other."""
        with Reader.open(self.archive.address) as reader:
            for row in reader.captured_sources():
                if which.source in {None, row["name"]}:
                    chosen = replace(which, source=row["name"])
                    self._try_source(reader, _declared(row), chosen, on_capture)
        return self.report

    def _try_source(
        self, reader: Reader, source: Source, which: Selection, on_capture: OnCapture
    ) -> None:
        """Take a source's captures unless another run has the source."""
        if self.dry:
            self._run_source(reader, source, which, on_capture)
            return
        try:
            with holding(self.archive.address, str(which.source)):
                self._run_source(reader, source, which, on_capture)
        except LockedError as error:
            self.report.held.append(str(error))

    def _run_source(
        self, reader: Reader, source: Source, which: Selection, on_capture: OnCapture
    ) -> None:
        """Give a source's captures a run of their own."""
        outlet = _Outlet(self, reader, source, str(which.source))
        state, why = RunState.INTERRUPTED, "stopped by hand"
        try:
            for capture in reader.captures(which):
                outlet.take(capture)
                on_capture()
            state, why = RunState.DONE, ""
        except Exception as error:
            state, why = RunState.INCOMPLETE, str(error)
            raise
        finally:
            outlet.finish(state, why or None)


@dataclass
class _Outlet:
    """One source's captures on their way into the archive."""

    replay: Replay
    reader: Reader
    source: Source
    name: str
    visit: Visit | None = None

    def take(self, stored: StoredCapture) -> None:
        """Read a capture, if anything can come of it."""
        capture = stored.item
        if capture.target.role is not Role.PAGE or _is_redirect(capture.status):
            return
        is_new = stored.outcome is None
        was_rejected = stored.outcome == Outcome.REJECTED and stored.article_id is None
        if not (is_new or was_rejected or stored.is_newest):
            return
        try:
            found = self._read(stored)
        except CaptureError as error:
            self.replay.report.broken.append(str(error))
            return
        self.replay.report.read += 1
        if stored.is_newest:
            self._compare(stored, found)
        else:
            self._enter(stored, found)

    def finish(self, state: RunState, why: str | None) -> None:
        """End the run, if anything was written."""
        if self.visit is not None:
            self.visit.ways.append(WAY)
            self.visit.finish(state, why)
            entered = Counter(self.visit.counts)
            del entered[REREAD]
            for (outcome, reason), number in entered.items():
                told = reason if outcome == Outcome.STORED else outcome
                self.replay.report.entered[told] += number
            self.replay.report.runs.append(self.visit.run_id)

    def _read(self, stored: StoredCapture) -> Article | Answer:
        """Read a capture as a crawl reads the answer."""
        capture, told = stored.item, stored.item.target.told
        page = PageRef(
            id=0,
            url=capture.target.page,
            # Only a page that was asked for by its validator is "not modified".
            etag="captured" if capture.status == NOT_MODIFIED else None,
            last_modified=None,
            stored=capture.status == NOT_MODIFIED,
            parts=told.get("parts"),
            via=told.get("via"),
            published=told.get("published"),
        )
        response = self._response(stored)

        async def fetch(url: str) -> TextResponse:
            return self._part(url, capture.at)

        reader = PageReader(self.name, self.source)
        found = asyncio.run(reader.read(response, page, fetch))
        if isinstance(found, Answer):
            return found
        article = normalise(found, self.source)
        if self.source.scope == "nation" and not is_of_region(article):
            return Answer(
                url=page.url,
                outcome=Outcome.REJECTED,
                reason=OUT_OF_REGION,
                status=capture.status,
                at=capture.at,
            )
        return article

    def _part(self, url: str, since: datetime) -> TextResponse:
        stored = self.reader.part(self.name, url, since)
        if stored is None:
            raise FetchError(url, "was not captured")
        response = self._response(stored)
        if not isinstance(response, TextResponse):
            raise FetchError(url, "answers with something that is no text")
        return response

    def _response(self, stored: StoredCapture) -> Response:
        """Make the answer as Scrapy had it when it came."""
        capture, folder = stored.item, self.replay.folder
        record = read_record(folder, capture.file, capture.offset)
        body = record.content
        if stored.payload != (capture.file, capture.offset):
            body = read_record(folder, *stored.payload).content
        headers = Headers()
        for name, value in record.headers:
            if name.lower() != "content-encoding":
                headers.appendlist(name, value.encode("latin-1"))
        kind = responsetypes.from_args(headers=headers, url=capture.url, body=body)
        return kind(
            capture.url,
            status=capture.status,
            headers=headers,
            body=body,
            request=Request(capture.target.url, meta={FETCHED_AT: capture.at}),
        )

    def _compare(self, stored: StoredCapture, found: Article | Answer) -> None:
        """Hold what is read now against what was read then."""
        if isinstance(found, Answer) or stored.article_id is None:
            return  # What is no article any more to us stays the article it was.
        number = stored.version or 1
        version = self.reader.version(stored.article_id, number)
        before = {"title": version.title, "body": version.body, "text": version.text}
        after = {"title": found.title, "body": found.body, "text": found.text}
        differing = changes(
            before | (version.findings or {}), after | findings_of(found)
        )
        if not differing:
            self.replay.report.unchanged += 1
            return
        self.replay.report.note(
            Change(stored.article_id, stored.item.url, name, *both)
            for name, both in differing.items()
        )
        if not self.replay.dry:
            self._visit().reread(stored.article_id, found, stored.id)

    def _enter(self, stored: StoredCapture, found: Article | Answer) -> None:
        """Let a capture that nobody has read go the way of a live answer."""
        if stored.outcome is not None and isinstance(found, Answer):
            return
        if self.replay.dry:
            told = "article" if isinstance(found, Article) else found.outcome
            self.replay.report.entered[told] += 1
            return
        visit = self._visit()
        visit.resume(stored.item.target.page, stored.id)
        if isinstance(found, Article):
            visit.store(found)
        else:
            visit.settle(found)

    def _visit(self) -> Visit:
        if self.visit is None:
            self.visit = self.replay.archive.begin(
                self.name, self.source, {"replay": True}
            )
        return self.visit


def _declared(row: Mapping[str, Any]) -> Source:
    """Find a source's declaration; one without a file is what its crawl wrote down."""
    sections = tuple(row["sections"])
    declared = sources().get(row["name"])
    if declared is not None:
        return replace(declared, sections=sections)
    return Source(
        title=row["title"], domain=row["domain"], zone=row["zone"], sections=sections
    )


def _is_redirect(status: int) -> bool:
    return 300 <= status < 400 and status != NOT_MODIFIED  # noqa: PLR2004

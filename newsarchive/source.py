"""What must be declared of an outlet; a declaration checks itself."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsarchive.errors import SourceError

CONFIDENCES = ("high", "medium", "low")
SCOPES = ("region", "nation")
# No outlet of the region was on the web before this year.
FIRST_YEAR = 1995


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How an outlet's pages looked until a day: what was declared before a redesign.

    What is None or empty is as the outlet declares it today.
    """

    until: date
    theme: str | None = None
    article_path: str | None = None
    boilerplate: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One outlet: who it is, where its Kalimantan Barat section stands, how it signs.

    Who: `domain` is the host (with a port where it is not the scheme's own), `hosts` are
    others it publishes on; subdomains count to each. `scope` is "nation" where the
    sections may hold news of other provinces. `since` is the year of its first article
    on the web, `retired` the year of its last.

    How it signs: `desks` are the short names in bylines ("BERNAS"); `names` are other
    spellings of the outlet in datelines; `zone` is the one time zone the outlet prints
    its clock times in; `local_stamps` are the origins ("time", "meta pubdate") that
    print such a clock time with a Z or +00:00 that is not meant.

    What its pages are: `theme` names a row of extract/themes.py, or is None when
    unknown; `article_path` is a regular expression that the path of every article
    address matches, whose named groups tell the site's number of the article (`id`) and
    when it was published (`epoch`, or `year`, `month`, `day`). `feeds` are feeds of the
    sections; `paging` is the address of a section's further page, relative to the
    section ("page/{page}/"), `day_paging` that of a page of a day's index
    ("?date={day:%Y-%m-%d}&page={page}"). `boilerplate` are paragraphs the outlet repeats
    under its articles. `earlier` holds what was declared before each redesign, oldest
    first.

    `confidence` says how sure all this is, `inferred` which fields nobody has seen on
    the site itself.
    """

    title: str = ""
    domain: str = ""
    sections: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    scope: str = "region"
    since: int = FIRST_YEAR
    retired: int | None = None
    desks: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    zone: str = "Asia/Jakarta"
    local_stamps: tuple[str, ...] = ()
    theme: str | None = None
    article_path: str | None = None
    feeds: tuple[str, ...] = ()
    paging: str | None = None
    day_paging: str | None = None
    boilerplate: tuple[str, ...] = ()
    earlier: tuple[Layout, ...] = ()
    confidence: str = "low"
    inferred: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, remedy in _faults(self):
            who = self.domain or self.title or "?"
            raise SourceError(f"{_declared_in()}: source {who!r}: {name}: {remedy}")

    def owns(self, url: str) -> bool:
        """Whether an address is http(s) and on this outlet's own hosts."""
        parts = urlsplit(url)
        host = _bare(parts.netloc.lower().rpartition("@")[2])
        return parts.scheme in {"http", "https"} and any(
            host == own or host.endswith("." + own)
            for own in map(_bare, (self.domain, *self.hosts))
        )

    def on(self, moment: datetime) -> "Source":
        """Give the declaration as it was for pages fetched at a moment."""
        day = moment.astimezone(ZoneInfo(self.zone)).date()
        for layout in self.earlier:
            if day <= layout.until:
                return replace(
                    self,
                    theme=layout.theme or self.theme,
                    article_path=layout.article_path or self.article_path,
                    boilerplate=layout.boilerplate or self.boilerplate,
                    earlier=(),
                )
        return self

    def completed(self, usual: Mapping[str, Any]) -> "Source":
        """Fill what the outlet leaves open with what is usual on its platform."""
        left_open = {f.name for f in fields(self) if getattr(self, f.name) == f.default}
        return replace(self, **{name: usual[name] for name in usual.keys() & left_open})


def _faults(source: Source) -> list[tuple[str, str]]:
    """List the fields that are missing or contradict others, each with its remedy."""
    if lone := _lone(source):
        return lone
    checks = (
        ("title", source.title.strip(), "give the outlet's name"),
        (
            "domain",
            re.fullmatch(r"[a-z0-9.-]+(:\d+)?", source.domain),
            "write it in lower case without a scheme, like beritanasional.id",
        ),
        ("sections", source.sections, "name at least one section"),
        (
            "scope",
            source.scope in SCOPES,
            f"{source.scope!r}: use {' or '.join(SCOPES)}",
        ),
        (
            "since",
            source.since >= FIRST_YEAR,
            f"{source.since}: no outlet of the region was online before {FIRST_YEAR}",
        ),
        (
            "retired",
            source.retired is None or source.retired >= source.since,
            f"{source.retired} is before its first year, {source.since}",
        ),
        (
            "zone",
            _is_zone(source.zone),
            f"{source.zone!r}: use a name like Asia/Jakarta",
        ),
        (
            "paging",
            source.paging is None or "{page}" in source.paging,
            f"{source.paging!r}: write the number's place, like page/{{page}}/",
        ),
        (
            "day_paging",
            _is_by_day(source.day_paging),
            f"{source.day_paging!r}: write the day's place, like ?date={{day:%Y-%m-%d}}",
        ),
        (
            "confidence",
            source.confidence in CONFIDENCES,
            f"{source.confidence!r}: use {', '.join(CONFIDENCES)}",
        ),
    )
    faults = [(name, remedy) for name, holds, remedy in checks if not holds]
    return faults or [*_foreign(source), *_unreadable(source), *_unknown(source)]


def _lone(source: Source) -> list[tuple[str, str]]:
    """Find a string where several are meant: its letters would count as them."""
    return [
        (field.name, f"{value!r} is one string: write ({value!r},)")
        for field in fields(source)
        if isinstance(field.default, tuple)
        and isinstance(value := getattr(source, field.name), str)
    ]


def _foreign(source: Source) -> list[tuple[str, str]]:
    return [
        (name, f"{url} is not on {source.domain}: list its host in hosts")
        for name in ("sections", "feeds")
        for url in getattr(source, name)
        if not source.owns(url)
    ]


def _unreadable(source: Source) -> list[tuple[str, str]]:
    """Find regular expressions that cannot be compiled, and layouts out of order."""
    faults = []
    for pattern in (source.article_path, *(e.article_path for e in source.earlier)):
        try:
            re.compile(pattern or "")
        except re.error as error:
            faults.append(("article_path", f"{pattern!r} cannot be read: {error}"))
    ends = [layout.until for layout in source.earlier]
    if ends != sorted(set(ends)):
        faults.append(("earlier", "order the layouts by until, the oldest first"))
    return faults


def _unknown(source: Source) -> list[tuple[str, str]]:
    known = {field.name for field in fields(source)}
    return [
        ("inferred", f"{name!r} is no field of a source")
        for name in source.inferred
        if name not in known
    ]


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def _is_by_day(paging: str | None) -> bool:
    """Whether a pattern, where there is one, can be filled and differs by the day."""
    if paging is None:
        return True
    try:
        days = {paging.format(day=date(2023, 10, n), page=1) for n in (20, 21)}
    except (AttributeError, IndexError, KeyError, ValueError):
        return False
    return len(days) > 1


def _declared_in() -> str:
    """Name the file whose declaration is being checked.

    A declaration fails while its file is imported; the file is the first caller that is
    neither this module nor code that dataclasses made.
    """
    frame = sys._getframe(1)  # noqa: SLF001 (inspect.stack reads every source file)
    while frame.f_back is not None and frame.f_code.co_filename in {
        __file__,
        "<string>",
    }:
        frame = frame.f_back
    return frame.f_code.co_filename


def _bare(host: str) -> str:
    return host.removeprefix("www.").removesuffix(":80").removesuffix(":443")

"""From strings to values: one scraped article in, one article out, nothing fetched."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from newsarchive.items import Article, Evidence, Image, Published, ScrapedArticle
from newsarchive.source import Source
from newsarchive.text.byline import Byline, split_byline
from newsarchive.text.dateline import Dateline, split_dateline
from newsarchive.text.dates import Date, parse_date
from newsarchive.text.event_dates import find_event_dates
from newsarchive.text.findings import find_all
from newsarchive.text.fingerprint import content_hash
from newsarchive.text.identifying import find_signs
from newsarchive.text.mojibake import mend

# Clocks differ; a page published "tomorrow" by more than a day is mistaken.
SLACK = timedelta(days=1)
ANOTHER_DAY = timedelta(days=500)
_WRITTEN_ONCE = frozenset({"api", "feed", "json-ld", "meta", "url"})
_JUST_SO = re.compile(r"\b(?:baru\s+saja|barusan|just\s+now)\s+\w", re.IGNORECASE)
# Longer than any article; what was made to cost time and memory is kept, not searched.
_MOST_READ = 200_000
_NO_DATE = Date(None, None, None, (), "", reason="no plausible date")
# What an outlet's `local_stamps` carry without meaning it: detik's older pages have
# local time with a Z in <meta name="pubdate">, Newsmag stamps it +00:00 in <time>.
_ZULU = re.compile(r"(?:Z|[+-]00:?00)\s*$")
# An offset other than zero at the end of a stamp.
_OFFSET = re.compile(r"\d:\d\d.*[+-](?!00:?00)\d\d:?\d\d\s*$")


def normalise(scraped: ScrapedArticle, source: Source) -> Article:
    """Interpret an article's strings; what cannot be read becomes None, never a guess."""
    scraped, mended = _mended(scraped)
    text = "\n\n".join(scraped.body)
    byline, unsigned = split_byline(text, desks=source.desks)
    names = (source.title, source.domain, *source.names)
    dateline, body = split_dateline(unsigned, outlet=names)
    published = choose_published(scraped.published, source, scraped.fetched_at)
    instant = published.date.start(source.zone) if published else None
    title = scraped.title.value if scraped.title else None
    read = body[:_MOST_READ]
    found = find_all(title, read, dateline_place=dateline.place if dateline else None)
    return Article(
        source=scraped.source,
        requested=scraped.requested,
        url=scraped.canonical or scraped.url,
        urls=scraped.urls,
        external_id=scraped.external_id,
        title=title,
        text=text,
        body=body.strip(),
        language=scraped.language,
        section=scraped.section.value if scraped.section else None,
        tags=scraped.tags,
        published=published,
        modified=_modified(scraped, source),
        authors=scraped.authors,
        dateline=dateline,
        byline=byline,
        event_dates=find_event_dates(
            read, published=instant or scraped.fetched_at, zone=source.zone
        ),
        images=scraped.images,
        fetched_at=scraped.fetched_at,
        content_sha256=content_hash(title, text),
        places=found.places,
        regency=found.regency,
        units=found.units,
        topics=found.topics,
        signs=find_signs(title, read),
        origins=_origins(scraped, byline, dateline) | mended,
        status=scraped.status,
        etag=scraped.etag,
        last_modified=scraped.last_modified,
    )


def _mended(scraped: ScrapedArticle) -> tuple[ScrapedArticle, dict[str, str]]:
    """Undo a wrong reading of the words at their source; name where that was done."""
    whole = replace(
        scraped,
        title=_mended_value(scraped.title),
        body=tuple(map(mend, scraped.body)),
        section=_mended_value(scraped.section),
        tags=tuple(map(mend, scraped.tags)),
        authors=tuple(filter(None, map(_mended_value, scraped.authors))),
        images=tuple(map(_mended_image, scraped.images)),
    )
    names = ("title", "body", "section", "tags", "authors", "images")
    changed = [name for name in names if getattr(whole, name) != getattr(scraped, name)]
    return whole, {"mended": f"ftfy {', '.join(changed)}"} if changed else {}


def _mended_value(evidence: Evidence | None) -> Evidence | None:
    return replace(evidence, value=mend(evidence.value)) if evidence else None


def _mended_image(image: Image) -> Image:
    caption = mend(image.caption) if image.caption else None
    credit = mend(image.credit) if image.credit else None
    return replace(image, caption=caption, credit=credit)


def choose_published(
    candidates: tuple[Evidence, ...], source: Source, fetched_at: datetime
) -> Published | None:
    """Take the first candidate that is a plausible date, one with a time before others.

    Where it is a clock time without a zone, and another tells the same clock time with
    its offset, that one is taken: a page knows its own zone better than we do. All
    candidates are kept with a verdict, so that the choice can be explained.
    """
    if not candidates:
        return None
    read = [(one, *_read_date(one, source, fetched_at)) for one in candidates]
    plausible = [(one, date) for one, date, fault in read if fault is None]
    exact = [pair for pair in plausible if pair[1].instant is not None]
    winner, date = next(_with_offset(exact), next(iter(plausible), (None, _NO_DATE)))
    told = tuple(
        replace(one, verdict=fault or _verdict(one, winner, own, timed=bool(exact)))
        for one, own, fault in read
    )
    if winner is None:
        none = replace(_NO_DATE, raw=candidates[0].value)
        return Published(date=none, origin=None, rule=None, candidates=told)
    return Published(date=date, origin=winner.origin, rule=winner.rule, candidates=told)


def _with_offset(
    exact: list[tuple[Evidence, Date]],
) -> Iterator[tuple[Evidence, Date]]:
    """Give the first exact candidate after those that tell its clock time's offset.

    A zero offset may be a stamp that is not meant; it tells nothing here.
    """
    for first, date in exact[:1]:
        if _OFFSET.search(first.value) is None:
            for other, same in exact:
                offset = _OFFSET.search(other.value)
                if offset is not None and _clock(same) == _clock(date):
                    yield other, same
        yield first, date


def _clock(date: Date) -> str:
    """Give a date's wall clock, to the minute."""
    return (date.value or "")[: len("2023-10-20T14:30")]


def _read_date(
    candidate: Evidence, source: Source, fetched_at: datetime
) -> tuple[Date, str | None]:
    """Read a candidate's date; the second is what is wrong with it, or None."""
    text = candidate.value
    if _is_local(candidate, source):
        text = _ZULU.sub("", text)
    date = parse_date(text, reference=fetched_at, zone=source.zone)
    moment = date.start(source.zone)
    if moment is None:
        return date, f"no date: {date.reason}"
    if _may_not_move(candidate):
        later = fetched_at + ANOTHER_DAY
        again = parse_date(text, reference=later, zone=source.zone)
        if again.value != date.value:
            return date, "a distance from now, which this does not tell"
    return date, _implausible(moment, source, fetched_at)


def _implausible(moment: datetime, source: Source, fetched_at: datetime) -> str | None:
    """Say why a moment cannot be when an outlet published something."""
    if moment.astimezone(ZoneInfo(source.zone)).year < source.since:
        return f"before the outlet's first year, {source.since}"
    return "later than the page was fetched" if moment > fetched_at + SLACK else None


def _may_not_move(candidate: Evidence) -> bool:
    """Whether a date may not depend on when it is read.

    Metadata is written once; and "baru saja dibaca 12 kali" tells of readers.
    """
    return candidate.origin in _WRITTEN_ONCE or bool(_JUST_SO.search(candidate.value))


def _is_local(candidate: Evidence, source: Source) -> bool:
    """Whether the outlet stamps its clock's time with a Z that is not meant."""
    names = {candidate.origin, f"{candidate.origin} {candidate.rule}"}
    return not names.isdisjoint(source.local_stamps)


def _verdict(
    candidate: Evidence, winner: Evidence | None, date: Date, *, timed: bool
) -> str:
    if candidate is winner:
        return "taken: the best evidence that is plausible"
    if timed and date.instant is None:
        return "no time of day" if date.precision == "day" else "no day"
    return "better evidence was taken"


def _modified(scraped: ScrapedArticle, source: Source) -> Date | None:
    for candidate in scraped.modified:
        date, fault = _read_date(candidate, source, scraped.fetched_at)
        if fault is None:
            return date
    return None


def _origins(
    scraped: ScrapedArticle, byline: Byline | None, dateline: Dateline | None
) -> dict[str, str]:
    """Name the rule behind each field that was found."""
    found = {
        "title": scraped.title,
        "body": scraped.body_origin,
        "section": scraped.section,
    }
    origins = {
        name: f"{evidence.origin} {evidence.rule}"
        for name, evidence in found.items()
        if evidence is not None
    }
    if byline is not None:
        origins["byline"] = "text"
    if dateline is not None:
        origins["dateline"] = "text"
    return origins

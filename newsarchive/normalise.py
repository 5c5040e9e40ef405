"""From strings to values: one scraped article in, one article out, nothing fetched."""

from datetime import UTC, datetime, timedelta

from newsarchive.items import Article, Evidence, Published, ScrapedArticle
from newsarchive.source import Source
from newsarchive.text.byline import Byline, split_byline
from newsarchive.text.dateline import Dateline, split_dateline
from newsarchive.text.dates import Date, parse_date
from newsarchive.text.event_dates import find_event_dates
from newsarchive.text.fingerprint import content_hash

# No outlet of the region was on the web before this year.
FIRST_YEAR = datetime(1995, 1, 1, tzinfo=UTC)
# Clocks differ; a page published "tomorrow" by more than a day is mistaken.
SLACK = timedelta(days=1)


def normalise(scraped: ScrapedArticle, source: Source) -> Article:
    """Interpret an article's strings; what cannot be read becomes None, never a guess."""
    text = "\n\n".join(scraped.body)
    byline, unsigned = split_byline(text, desks=source.desks)
    names = (source.title, source.domain, *source.names)
    dateline, body = split_dateline(unsigned, outlet=names)
    published = choose_published(scraped.published, source.zone, scraped.fetched_at)
    instant = published.date.start(source.zone) if published else None
    return Article(
        source=scraped.source,
        requested=scraped.requested,
        url=scraped.canonical or scraped.url,
        urls=scraped.urls,
        external_id=scraped.external_id,
        title=scraped.title.value if scraped.title else None,
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
            body, published=instant or scraped.fetched_at, zone=source.zone
        ),
        images=scraped.images,
        fetched_at=scraped.fetched_at,
        content_sha256=content_hash(
            scraped.title.value if scraped.title else None, text
        ),
        origins=_origins(scraped, byline, dateline),
        status=scraped.status,
        etag=scraped.etag,
        last_modified=scraped.last_modified,
    )


def choose_published(
    candidates: tuple[Evidence, ...], zone: str, fetched_at: datetime
) -> Published | None:
    """Take the first candidate that is a plausible date, one with a time before others.

    All candidates are kept, so that a choice can be explained.
    """
    if not candidates:
        return None
    read = [
        (candidate, parse_date(candidate.value, reference=fetched_at, zone=zone))
        for candidate in candidates
    ]
    plausible = [pair for pair in read if _is_plausible(pair[1], zone, fetched_at)]
    exact = [pair for pair in plausible if pair[1].instant is not None]
    if not plausible:
        raw = read[0][0].value
        none = Date(None, None, None, (), raw, reason="no plausible date")
        return Published(date=none, origin=None, rule=None, candidates=candidates)
    winner, date = (exact or plausible)[0]
    return Published(
        date=date, origin=winner.origin, rule=winner.rule, candidates=candidates
    )


def _is_plausible(date: Date, zone: str, fetched_at: datetime) -> bool:
    moment = date.start(zone)
    return moment is not None and FIRST_YEAR <= moment <= fetched_at + SLACK


def _modified(scraped: ScrapedArticle, source: Source) -> Date | None:
    for candidate in scraped.modified:
        date = parse_date(
            candidate.value, reference=scraped.fetched_at, zone=source.zone
        )
        if _is_plausible(date, source.zone, scraped.fetched_at):
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

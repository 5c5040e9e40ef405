"""What was found on a page, value by value, each with its origin and rule."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from newsarchive.items import Article, Evidence, ScrapedArticle


@dataclass(frozen=True, slots=True)
class Finding:
    """A value for JSON, where on the page it is from, and the rule that found it."""

    field: str
    value: Any
    origin: str | None = None
    rule: str | None = None


def findings(scraped: ScrapedArticle, article: Article) -> Iterator[Finding]:
    """Tell every field of an article; None where the page does not say."""
    yield Finding("url", article.url)
    yield Finding("urls", list(article.urls))
    yield Finding("external_id", article.external_id)
    yield _evident("title", article.title, scraped.title)
    yield from _dates(scraped, article)
    yield from _text(scraped, article)
    yield _evident("section", article.section, scraped.section)
    yield Finding("tags", list(article.tags))
    yield Finding("language", article.language)
    yield Finding("images", [asdict(image) for image in article.images])
    yield Finding("further pages", list(scraped.parts))
    yield Finding("content_sha256", article.content_sha256)


def _dates(scraped: ScrapedArticle, article: Article) -> Iterator[Finding]:
    published = article.published
    if published is None:
        yield Finding("published", None)
    else:
        date = published.date
        yield Finding("published", date.value, published.origin, published.rule)
        yield Finding("published_precision", date.precision)
        yield Finding("published_flags", list(date.flags))
    yield from _candidates("published candidate", scraped.published)
    yield Finding("modified", article.modified.value if article.modified else None)
    yield from _candidates("modified candidate", scraped.modified)


def _text(scraped: ScrapedArticle, article: Article) -> Iterator[Finding]:
    line, signed = article.dateline, article.byline
    yield Finding(
        "dateline", asdict(line) if line else None, article.origins.get("dateline")
    )
    yield Finding(
        "byline",
        {"raw": signed.raw, "credits": [asdict(c) for c in signed.credits]}
        if signed
        else None,
        article.origins.get("byline"),
    )
    yield from _candidates("author of the content system", article.authors)
    days = [
        {"date": day.date, "end": day.end, "raw": day.raw, "flags": list(day.flags)}
        for day in article.event_dates
    ]
    yield Finding("event_dates", days, "text" if days else None)
    yield _evident("body", article.body, scraped.body_origin)


def _evident(field: str, value: Any, evidence: Evidence | None) -> Finding:
    if evidence is None:
        return Finding(field, value)
    return Finding(field, value, evidence.origin, evidence.rule)


def _candidates(field: str, found: Iterable[Evidence]) -> Iterator[Finding]:
    for evidence in found:
        yield Finding(field, evidence.value, evidence.origin, evidence.rule)

"""What is told of one article, line by line, each value with where it came from."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from newsarchive.cli.console import one_line, when
from newsarchive.cli.corrections import signed
from newsarchive.cli.values import shown

if TYPE_CHECKING:
    from newsarchive.archive.api import StoredArticle, StoredVersion

Fact = tuple[str, str]


def facts(article: "StoredArticle", versions: "list[StoredVersion]") -> Iterator[Fact]:
    """Tell an article's facts, the ones it has."""
    for name, value in (
        *_said(article),
        *_corrected(article),
        *_kept(article),
        *_versions(article, versions),
    ):
        if value:
            yield name, value


def people(article: "StoredArticle") -> str:
    """Tell who signed an article: "Aji/BERNAS, Budi (editor)"."""
    return ", ".join(
        "/".join(filter(None, (credit.name, credit.agency)))
        + (f" ({credit.role})" if credit.role not in {None, "reporter"} else "")
        for credit in article.credits
    )


def _said(article: "StoredArticle") -> Iterable[tuple[str, str | None]]:
    """Tell what the page says."""
    row, line = article.row, article.dateline
    return (
        ("outlet", f"{row.outlet} ({row.source})"),
        ("published", _published(row)),
        ("modified", row.modified),
        ("dateline", line.raw if line else None),
        ("place", _joined(line.place, line.region, line.code) if line else None),
        ("from unit", line.org if line else None),
        ("byline", row.byline_raw),
        ("people", people(article)),
        ("system", _names(row.evidence["authors"])),
        ("regency", article.regency.name if article.regency else None),
        ("places", ", ".join(map(_place, article.places))),
        ("units", ", ".join(unit.name for unit in article.units)),
        ("topics", ", ".join(map(_topic, article.topics))),
        ("happened", "; ".join(map(_event, article.event_dates))),
        ("section", row.section),
        ("tags", ", ".join(article.tags)),
        ("language", row.language),
        *(("image", _joined(i.url, i.caption, i.credit)) for i in article.images),
    )


def _corrected(article: "StoredArticle") -> Iterator[Fact]:
    """Tell what is corrected above: what was read, why, by whom, when."""
    for one in article.corrections:
        read = one_line(shown(one.field, one.machine))
        yield "corrected", f"{one.field}, read was {read}: {signed(one.reason)}"


def _kept(article: "StoredArticle") -> Iterable[tuple[str, str | None]]:
    """Tell what the archive knows."""
    row, story = article.row, article.story
    others = sorted(set(article.urls) - {row.url})
    return (
        ("id", row.key),
        ("address", row.url),
        *(("also at", url) for url in others),
        ("first seen", when(row.first_seen_at)),
        ("checked", f"{when(row.last_checked_at)}: {_state(row)}"),
        *(("rule", f"{k}: {rule}") for k, rule in _rules(article)),
        (
            "story",
            f"{story.id}: {story.role} of {story.size}, {story.overlap:.0%} alike"
            if story
            else None,
        ),
        ("sha256", article.version.content_sha256),
    )


def _rules(article: "StoredArticle") -> Iterator[tuple[str, str]]:
    """Give the rules behind what was read and is not corrected."""
    corrected = {one.field for one in article.corrections}
    for name, rule in article.row.evidence["origins"].items():
        if name not in corrected:
            yield name, rule


def _versions(
    article: "StoredArticle", versions: "list[StoredVersion]"
) -> Iterator[Fact]:
    for version in versions:
        shown = ", shown here" if version.number == article.version.number else ""
        words = len(version.body.split())
        seen = when(version.seen_at)
        yield "version", f"{version.number}: seen {seen}, {words} words{shown}"


def _published(row: Any) -> str | None:
    """Tell the date, how it stands on the page and where."""
    if row.published_raw is None and row.published_origin is None:
        return None
    moment = when(row.published_at) if "T" in (row.published or "") else row.published
    doubts = "".join(f", {flag}" for flag in row.published_flags)
    told = f"{moment or 'unknown'}{doubts}"
    raw = "" if row.published_raw is None else f": {row.published_raw!r}"
    return f"{told} ({row.published_origin or 'no origin'}{raw})"


def _place(place: Any) -> str:
    return f"{place.name} ({place.level} {place.code})"


def _topic(topic: Any) -> str:
    words = ", ".join(topic.words)
    return f"{topic.topic_id} ({words})" if words else str(topic.topic_id)


def _event(day: Any) -> str:
    span = f"{day.date} to {day.until}" if day.until else day.date
    return f"{_joined(span, *day.flags)} ({day.raw})"


def _state(row: Any) -> str:
    return f"{row.state} ({row.state_reason})" if row.state_reason else str(row.state)


def _names(candidates: Iterable[tuple[str, str, str]]) -> str:
    """Tell the names the content system gives, which may be an editor's or a desk's."""
    return ", ".join(f"{name} ({origin})" for name, origin, _ in candidates)


def _joined(*values: str | None) -> str:
    return ", ".join(filter(None, values))

"""newsarchive why: where a value of an article comes from, and what lost against it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from newsarchive.cli.console import iso, one_line, output, print_json, table, when
from newsarchive.cli.corrections import signed, told
from newsarchive.cli.finding import ArticleName, find
from newsarchive.cli.options import Database, Json, address
from newsarchive.cli.values import shown
from newsarchive.errors import ConfigurationError

if TYPE_CHECKING:
    from newsarchive.archive.api import StoredArticle, StoredCorrection

_COLUMNS = ("value", "origin", "rule", "verdict")
_IMPORTED = "from a record, which tells values and no rules"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A string that could have been the value, and why it is or is not."""

    value: str
    origin: str
    rule: str
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Reasons:
    """A value, the string it was made of, where that stood, and by which rule."""

    value: Any
    raw: str | None = None
    origin: str | None = None
    rule: str | None = None
    candidates: tuple[Candidate, ...] = field(default=())


def why(
    article: ArticleName,
    name: Annotated[
        str, typer.Argument(metavar="FIELD", help="A field of the export's record.")
    ],
    *,
    as_json: Json = False,
    database: Database = None,
) -> None:
    """Say where a value comes from: the string, the rule, what lost, the run."""
    from newsarchive.archive.api import Reader  # noqa: PLC0415 (SQLAlchemy is slow to load)

    if name not in _FIELDS:
        raise ConfigurationError(
            f"no reasons are kept for {name!r}, only for {', '.join(_FIELDS)}"
        )
    with Reader.open(address(database)) as reader:
        found = find(reader, article)
    reasons, made = _FIELDS[name](found), _correction(found, name)
    if made is not None:
        reasons = _corrected(reasons, made)
    if as_json:
        correction = told(made) if made else None
        seen = {**_seen(found), "field": name}
        print_json({**seen, **asdict(reasons), "correction": correction})
        return
    _print(found, name, reasons, made)


def _print(
    article: "StoredArticle",
    name: str,
    reasons: Reasons,
    made: "StoredCorrection | None",
) -> None:
    version = article.version
    seen = f"version {version.number}, seen {when(version.seen_at)}"
    facts = (
        (name, _shown(reasons.value)),
        ("printed", reasons.raw),
        ("origin", reasons.origin),
        ("rule", reasons.rule),
        ("read was", shown(made.field, made.machine) if made else None),
        ("reason", signed(made.reason) if made else None),
        ("article", article.row.key),
        ("page", f"{seen} in run {version.run_id} by newsarchive {version.extractor}"),
        ("imported", _IMPORTED if version.cause == "import" else None),
    )
    console = output()
    for label, value in facts:
        if value:
            line = Text.assemble((f"{label:<13}", "cyan"), one_line(value))
            console.print(line, soft_wrap=True)
    if reasons.candidates:
        rows = [
            [one_line(c.value), c.origin, one_line(c.rule), one_line(c.verdict)]
            for c in reasons.candidates
        ]
        console.print()
        console.print(table(_COLUMNS, rows))


def _correction(article: "StoredArticle", name: str) -> "StoredCorrection | None":
    """Find the correction that stands for a field."""
    field = _ALSO.get(name, name)
    return next((one for one in article.corrections if one.field == field), None)


def _corrected(reasons: Reasons, made: "StoredCorrection") -> Reasons:
    """Say that an archivist decided; what was evidence for what was read has lost."""
    evident = made.field in {"published", "byline"}
    return replace(
        reasons,
        origin="correction",
        rule=None,
        candidates=tuple(map(_lost, reasons.candidates)) if evident else (),
    )


def _lost(candidate: Candidate) -> Candidate:
    """Say of what had won that it was corrected."""
    if not str(candidate.verdict).startswith("taken"):
        return candidate
    return replace(candidate, verdict="what was read, before it was corrected")


def _seen(article: "StoredArticle") -> dict[str, Any]:
    return {
        "article": article.row.key,
        "version": article.version.number,
        "seen_at": iso(article.version.seen_at),
        "run": str(article.version.run_id),
        "software": article.version.extractor,
    }


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "nothing"
    if isinstance(value, dict):
        return " ".join(f"{key}={_shown(one)}" for key, one in value.items())
    return "nothing" if value is None else str(value)


def _ruled(name: str) -> Callable[["StoredArticle"], Reasons]:
    """Explain a field whose rule was kept when it was read."""

    def explain(article: "StoredArticle") -> Reasons:
        origin, _, rule = article.row.evidence["origins"].get(name, "").partition(" ")
        of = {"title": article, "body": article.version}.get(name, article.row)
        value = getattr(of, name)
        return Reasons(value, origin=origin or None, rule=rule or None)

    return explain


def _published(article: "StoredArticle") -> Reasons:
    row = article.row
    told = [Candidate(*one) for one in row.evidence["published"]]
    rules = [one.rule for one in told if str(one.verdict).startswith("taken")]
    return Reasons(
        row.published,
        raw=row.published_raw,
        origin=row.published_origin,
        rule=next(iter(rules), None),
        candidates=tuple(told),
    )


def _dateline(article: "StoredArticle") -> Reasons:
    line = article.dateline
    if line is None:
        return Reasons(None, rule="the text does not begin with one")
    names = ("outlet", "org", "place", "region", "code")
    value = {name: getattr(line, name) for name in names if getattr(line, name)}
    return Reasons(value, line.raw, "text", "what the text begins with")


def _byline(article: "StoredArticle") -> Reasons:
    """Explain who signed; the content system's names are weaker and never taken."""
    authors = tuple(
        Candidate(value, origin, rule, "a name of the content system, maybe a desk's")
        for value, origin, rule in article.row.evidence["authors"]
    )
    raw = article.row.byline_raw
    if raw is None:
        return Reasons(None, rule="the text is not signed", candidates=authors)
    people = [
        {
            "name": one.name,
            "role": one.role,
            "agency": one.agency,
            "person": article.people.get(one.name),
        }
        for one in article.credits
    ]
    return Reasons(people, raw, "text", "what the text is signed with", authors)


def _event_dates(article: "StoredArticle") -> Reasons:
    days = article.event_dates
    return Reasons(
        [day.date for day in days],
        origin="text",
        rule="days the text names, resolved against the published date",
        candidates=tuple(
            Candidate(day.raw, "text", day.date, ", ".join(day.flags) or "taken")
            for day in days
        ),
    )


def _regency(article: "StoredArticle") -> Reasons:
    """Explain where the story plays by all that could have said so."""
    place, line = article.regency, article.dateline
    named = [
        Candidate(one.raw, "text", f"{one.level} {one.code}") for one in article.places
    ]
    units = [Candidate(one.raw, "text", one.unit_id) for one in article.units]
    written = (
        [Candidate(line.place, "dateline", "weighs least")]
        if line is not None and line.place
        else []
    )
    return Reasons(
        {"code": place.code, "name": place.name} if place else None,
        origin="text",
        rule="units, districts and villages weigh more than a regency's name, "
        "the title more than the text, the dateline least",
        candidates=(*units, *named, *written),
    )


def _places(article: "StoredArticle") -> Reasons:
    return Reasons(
        [place.name for place in article.places],
        origin="text",
        rule="names of the gazetteer in title and text",
        candidates=tuple(
            Candidate(p.raw, "text", f"{p.scheme} {p.code}", f"{p.level} {p.name}")
            for p in article.places
        ),
    )


def _units(article: "StoredArticle") -> Reasons:
    return Reasons(
        [unit.name for unit in article.units],
        origin="text",
        rule="names of the list of police units in title and text",
        candidates=tuple(
            Candidate(unit.raw, "text", unit.unit_id, unit.name)
            for unit in article.units
        ),
    )


def _topics(article: "StoredArticle") -> Reasons:
    return Reasons(
        [topic.topic_id for topic in article.topics],
        origin="text",
        rule="weighted words of the vocabulary in title and text",
        candidates=tuple(
            Candidate(
                ", ".join(topic.words), "text", topic.topic_id, f"{topic.score:g}"
            )
            for topic in article.topics
        ),
    )


def _plain(name: str, rule: str) -> Callable[["StoredArticle"], Reasons]:
    """Explain a field of which no more is kept than what it says."""

    def explain(article: "StoredArticle") -> Reasons:
        value = article.tags if name == "tags" else getattr(article.row, name)
        return Reasons(list(value) if name == "tags" else value, rule=rule)

    return explain


_modified = _plain("modified", "when the page says it was last changed")
# Names of one field.
_ALSO = {
    "published_at": "published",
    "modified_at": "modified",
    "units": "police_units",
}
_FIELDS: Mapping[str, Callable[["StoredArticle"], Reasons]] = {
    "title": _ruled("title"),
    "body": _ruled("body"),
    "section": _ruled("section"),
    "published_at": _published,
    "published": _published,
    "modified_at": _modified,
    "modified": _modified,
    "language": _plain("language", "the language the page declares"),
    "tags": _plain("tags", "the outlet's own tags, as the page prints them"),
    "dateline": _dateline,
    "byline": _byline,
    "event_dates": _event_dates,
    "regency": _regency,
    "places": _places,
    "police_units": _units,
    "units": _units,
    "topics": _topics,
}

"""Read the invented newsrooms from data/, retold stories filled in."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from newsarchive.demo.articles import (
    Article,
    Byline,
    Credit,
    Dateline,
    Edit,
    Event,
    Outlet,
    Section,
    reword,
)

_OUTLETS = ("kabar_sekayam", "suara_enggang")
_FIRST_NUMBER = 101


@cache
def load_outlets() -> tuple[Outlet, ...]:
    """Return both outlets with retold stories filled in from their first telling."""
    tables = [_read_table(name) for name in _OUTLETS]
    originals = {entry["slug"]: entry for table in tables for entry in table["article"]}
    return tuple(_outlet(table, originals) for table in tables)


def _read_table(name: str) -> Mapping[str, Any]:
    text = files("newsarchive.demo").joinpath("data", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _outlet(
    table: Mapping[str, Any], originals: Mapping[str, Mapping[str, Any]]
) -> Outlet:
    entries = [
        *(_original(entry) for entry in table["article"]),
        *(_retold(entry, originals[entry["of"]]) for entry in table["retelling"]),
    ]
    entries.sort(key=lambda entry: (entry.get("day", 1), entry["published"]))
    return Outlet(
        **table["outlet"],
        sections=tuple(_number_sections(table["section"])),
        articles=tuple(
            _article(number, entry)
            for number, entry in enumerate(entries, start=_FIRST_NUMBER)
        ),
    )


def _number_sections(tables: Iterable[Mapping[str, Any]]) -> Iterator[Section]:
    number = 1
    for table in tables:
        kept = table.get("kept", False)
        number += 1
        slug = table["slug"]
        yield Section(
            number=number, slug=slug, name=table["name"], parent=None, kept=kept
        )
        for child, name in table.get("children", {}).items():
            number += 1
            yield Section(number=number, slug=child, name=name, parent=slug, kept=kept)


def _original(entry: Mapping[str, Any]) -> dict[str, Any]:
    text = entry["text"].strip()
    rest = {key: value for key, value in entry.items() if key != "text"}
    return {**rest, "paragraphs": tuple(text.split("\n\n"))}


def _retold(entry: Mapping[str, Any], original: Mapping[str, Any]) -> dict[str, Any]:
    paragraphs = _original(original)["paragraphs"]
    keep = entry.get("keep", range(1, len(paragraphs) + 1))
    kept = tuple(paragraphs[position - 1] for position in keep)
    rest = {
        key: value
        for key, value in entry.items()
        if key not in {"of", "keep", "change"}
    }
    return {
        **rest,
        "copy_of": entry["of"],
        "story": original["story"],
        "event": original["event"],
        "paragraphs": reword(kept, entry.get("change", {}).items()),
    }


def _article(number: int, entry: Mapping[str, Any]) -> Article:
    values: dict[str, Any] = {"modified": entry["published"], **entry}
    for key in ("sections", "tags", "pages"):
        values[key] = tuple(entry.get(key, ()))
    for key, kind in (("dateline", Dateline), ("event", Event), ("edit", _edit)):
        values[key] = kind(**entry[key]) if key in entry else None
    values["byline"] = _byline(entry["byline"]) if "byline" in entry else None
    return Article(number=number, **values)


def _edit(*, change: Mapping[str, str], **rest: Any) -> Edit:
    return Edit(change=tuple(change.items()), **rest)


def _byline(table: Mapping[str, Any]) -> Byline:
    named = tuple(Credit(**credit) for credit in table["credits"])
    return Byline(raw=table["raw"], credits=named, apart=table.get("apart", False))

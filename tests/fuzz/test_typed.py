"""Whatever is typed: an answer or one line about what is wrong, never a traceback."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from unittest.mock import patch

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.cli.main import run
from newsarchive.cli.readings import READINGS
from newsarchive.cli.samples import Kind, Sample, read_moment, read_sample
from tests.archive.articles import article
from tests.archive.conftest import home, server, template  # noqa: F401 (fixtures)
from tests.archive.home import Home
from tests.fuzz.mutations import mutated_text
from tests.fuzz.profile import fuzz
from tests.fuzz.quick import quick
from tests.fuzz.samples import QUERIES, texts

TEXTS = {
    Kind.DATE: "dates",
    Kind.EVENT_DATES: "event_dates",
    Kind.DATELINE: "datelines",
    Kind.BYLINE: "bylines",
    Kind.PLACES: "places",
    Kind.UNITS: "units",
    Kind.TOPICS: "units",
}
# A word of its own for every option and argument that takes any.
QUESTIONS = (
    ("search", "{}"),
    ("search", "{}", "--json"),
    *(
        ("search", f"--{option}", "{}")
        for option in ("place", "regency", "unit", "topic", "source", "from", "limit")
    ),
    *((command, "{}") for command in ("show", "history", "story", "coverage")),
    *((command, "{}", "--json") for command in ("show", "history", "story")),
    *(("why", "{}", "published"), ("why", "motor", "{}"), ("captures", "list", "{}")),
    *(("runs", "--source", "{}"), ("runs", "show", "{}"), ("alarms", "show", "{}")),
    *(("people", "list", "--outlet", "{}"), ("coverage", "--month", "{}")),
    *(("parse", "date", "--reference", "{}"), ("extract", "-", "--url", "{}")),
)


@pytest.mark.parametrize("kind", Kind)
@fuzz
@given(data=st.data())
def test_texts(kind: Kind, data: st.DataObject) -> None:
    text = data.draw(mutated_text(texts(TEXTS[kind])) | st.text())
    with quick():
        assert orjson.dumps(READINGS[kind](Sample(text)))


@fuzz
@given(
    mutated_text(
        ['{"text": "Jumat (20/10)", "reference": "2023-10-21", "outlet": "a.id"}']
    )
)
def test_samples(line: str) -> None:
    with quick():
        read_sample(line, Sample(""))


@fuzz
@given(mutated_text(texts("dates")))
def test_moments(text: str) -> None:
    with quick():
        read_moment(text)


@pytest.fixture
def database(home: Home) -> str:  # noqa: F811 (a fixture)
    home.crawl(article("motor", body="Polisi menangkap pelaku pencurian sepeda motor."))
    return home.address


@fuzz
@given(
    question=st.sampled_from(QUESTIONS),
    word=mutated_text(QUERIES) | st.text() | st.text(st.characters(codec=None)),
)
def test_questions(database: str, question: tuple[str, ...], word: str) -> None:
    arguments = [part.format(word) for part in question]
    if question[0] not in {"parse", "extract"}:
        arguments += ["--database", database]
    said = io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(b""), "utf-8")
    with (
        quick(),
        redirect_stdout(said),
        redirect_stderr(said),
        patch.object(sys, "stdin", stdin),
    ):
        assert run(arguments) in {0, 2, 3}
    assert "\x1b" not in said.getvalue()

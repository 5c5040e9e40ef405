"""Months as rows, as SVG; reports as a page: whole, escaped, nothing that runs."""

from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from parsel import Selector

from newsarchive.archive.api import StoredDay
from newsarchive.errors import ConfigurationError
from newsarchive.monitors.days import DayState
from newsarchive.operations.days import month_of, read_month, totals
from newsarchive.operations.page import page_of
from newsarchive.operations.picture import STYLES, draw
from newsarchive.text.terminal import clean

HOSTILE = "<script>alert('x')</script>&\"'\x1b[2J\x00\u202e"
# Without what no page may hold.
SHOWN = clean(HOSTILE)
SPAN = date(2026, 10, 1), date(2026, 10, 31)
SVG = "{http://www.w3.org/2000/svg}"


def stored(day: int, state: DayState, articles: int = 0) -> StoredDay:
    return StoredDay("kabaruji", date(2026, 10, day), state, articles, 1, HOSTILE)


def rows() -> Any:
    days = [stored(n + 5, state, 120 * (n == 0)) for n, state in enumerate(DayState)]
    begun = {"kabaruji": (HOSTILE, date(2026, 10, 3)), "a" * 40: ("B", SPAN[1])}
    return month_of(days, begun, SPAN, date(2026, 10, 14))


def test_a_month_names_every_day() -> None:
    row, later = rows()
    states = [cell.state for cell in row.cells]
    assert len(states) == 31
    assert states[:2] == [None, None]
    assert states[2:4] == [DayState.NOT_RUN] * 2
    assert states[4:10] == list(DayState)
    assert states[10:13] == [DayState.NOT_RUN] * 3
    assert states[13:] == [None] * 18  # today is not over
    assert {cell.state for cell in later.cells} == {None}
    assert totals(rows()) == {
        **dict.fromkeys(map(str, DayState), 1),
        "not run": 6,
        "articles": 120,
    }


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026", "202610", "1026-10", "x"]
)
def test_a_month_that_is_none(text: str) -> None:
    with pytest.raises(
        ConfigurationError, match=f"'{text}' is no month: write 2026-10"
    ):
        read_month(text)


def test_the_last_day_of_a_month() -> None:
    assert read_month("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))


def test_a_picture_tells_without_colours() -> None:
    root = ET.fromstring(draw(rows(), "2026-10"))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title") is not None
    assert root.get("aria-labelledby") == "title told"
    titles = [one.text for one in root.findall(f"{SVG}g/{SVG}title")]
    assert titles[2] == f"kabaruji, 2026-10-05: stored, 120 articles: {SHOWN}"
    signs = [one.text for one in root.findall(f"{SVG}g/{SVG}text")]
    assert signs[2:8] == ["99", "·", "B", "D", "X", "–"]
    texts = "".join(one.text or "" for one in root.iter(f"{SVG}text"))
    assert all(state in texts for state in DayState if state is not DayState.STORED)
    assert "<script" not in draw(rows(), "2026-10")


def test_signs_are_read_on_their_colours() -> None:
    """WCAG: at least 4.5 to 1."""
    for fill, ink, _ in STYLES.values():
        light, dark = sorted((brightness(fill), brightness(ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (fill, ink)


def brightness(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_an_empty_month_is_a_picture_too() -> None:
    ET.fromstring(draw([], "2026-10"))


def report() -> dict[str, Any]:
    figures = dict.fromkeys(("found", "asked", "requests", "bytes", "new_bytes"), 7)
    return {
        **figures,
        "id": "1",
        "source": HOSTILE,
        "started_at": "a",
        "finished_at": None,
        "seconds": 1.5,
        "outcome": "done",
        "exit_code": 0,
        "reason": HOSTILE,
        "discovery": ["rest", "feed"],
        "version": "1",
        "outcomes": {"new": 7},
        "articles": 7,
        "filled": {"date": 6},
        "settings": {"A": HOSTILE},
        "origins": {"published": {HOSTILE: 6}},
        "not_stored": [
            {"outcome": "gone", "reason": HOSTILE, "number": 2, "urls": [HOSTILE, "b"]}
        ],
        "alarms": [],
        "hosts": [{"host": HOSTILE, "n": 1, "mean": 0.1, "longest": 0.2, "bytes": 3}],
        "slowest": [{"url": HOSTILE, "status": 200, "seconds": 0.2}],
    }


def test_a_page_is_escaped_and_runs_nothing() -> None:
    html = page_of([report()])
    page = Selector(html)
    assert page.css("script, link, img, iframe, object, a").getall() == []
    assert not [n for n in page.xpath("//@*").getall() if n.startswith("on")]
    assert "default-src 'none'" in page.css("meta::attr(content)").getall()[0]
    assert page.css("h2::text").get() == f"{SHOWN}, run 1"
    # Reason, origin, reason and address, host, address, setting.
    assert sum(SHOWN in "".join(c.css("::text").getall()) for c in page.css("td")) == 7
    assert "Alarms" not in page.css("h3::text").getall()

"""Values on their way from one database to the other, and hashes of rows."""

import math
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.archive.values import Digest, Kind, ValueFormError, reader, writer

WIB = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("dialect", "kind", "value", "common"),
    [
        ("sqlite", Kind.PLAIN, "Sekadau", "Sekadau"),
        ("sqlite", Kind.PLAIN, None, None),
        ("sqlite", Kind.PLAIN, b"\0\xff", b"\0\xff"),
        ("sqlite", Kind.TRUTH, 1, 1),
        ("sqlite", Kind.INSTANT, None, None),
        (
            *("sqlite", Kind.INSTANT),
            *("2023-10-20T09:00:00+07:00", "2023-10-20T02:00:00.000000Z"),
        ),
        (
            *("postgresql", Kind.INSTANT),
            *(datetime(2023, 10, 20, 9, tzinfo=WIB), "2023-10-20T02:00:00.000000Z"),
        ),
        ("postgresql", Kind.TRUTH, True, 1),
        ("postgresql", Kind.JSON, '{"a": 1}', '{"a": 1}'),
        ("postgresql", Kind.NUMBER, 0.25, 0.25),
    ],
)
def test_what_is_read(dialect: str, kind: Kind, value: Any, common: Any) -> None:
    (found,) = reader(dialect, [kind])([value])
    assert (found, type(found)) == (common, type(common))


def test_there_is_one_zero() -> None:
    (found,) = reader("postgresql", [Kind.NUMBER])([-0.0])
    assert math.copysign(1, found) == 1


@pytest.mark.parametrize(
    ("dialect", "kind", "common", "value"),
    [
        ("sqlite", Kind.TRUTH, 1, 1),
        ("sqlite", Kind.PLAIN, "a\0b", "a\0b"),
        ("postgresql", Kind.TRUTH, 0, False),
        ("postgresql", Kind.TRUTH, None, None),
        ("postgresql", Kind.PLAIN, 7, 7),
        ("postgresql", Kind.JSON, "null", "null"),
    ],
)
def test_what_is_written(dialect: str, kind: Kind, common: Any, value: Any) -> None:
    (found,) = writer(dialect, [kind])([common])
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("kemarin", "'kemarin' is no instant"),
        (20231020, "20231020 is no instant"),
        ("2023-10-20T09:00:00", "has no time zone"),
    ],
)
def test_what_is_no_instant_is_not_guessed(value: Any, words: str) -> None:
    with pytest.raises(ValueFormError, match=words):
        reader("sqlite", [Kind.INSTANT])([value])


def test_what_postgresql_cannot_keep_is_said_so() -> None:
    with pytest.raises(ValueFormError, match=r"'a\\x00b' has a NUL character"):
        writer("postgresql", [Kind.PLAIN])(["a\0b"])


def digest(*rows: tuple[Any, ...]) -> tuple[int, str]:
    made = Digest()
    made.add(rows)
    return made.rows, made.sha256


ROW = st.tuples(
    st.text(), st.none() | st.integers(), st.binary() | st.floats(allow_nan=False)
)


@given(st.lists(ROW, max_size=6), st.randoms())
def test_order_does_not_matter_and_content_does(rows: list[Any], chance: Any) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    assert digest(*mixed) == digest(*rows)
    assert digest(*rows, ("x",)) != digest(*rows, ("y",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([("a",)], [("b",)]),
        ([("a", "b")], [("ab", "")]),
        ([("1",)], [(1,)]),
        ([(None,)], [("None",)]),
        ([(b"a",)], [("a",)]),
        ([("a",), ("a",)], []),
        ([("a",), ("a",)], [("a",)]),
    ],
)
def test_other_rows_have_another_hash(one: list[Any], other: list[Any]) -> None:
    assert digest(*one) != digest(*other)

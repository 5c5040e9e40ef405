"""The values of a row in the one form that both databases can keep: SQLite's.

Instants are ISO text in UTC, truth is 0 or 1, JSON is the text it was written as. A hash
of many rows is the sum of theirs, so that no order matters, and a row twice is not none.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

Convert = Callable[[Any], Any]
Row = tuple[Any, ...]
_MODULUS = 1 << 256


class ValueFormError(ValueError):
    """A value is not in the form its column needs, or the other database cannot keep it."""


class Kind(StrEnum):
    """What must be looked after when a column's values change databases."""

    PLAIN = "plain"
    INSTANT = "instant"
    JSON = "json"
    NUMBER = "number"
    TRUTH = "truth"


@dataclass
class Digest:
    """A count and a hash of rows, whatever their order."""

    rows: int = 0
    total: int = 0

    def add(self, rows: Iterable[Row]) -> None:
        """Take in rows."""
        for row in rows:
            self.rows += 1
            hashed = hashlib.sha256(ascii(row).encode()).digest()
            self.total += int.from_bytes(hashed, "big")

    @property
    def sha256(self) -> str:
        """Give the hash of all rows, in hexadecimal."""
        return f"{self.total % _MODULUS:064x}"


def reader(dialect: str, kinds: Sequence[Kind]) -> Callable[[Iterable[Any]], Row]:
    """Give what turns a row of a database into the common form."""
    return _converter(_READ[dialect], kinds)


def writer(dialect: str, kinds: Sequence[Kind]) -> Callable[[Iterable[Any]], Row]:
    """Give what turns a row of the common form into what a database takes."""
    return _converter(_WRITE[dialect], kinds)


def _converter(
    table: dict[Kind, Convert], kinds: Sequence[Kind]
) -> Callable[[Iterable[Any]], Row]:
    converts = [table.get(kind) for kind in kinds]

    def convert(row: Iterable[Any]) -> Row:
        return tuple(
            value if value is None or change is None else change(value)
            for change, value in zip(converts, row, strict=True)
        )

    return convert


def _written_instant(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise ValueFormError(f"{text!r} is no instant") from error
    if moment.tzinfo is None:
        raise ValueFormError(f"the instant {text!r} has no time zone")
    return _instant(moment)


def _instant(moment: datetime) -> str:
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{utc.isoformat(timespec='microseconds')}Z"


def _unsigned_zero(number: float) -> float:
    """Give a number as SQLite stores it, which knows one zero."""
    return number + 0.0


def _without_nul(value: Any) -> Any:
    if isinstance(value, str) and "\0" in value:
        raise ValueFormError(
            f"{value[:40]!r} has a NUL character, which PostgreSQL cannot keep"
        )
    return value


_READ: dict[str, dict[Kind, Convert]] = {
    "sqlite": {Kind.INSTANT: _written_instant},
    "postgresql": {
        Kind.INSTANT: _instant,
        Kind.NUMBER: _unsigned_zero,
        Kind.TRUTH: int,
    },
}
_WRITE: dict[str, dict[Kind, Convert]] = {
    "sqlite": {},
    "postgresql": {
        Kind.PLAIN: _without_nul,
        Kind.JSON: _without_nul,
        Kind.TRUTH: bool,
    },
}

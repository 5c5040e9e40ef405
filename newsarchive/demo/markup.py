"""Fill the pieces of a theme: plain strings are escaped, markup is not."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from string import Template


class Markup(str):
    """A string that is HTML or XML already."""

    __slots__ = ()


class Theme:
    """The named pieces of markup of one theme, from data/NAME.toml."""

    def __init__(self, pieces: Mapping[str, str]) -> None:
        self._pieces = {name: Template(text.strip()) for name, text in pieces.items()}

    def fill(self, piece: str, **values: str | int) -> Markup:
        """Return a piece with its places filled; a place without a value is an error."""
        safe = {name: as_markup(value) for name, value in values.items()}
        return Markup(self._pieces[piece].substitute(safe))


def join(parts: Iterable[Markup], between: str = "\n") -> Markup:
    """Return markup strung together."""
    return Markup(between.join(parts))


@cache
def load_theme(name: str) -> Theme:
    """Return a bundled theme by its name."""
    text = files("newsarchive.demo").joinpath("data", f"{name}.toml").read_text("utf-8")
    return Theme(tomllib.loads(text))


def as_markup(value: str | int) -> Markup:
    """Return a plain value escaped, and markup as it is."""
    return value if isinstance(value, Markup) else Markup(escape(str(value)))

"""An invented outlet, its sections, and its articles with what is right of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from newsarchive.errors import ConfigurationError


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One name or agency in a byline, as an archive should keep it."""

    name: str | None = None
    role: str = "reporter"
    agency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The signature as printed, whom it names, and whether it is its own paragraph."""

    raw: str
    credits: tuple[Credit, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The dateline as printed, and what it says."""

    raw: str
    outlet: str | None = None
    org: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The day it happened, as printed and as it was."""

    raw: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A correction that the newsroom made between two visits."""

    day: int
    modified: datetime
    change: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One post; `paragraphs` is its body without dateline and byline.

    `day` is the first visit that meets it, `gone` the first that does not any more;
    `pages` are the paragraphs after which the newsroom breaks the page; `story` is the
    same for every telling of one event and `kind` says how near it is to the first;
    a `classic` post has line breaks where others have paragraphs.
    """

    number: int
    slug: str
    title: str
    published: datetime
    modified: datetime
    sections: tuple[str, ...]
    tags: tuple[str, ...]
    author: str
    paragraphs: tuple[str, ...]
    caption: str | None = None
    story: str | None = None
    kind: str = "original"
    copy_of: str | None = None
    dateline: Dateline | None = None
    byline: Byline | None = None
    event: Event | None = None
    pages: tuple[int, ...] = ()
    password: bool = False
    classic: bool = False
    day: int = 1
    gone: int | None = None
    edit: Edit | None = None
    note: str | None = None

    def printed(self) -> tuple[str, ...]:
        """Return the paragraphs as a reader sees them, dateline and byline inside."""
        lines = list(self.paragraphs)
        if self.dateline is not None:
            lines[0] = f"{self.dateline.raw} {lines[0]}"
        if self.byline is None:
            return tuple(lines)
        if self.byline.apart:
            return (*lines, self.byline.raw)
        return (*lines[:-1], f"{lines[-1]} {self.byline.raw}")

    def parts(self) -> tuple[tuple[str, ...], ...]:
        """Return the printed paragraphs of each page of the post."""
        lines = self.printed()
        cuts = (0, *self.pages, len(lines))
        return tuple(lines[start:end] for start, end in pairwise(cuts))

    def on(self, day: int) -> "Article":
        """Return the article as it stands on a day, edited or not yet."""
        if self.edit is None or day < self.edit.day:
            return self
        return replace(
            self,
            modified=self.edit.modified,
            paragraphs=reword(self.paragraphs, self.edit.change),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One category; `kept` ones are what the archive collects, children included."""

    number: int
    slug: str
    name: str
    parent: str | None
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One invented newsroom: its manners and everything it will ever publish."""

    name: str
    tagline: str
    theme: str
    permalink: str
    rest: bool
    feed_content: bool
    sections: tuple[Section, ...]
    articles: tuple[Article, ...]

    def section(self, slug: str) -> Section | None:
        """Return the section of that slug, or None."""
        return next((item for item in self.sections if item.slug == slug), None)


def reword(
    paragraphs: tuple[str, ...], change: Iterable[tuple[str, str]]
) -> tuple[str, ...]:
    """Return paragraphs with each old wording replaced; a wording not there is loud."""
    text = "\n\n".join(paragraphs)
    for old, new in change:
        if old not in text:
            raise ConfigurationError(f"sample newsroom: nothing to reword: {old!r}")
        text = text.replace(old, new)
    return tuple(text.split("\n\n"))

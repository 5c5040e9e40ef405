"""One newsroom's site on one day at one address: what is there, and where."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from newsarchive.demo.articles import Article, Outlet, Section

PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of posts, newest first, at a path of its own."""

    path: str
    title: str
    articles: tuple[Article, ...]
    section: Section | None = None

    @property
    def last_page(self) -> int:
        """The number of the last page of the list."""
        return max(1, -(-len(self.articles) // PER_PAGE))

    def page(self, number: int) -> tuple[Article, ...]:
        """Return the posts of one page of the list."""
        return self.articles[(number - 1) * PER_PAGE : number * PER_PAGE]


@dataclass(frozen=True, slots=True)
class Site:
    """An outlet as it stands on a day; `base` is its address without a last slash."""

    outlet: Outlet
    base: str
    day: int

    def articles(self) -> tuple[Article, ...]:
        """Return what is published on this day, newest first."""
        there = (
            article.on(self.day)
            for article in self.outlet.articles
            if article.day <= self.day and not self.is_gone(article)
        )
        return tuple(sorted(there, key=lambda item: item.published, reverse=True))

    def is_gone(self, article: Article) -> bool:
        """Whether the newsroom has taken the article down by this day."""
        return article.gone is not None and article.gone <= self.day

    def is_kept(self, article: Article) -> bool:
        """Whether one of the article's sections is the one an archive collects."""
        return any(section.kept for section in self.sections_of(article))

    def sections_of(self, article: Article) -> tuple[Section, ...]:
        """Return the article's sections in the outlet's order."""
        return tuple(
            item for item in self.outlet.sections if item.slug in article.sections
        )

    def path_of(self, article: Article) -> str:
        """Return the article's permalink path."""
        return self.outlet.permalink.format(
            slug=article.slug,
            year=f"{article.published:%Y}",
            month=f"{article.published:%m}",
            day=f"{article.published:%d}",
        )

    def address_of(self, article: Article) -> str:
        """Return the article's permalink."""
        return self.base + self.path_of(article)

    def address_of_section(self, section: Section) -> str:
        """Return the address of a section's own page."""
        return self.base + _section_path(section)

    def collected(self) -> Section:
        """Return the section an archive collects."""
        return next(item for item in self.outlet.sections if item.kept)

    def changed_at(self) -> datetime:
        """Return when the site last changed, which a removal does not count as."""
        return max(article.modified for article in self.articles())

    def listing(self, path: str) -> Listing | None:
        """Return the list that stands at a path, or None."""
        if path == "/":
            return Listing("/", self.outlet.name, self.articles())
        kind, slug = _split_list_path(path)
        if kind == "category":
            return self._section_listing(slug)
        found = tuple(a for a in self.articles() if slug in _labels(kind, a))
        return Listing(path, slug, found) if found else None

    def _section_listing(self, slug: str) -> Listing | None:
        section = self.outlet.section(slug)
        if section is None:
            return None
        within = {
            item.slug
            for item in self.outlet.sections
            if slug in {item.slug, item.parent}
        }
        found = tuple(a for a in self.articles() if within & set(a.sections))
        return Listing(_section_path(section), section.name, found, section)


def slug_of(name: str) -> str:
    """Return the slug of a tag or an author."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _section_path(section: Section) -> str:
    above = f"{section.parent}/" if section.parent else ""
    return f"/category/{above}{section.slug}/"


def _split_list_path(path: str) -> tuple[str, str]:
    kind, _, rest = path.strip("/").partition("/")
    return kind, rest.rpartition("/")[2]


def _labels(kind: str, article: Article) -> set[str]:
    names: Iterable[str] = ()
    if kind == "tag":
        names = article.tags
    if kind == "author":
        names = (article.author,)
    return {slug_of(name) for name in names}

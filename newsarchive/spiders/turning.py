"""Turning the pages of a list: until one adds nothing, and never without end."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from newsarchive.spiders.walk import Walk

# More pages than any section has that is read from its first page.
MOST_PAGES = 3_000


@dataclass
class Turning:
    """Counts the pages of one list; `patience` is how many in a row may add nothing.

    A link of a kind that has brought nothing yet, again and again, adds nothing.
    """

    walk: Walk
    url: str
    patience: int = 1
    most: int | None = None
    seen: set[str] = field(default_factory=set)
    last: set[str] = field(default_factory=set)
    pages: int = 0
    barren: int = 0

    def goes_on(self, links: Iterable[str]) -> bool:
        """Whether to read on behind a page with these links."""
        found = {link for link in links if not self.walk.is_spent(link)}
        self.pages += 1
        # The very page again is what a list shows behind its end: it counts twice.
        self.barren += 2 if found and found == self.last else 1
        self.barren = 0 if found - self.seen else self.barren
        self.last = found
        self.seen |= found
        if self.pages >= (self.most or MOST_PAGES):
            self.walk.remarks.append(
                f"{self.url}: left after {self.pages} pages; a list without end is none"
            )
            return False
        return self.barren < self.patience

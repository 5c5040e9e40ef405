"""How much a crawl spends on addresses of one shape that bring no article: decided here.

A calendar, session numbers in addresses, a query whose parts change places: each makes
addresses without end, and each address alone looks like an article's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from newsarchive.text.shapes import beginning_of, is_endless, shape_of

# So many addresses of a shape may bring nothing, and some more for each that did.
BARREN = 20
BARREN_PER_ARTICLE = 5
# A shape that is spent is looked at again by so many addresses a run.
PROBES = 2
# What an answer says that is no article, and never was going to be one.
NO_FRUIT = frozenset(
    {"empty", "list", "not-article", "not-found", "not-html", "search"}
)

# Gives addresses that begin alike, each with whether it brought an article.
History = Callable[[str], Iterable[tuple[str, bool]]]


@dataclass
class Spent:
    """What addresses of one shape brought, and how many were probes."""

    barren: int = 0
    fruitful: int = 0
    probes: int = 0

    @property
    def is_over(self) -> bool:
        """Whether the shape has had its share."""
        return self.barren >= BARREN + BARREN_PER_ARTICLE * self.fruitful


@dataclass
class Budget:
    """One run's account of shapes; `history` tells what earlier runs met."""

    history: History
    shapes: dict[str, Spent] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def refuses(self, url: str) -> str | None:
        """Say why an address is not worth asking, if it is not."""
        if is_endless(url):
            return "its folders repeat, or it is longer than any article's"
        shape = shape_of(url)
        spent = self._spent(shape)
        if not spent.is_over:
            return None
        spent.probes += 1
        if spent.probes <= PROBES:
            return None
        return f"{spent.barren} addresses like {shape} brought no article"

    def is_spent(self, url: str) -> bool:
        """Whether an address is of a kind that had its share."""
        return is_endless(url) or self._spent(shape_of(url)).is_over

    def tell(self, url: str, words: str | None) -> None:
        """Note what an address brought: an article's words, or nothing.

        Words that another address brought before are nothing new.
        """
        spent = self._spent(shape_of(url))
        number = hash(words)
        if words is None or number in self.seen:
            spent.barren += 1
        else:
            spent.fruitful += 1
            self.seen.add(number)

    def _spent(self, shape: str) -> Spent:
        if shape not in self.shapes:
            self.shapes[shape] = self._remembered(shape)
        return self.shapes[shape]

    def _remembered(self, shape: str) -> Spent:
        """Begin with what earlier runs met."""
        spent = Spent()
        for url, is_article in self.history(beginning_of(shape)):
            if shape_of(url) == shape:
                spent.fruitful += is_article
                spent.barren += not is_article
        return spent

"""The sample newsroom: two invented outlets served on loopback by this process."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from newsarchive.demo.articles import Article
from newsarchive.demo.contents import load_outlets
from newsarchive.demo.serving import OutletServer
from newsarchive.demo.site import Site


@dataclass(frozen=True, slots=True)
class Truth:
    """What a correct archive makes of one address of the newsroom.

    `expect` is archive, protected, other-section or gone; everything else is in the
    article, whose `paragraphs` are the right body.
    """

    outlet: str
    url: str
    expect: str
    article: Article


class Newsroom:
    """Both outlets, on free ports while the `with` block runs; `day` is the visit."""

    def __init__(self, day: int = 1) -> None:
        self._day = day
        self._servers: tuple[OutletServer, ...] = ()

    def __enter__(self) -> Self:
        self._servers = tuple(
            OutletServer(outlet, self._day) for outlet in load_outlets()
        )
        for server in self._servers:
            server.start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.stop()

    @property
    def sections(self) -> dict[str, str]:
        """The address of the section to collect, by outlet."""
        sites = [server.site for server in self._servers]
        return {
            site.outlet.name: site.address_of_section(site.collected())
            for site in sites
        }

    @property
    def addresses(self) -> list[str]:
        """The host and port of each outlet."""
        return [server.address for server in self._servers]

    @property
    def requests(self) -> Counter[str]:
        """How many requests each outlet has answered."""
        return Counter(
            {server.site.outlet.name: server.answered for server in self._servers}
        )

    def advance(self) -> None:
        """Let a day pass: new articles, an edit, a removal."""
        self._day += 1
        for server in self._servers:
            server.visit(self._day)

    def truth(self) -> list[Truth]:
        """Return what is right of every address that there was up to this day."""
        return [row for server in self._servers for row in truth_of(server.site)]


def truth_of(site: Site) -> Iterator[Truth]:
    """Yield what is right of every address of a site up to its day."""
    for article in site.outlet.articles:
        if article.day <= site.day:
            yield Truth(
                site.outlet.name,
                site.address_of(article),
                _expect(site, article),
                article.on(site.day),
            )


def _expect(site: Site, article: Article) -> str:
    if not site.is_kept(article):
        return "other-section"
    if article.password:
        return "protected"
    return "gone" if site.is_gone(article) else "archive"

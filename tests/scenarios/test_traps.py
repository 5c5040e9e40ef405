"""Lists and addresses without end: bounded, told, and nothing of the rest is lost."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.command import ask, crawl, last_run, records
from tests.loopback import Answer, Site, article, listing
from tests.scenarios.crawls import section
from tests.test_crawl import BODY, SECTION

pytestmark = pytest.mark.slow
# What one trap may cost over all runs.
MOST = 50
GOOD = 12
Page = Callable[[Site, str], str]


def calendar(site: Site, path: str) -> str:
    """Each month leads to the next, and looks like an article's address."""
    year, month = map(int, re.findall(r"\d+", path)[:2] or (2023, 10))
    ahead = [(year + (month + n) // 12, (month + n) % 12 + 1) for n in range(12)]
    links = [
        (f"/agenda/{y}/{m:02}/", f"Agenda Kegiatan Bulan {m} {y}") for y, m in ahead
    ]
    return str(listing(site, links).body)


numbers = itertools.count(1)


def fresh(site: Site, kind: str) -> str:
    """Links that are others at each look: numbers of sessions, of nothing."""
    links = [
        (kind.format(next(numbers)), "Berita Pilihan Redaksi Hari Ini")
        for _ in range(40)
    ]
    return str(listing(site, links).body)


class Trapped(Site):
    """A site of some articles, whose list shows a trap beside them."""

    trap: Page
    first: str
    endless: bool = False

    def answer(self, path: str, _: dict[str, str]) -> Answer:
        self.asked.append(path)
        parts = urlsplit(path)
        if parts.path.startswith("/berita-ke-"):
            return self.routes.get(parts.path, Answer("", 404))  # type: ignore[return-value]
        if parts.path == "/robots.txt":
            return Answer("", 404)
        if parts.path == SECTION:
            page = int(parse_qs(parts.query).get("page", ["1"])[0])
            return self.section(page)
        return Answer(self.trap(self, path))

    def section(self, page: int) -> Answer:
        good = [
            (f"/berita-ke-{n}/", f"Berita ke-{n} dari Sekadau") for n in range(GOOD)
        ]
        shown = str(listing(self, good, f"{SECTION}?page={page + 1}").body)
        trap = re.search(
            r"<article.*</article>", self.trap(self, self.first), re.DOTALL
        )
        return Answer(
            shown.replace(
                '<nav class="pagination">',
                f'{trap[0] if trap else ""}<nav class="pagination">',
            )
        )


TRAPS: dict[str, tuple[Page, str]] = {
    "calendar": (calendar, "/agenda/2023/10/"),
    "sessions": (lambda s, _: fresh(s, "/pilihan/?sesi={}"), "/pilihan/"),
    "numbers": (lambda s, _: fresh(s, "/acak/berita-{}/"), "/acak/"),
    "queries": (lambda s, _: fresh(s, "/urut/?a={}&b=2"), "/urut/"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_costs_little_and_takes_nothing(
    name: str, site: Site, tmp_path: Path
) -> None:
    trapped = Trapped(base=site.base)
    trapped.trap, trapped.first = TRAPS[name]
    site.answer = trapped.answer  # type: ignore[method-assign,assignment]
    for n in range(GOOD):
        path = f"/berita-ke-{n}/"
        trapped.routes[path] = article(trapped, path, title=f"Berita ke-{n}", body=BODY.replace("Lama", f"Lama {n}"))  # fmt: skip
    for _ in range(2):
        done = crawl(section(site), folder=tmp_path)
        assert "Traceback" not in done.stderr
    caught = [
        path
        for path in trapped.asked
        if not path.startswith(("/berita-ke-", SECTION, "/robots.txt"))
        and not re.search(r"sitemap|feed", path)
    ]
    assert len(caught) <= MOST, caught
    assert sum(path.startswith(SECTION) for path in trapped.asked) <= 2 * 40
    assert len(records(tmp_path)) == GOOD
    if name != "calendar":  # which has no more than some months
        assert '"trap":' in ask("runs", "--json", folder=tmp_path).stdout
    assert last_run(tmp_path)["failed"] == 0

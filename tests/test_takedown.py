"""A takedown holds: in every output, after crawls, replays and an archive built anew."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsarchive.archive.api import Archive
from newsarchive.errors import ArchiveError
from newsarchive.takedown import bring_in, decisions_file
from tests.command import ask, crawl
from tests.loopback import Site, article, listing, serving
from tests.test_crawl import BODY, OTHER_BODY, SECTION

TOKEN = "bungaharum"
SECRET = BODY.replace("patroli malam", f"patroli {TOKEN}")
TITLE = f"Patroli {TOKEN} di Pasar"


@dataclass(frozen=True)
class Home:
    folder: Path
    site: Site

    def run(self, *arguments: str, code: int = 0) -> str:
        done = ask(*arguments, folder=self.folder)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), done
        return done.stdout if code == 0 else done.stderr

    def crawl(self, *extra: str) -> None:
        done = crawl(
            self.site.base + SECTION,
            *extra,
            folder=self.folder,
            NEWSARCHIVE_CAPTURE="all",
        )
        assert done.returncode == 0, done

    @property
    def secret(self) -> str:
        return f"{self.site.base}/{TOKEN}/"

    def outputs(self) -> dict[str, str]:
        """What every command that shows articles says."""
        file = self.folder / "out.jsonl"
        told = {
            "search": self.run("search", "patroli", "--json"),
            "newest": self.run("search"),
            "topics": self.run("topics"),
            "people": self.run("people", "list"),
            "runs": self.run("runs", "--json"),
            "suppressions": self.run("suppressions", "--all"),
        }
        for profile in ("full", "excerpt", "metadata"):
            self.run("export", "--profile", profile, "--output", str(file))
            told[profile] = file.read_text()
        for command in ("show", "history", "captures", "story"):
            told[command] = self.run(command, self.secret, code=2).replace(
                self.secret, ""
            )
        told["why"] = self.run("why", self.secret, "title", code=2).replace(
            self.secret, ""
        )
        return told

    def files(self) -> dict[str, bytes]:
        """What every file holds, unpacked."""
        return {
            path.name: gzip.decompress(content) if path.suffix == ".gz" else content
            for path in self.folder.rglob("*")
            if path.is_file()
            for content in [path.read_bytes()]
        }


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """Two articles, one with a token in each of its texts and its address."""
    with serving(Site()) as site:
        for path, title, body in (
            (f"/{TOKEN}/", TITLE, SECRET),
            ("/padat/", "Dua Perahu Bertabrakan", OTHER_BODY),
        ):
            site.routes[path] = article(site, path, title=title, body=body)
        told = [(f"/{TOKEN}/", TITLE), ("/padat/", "Dua Perahu")]
        site.routes[SECTION] = listing(site, told)
        made = Home(tmp_path, site)
        made.crawl()
        yield made


def test_suppressed_from_everybody(home: Home) -> None:
    said = home.run("suppress", home.secret, "--reason", "victim", "--scope", "all")
    assert "1 articles kept from everybody, reason victim" in said
    asked = len(home.site.asked)
    home.crawl()
    home.crawl("--recheck", "9999d")
    assert f"/{TOKEN}/" not in home.site.asked[asked:]
    home.run("replay")
    for name, told in home.outputs().items():
        assert TOKEN not in told, name
    withheld = home.run("show", home.secret, code=2)
    assert "is withheld since 20" in withheld
    assert "(reason victim)" in withheld


def test_the_captures_do_not_bring_it_back(home: Home) -> None:
    home.run("suppress", home.secret, "--reason", "legal", "--scope", "all")
    (home.folder / "archive.db").unlink()
    assert "1 rejected" in home.run("replay")
    assert TOKEN not in home.run("search", "--json")
    assert "Dua Perahu" in home.run("search", "--json")


def test_erased(home: Home) -> None:
    said = home.run("suppress", home.secret, "--reason", "minor", "--erase", "--yes")
    assert "their words and 1 captures are destroyed" in said
    for name, content in home.files().items():
        assert TOKEN.encode() not in content, name
    home.run("replay")
    told = json.loads(home.run("suppressions", "--json"))
    assert [(one["reason"], one["scope"], one["erase"]) for one in told] == [
        ("minor", "all", True)
    ]
    assert "Dua Perahu" in home.run("search", "--json")
    assert "destroyed" in home.run("suppressions")
    # Another address of it comes up: refused, and what was captured is erased at once.
    other = article(home.site, "/lain/", title=TITLE, body=SECRET)
    home.site.routes["/lain/"] = other
    home.site.routes[SECTION] = listing(home.site, [("/lain/", "Lain")])
    crawl(home.site.base + SECTION, folder=home.folder)
    assert "/lain/" in home.site.asked
    for name, content in home.files().items():
        assert TOKEN.encode() not in content, name
    assert "Dua Perahu" in home.run("search", "--json")


@pytest.mark.parametrize("erase", [False, True])
def test_an_older_backup_does_not_bring_it_back(home: Home, erase: bool) -> None:
    backup = home.folder / "dulu.db"
    home.run("db", "backup", str(backup))
    how = ["--erase", "--yes"] if erase else ["--scope", "all"]
    home.run("suppress", home.secret, "--reason", "victim", *how)
    home.run("db", "restore", str(backup), "--replace")
    for name, told in home.outputs().items():
        assert TOKEN not in told, name
    assert "BROKEN" not in home.run("verify")
    in_database = TOKEN.encode() in (home.folder / "archive.db").read_bytes()
    assert in_database is not erase


def test_all_checks_hold_after_an_erasure(home: Home) -> None:
    home.run("suppress", home.secret, "--reason", "minor", "--erase", "--yes")
    assert "BROKEN" not in home.run("verify")


def test_erased_in_a_store_that_machines_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSARCHIVE_CAPTURES", f"file://{tmp_path / 'shared'}")
    with serving(Site()) as site:
        site.routes[f"/{TOKEN}/"] = article(
            site, f"/{TOKEN}/", title=TITLE, body=SECRET
        )
        site.routes[SECTION] = listing(site, [(f"/{TOKEN}/", TITLE)])
        home = Home(tmp_path, site)
        home.crawl()
        assert "BROKEN" not in home.run("verify")
        home.run("suppress", home.secret, "--reason", "minor", "--erase", "--yes")
        for name, content in home.files().items():
            assert TOKEN.encode() not in content, name
        assert "BROKEN" not in home.run("verify")


def test_taken_back(home: Home) -> None:
    home.run("suppress", home.secret, "--reason", "request", "--scope", "all")
    assert "needs a reason: --why" in home.run(
        "suppress", home.secret, "--lift", code=2
    )
    said = home.run("suppress", home.secret, "--lift", "--why", "keliru")
    assert "may be shown again" in said
    assert TOKEN in home.run("search", "--json")
    assert home.run("suppressions") == "nothing is suppressed\n"
    assert "keliru" in home.run("suppressions", "--all")
    refused = home.run("suppress", home.secret, "--lift", "--why", "x", code=2)
    assert "nothing that is suppressed is called" in refused


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x"], "say why by --reason"),
        (["x", "--reason", "legal", "--lift"], "say why by --reason"),
        (["x", "--reason", "bosan"], "bosan"),
        (["x", "--reason", "legal"], "no story, no article and no address"),
        (["x", "--reason", "legal", "--erase"], "--erase needs a yes"),
    ],
)
def test_what_is_refused_changes_nothing(
    home: Home, arguments: list[str], said: str
) -> None:
    assert said in home.run("suppress", *arguments, code=2)
    assert home.run("suppressions") == "nothing is suppressed\n"
    assert not decisions_file(home.folder).exists()


def test_an_archive_is_not_made_by_suppressing(tmp_path: Path) -> None:
    done = ask("suppress", "x", "--reason", "legal", folder=tmp_path)
    assert done.returncode == 4
    assert "there is no archive" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_decisions_that_cannot_be_read(tmp_path: Path) -> None:
    decisions_file(tmp_path).write_text("{")
    with (
        Archive.open(f"sqlite:///{tmp_path / 'archive.db'}") as archive,
        pytest.raises(ArchiveError, match="cannot be read"),
    ):
        bring_in(archive, tmp_path)


def test_decisions_that_cannot_be_kept(home: Home) -> None:
    decisions_file(home.folder).with_suffix(".part").mkdir()
    said = home.run("suppress", home.secret, "--reason", "legal", code=4)
    assert "the suppression stands, but cannot be kept" in said
    assert len(json.loads(home.run("suppressions", "--json"))) == 1

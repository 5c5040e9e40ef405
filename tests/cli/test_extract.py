"""newsarchive extract: what the archive would make of a saved page."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.loopback import Site, article

URL = "https://beritanasional.id/patroli-malam/"
BODY = (
    "BeritaNasional.ID, SEKADAU KALBAR – Polsek Sekadau Hilir berpatroli di Pasar Lama, "
    "Jumat (20/10/2023), untuk mencegah pencurian sepeda motor.\n\nWarga menyambut baik "
    "kehadiran petugas dan berharap patroli serupa dilakukan setiap malam. (Aji/BERNAS)"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    site = Site("https://beritanasional.id")
    file = tmp_path / "page.html"
    answer = article(site, "/patroli-malam/", title="Patroli Malam", body=BODY)
    file.write_text(str(answer.body), "utf-8")
    return file


@pytest.mark.parametrize("outlet", [[], ["--outlet", "beritanasional"]])
def test_every_field_with_its_origin(
    newsarchive: Command, page: Path, outlet: list[str]
) -> None:
    done = newsarchive("extract", str(page), "--url", URL, *outlet)
    assert done.code == 0, done.err
    for words in ("Patroli Malam", "2023-10-20T09:14:07+07:00", "Sekadau", "BERNAS"):
        assert words in done.out


def test_as_json(newsarchive: Command, page: Path) -> None:
    done = newsarchive("extract", str(page), "--url", URL, "--json")
    told = json.dumps(json.loads(done.out))
    assert "article:published_time" in told
    assert "61.09" in told


def test_a_page_from_stdin(newsarchive: Command, page: Path) -> None:
    done = newsarchive("extract", "-", "--url", URL, stdin=page.read_bytes())
    assert done.code == 0
    assert "Patroli Malam" in done.out


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_what_is_no_article_says_why(
    newsarchive: Command, tmp_path: Path, as_json: list[str]
) -> None:
    file = tmp_path / "list.html"
    file.write_text("<html><body class='error404'><h1>404</h1></body></html>")
    done = newsarchive("extract", str(file), "--url", URL, *as_json)
    assert done.code == 3
    assert "not-found" in done.err + done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nofile.html", "--url", URL], "nofile.html"),
        (["-", "--url", "patroli"], "no"),
        (["-", "--url", URL, "--outlet", "tidakada"], "tidakada"),
    ],
)
def test_wrong_use(newsarchive: Command, arguments: list[str], words: str) -> None:
    done = newsarchive("extract", *arguments)
    assert done.code == 2
    assert words in done.err

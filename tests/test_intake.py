"""Articles of known outlets out of WARC files, by the command as a user types it."""

import json
from pathlib import Path

import pytest

from newsarchive.archive.api import holding
from tests.command import last_run, newsarchive, records
from tests.warc import Record, write

SAMPLES = Path(__file__).parent / "samples"
PNG = {"Content-Type": "image/png"}


def sample(outlet: str, *, url: str | None = None, **changed: str) -> Record:
    """An outlet's saved page as somebody else's crawler captured it."""
    folder = SAMPLES / outlet
    told = json.loads((folder / "expected.json").read_text("utf-8"))
    body = (folder / "article.html").read_text("utf-8")
    for old, new in changed.items():
        body = body.replace(old, new)
    return Record(url or told["url"], body)


def title(outlet: str) -> str:
    told = json.loads((SAMPLES / outlet / "expected.json").read_text("utf-8"))
    found: str = told["article"]["title"]
    return found


def take(folder: Path, *files: Path) -> tuple[int, str, str]:
    done = newsarchive("crawl", "--warc", *map(str, files), folder=folder)
    return done.returncode, done.stdout, done.stderr


def test_known_outlets_articles_are_taken(tmp_path: Path) -> None:
    file = write(
        tmp_path / "news.warc.gz",
        sample("beritanasional"),
        Record("https://www.nytimes.com/2025/11/02/world/a.html"),
        Record("https://beritanasional.id/logo.png", b"\x89PNG", headers=PNG),
        Record("https://beritanasional.id/category/nasional/"),
        Record("https://beritanasional.id/tidak-ada-lagi/", status="404 Not Found"),
        sample("kompas"),
        sample("kompas"),
        sample("borneotribun"),
    )
    code, out, err = take(tmp_path, file)
    assert (code, err) == (0, "")
    assert (
        "beritanasional: done by warc: 1 new, 1 rejected (1 captured as HTTP 404)"
        in out
    )
    assert "kompas: done by warc: 1 new" in out
    assert "1 of unknown hosts" in out
    assert "1 not HTML pages" in out
    assert "1 not at article addresses" in out
    assert "1 known already" in out
    found = {record["source"]: record for record in records(tmp_path)}
    assert set(found) == {"beritanasional", "borneotribun", "kompas"}
    assert found["kompas"]["title"] == title("kompas")
    assert found["kompas"]["first_seen_at"].startswith("2025-11-02T")


def test_an_outlet_that_another_run_has_is_left_alone(tmp_path: Path) -> None:
    file = write(
        tmp_path / "news.warc.gz", sample("beritanasional"), sample("borneotribun")
    )
    address = f"sqlite:///{tmp_path / 'archive.db'}"
    with holding(address, "beritanasional"):
        code, out, err = take(tmp_path, file)
    assert (code, err.count("beritanasional: process")) == (3, 1)
    assert "1 of outlets that another run has" in out
    assert "borneotribun: incomplete by warc: 1 new" in out
    code, out, err = take(tmp_path, file)
    assert (code, err) == (0, "")
    assert len(records(tmp_path)) == 2


def test_other_regions_news_is_left_out(tmp_path: Path) -> None:
    """A file has all of a site's sections, not the region's alone."""
    page = (
        '<html><head><link rel="canonical" href="{0}"><meta property="og:type" '
        'content="article"><meta property="article:published_time" '
        'content="2025-10-01T08:00:00+08:00"></head><body class="single single-post">'
        '<h1 class="entry-title">Polda Kaltim Gelar Razia</h1><div class="entry-content">'
        "<p>SAMARINDA - Razia digelar di tiga simpang jalan utama kota semalam.</p>"
        "<p>Puluhan pengendara ditilang karena tidak membawa surat.</p></div></body></html>"
    )
    own = "https://beritanasional.id/polda-kaltim-gelar-razia/"
    nation = "https://regional.kompas.com/read/2025/10/01/080000178/polda-kaltim"
    whole = "https://www.borneotribun.com/2025/10/polda-kaltim-gelar-razia.html"
    file = write(
        tmp_path / "news.warc.gz",
        *[Record(url, page.format(url)) for url in (own, nation, whole)],
    )
    code, out, _ = take(tmp_path, file)
    assert code == 0
    assert out.count("1 rejected (1 out-of-region)") == 2
    assert [record["source"] for record in records(tmp_path)] == ["borneotribun"]


def test_what_is_stored_is_not_overwritten_by_an_old_capture(tmp_path: Path) -> None:
    first = write(tmp_path / "1.warc.gz", sample("beritanasional"))
    assert take(tmp_path, first)[0] == 0
    edited = sample("beritanasional", Polsek="Kantor")
    second = write(tmp_path / "2.warc.gz", edited)
    code, out, _ = take(tmp_path, second)
    assert (code, "1 known already" in out) == (0, True)
    assert records(tmp_path)[0]["versions"] == 1


def test_an_article_on_several_pages_is_left_to_a_crawl(tmp_path: Path) -> None:
    links = (
        '<div class="page-links"><a href="{0}2/" class="post-page-numbers">2</a></div>'
    )
    url = sample("beritanasional").url
    marked = sample(
        "beritanasional",
        **{
            '<div class="toggle-post-content': links.format(url)
            + '<div class="toggle-post-content'
        },
    )
    code, out, _ = take(tmp_path, write(tmp_path / "1.warc.gz", marked))
    assert (code, "1 on several pages, left to a crawl" in out) == (0, True)


def test_a_file_that_breaks_off(tmp_path: Path) -> None:
    whole = write(tmp_path / "1.warc.gz", sample("beritanasional"), sample("kompas"))
    whole.write_bytes(whole.read_bytes()[:-300])
    other = write(tmp_path / "2.warc.gz", sample("borneotribun"))
    code, out, err = take(tmp_path, whole, other)
    assert code == 3
    assert "breaks off in record" in err
    # What came before the break is kept, and the other file is read.
    found = {record["source"] for record in records(tmp_path)}
    assert found == {"beritanasional", "borneotribun"}
    assert last_run(tmp_path)["outcome"] == "incomplete"
    assert "beritanasional: incomplete" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--warc", "tiada.warc.gz"), "No such file"),
        (("--warc", "a.txt"), "is no WARC file"),
        (("--warc", "a.txt", "tiada.warc.gz"), "is no WARC file"),
        (("--url", "https://detik.com/x/", "--warc", "a.txt"), "not several"),
        (("detik", "--url", "https://detik.com/x/"), "not several"),
        (("detik", "--name", "x"), "--name names the source of exactly one --url"),
    ],
)
def test_wrong_use(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    (tmp_path / "a.txt").write_text("bukan")
    done = newsarchive("crawl", *arguments, folder=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr

"""make sample: an outlet's pages, saved for review."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import sample
from tests.loopback import Answer, Site, article, listing, serving

ROOT = Path(__file__).parents[1]
BODY = """KABAR UJI, SEKADAU – Anggota Polsek Sekadau Hilir menggelar patroli malam di pasar.

Warga menyambut baik kehadiran petugas dan berharap patroli diulang. (Aji/UJI)"""
# The registry is the real one; this run's has one more outlet, on loopback.
SCRIPT = """
import sys
from newsarchive.source import Source
from newsarchive.spiders.base import NewsSpider
from tests import sample

host, path, folder = sys.argv[1:]
class Outlet(NewsSpider):
    name = "kabaruji"
    source = Source(title="Kabar Uji", domain=host, sections=(f"http://{host}/kalbar/",))
sample.spiders = lambda: {"kabaruji": Outlet}
sys.exit(sample.main(["kabaruji", f"http://{host}{path}", "--folder", folder,
    "-s", f"NEWSARCHIVE_ALLOWED_ADDRESSES={host}", "-s", "DOWNLOAD_DELAY=0"]))
"""


def run(site: Site, path: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, site.address, path, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=ROOT,
    )


def test_pages_are_saved_with_what_was_found(tmp_path: Path) -> None:
    with serving(Site()) as site:
        feed = f"{site.base}/kalbar/feed/"
        page = listing(site, [(f"/berita-ke-{i}/", f"berita {i}") for i in range(3)])
        link = f'<link rel="alternate" type="application/rss+xml" href="{feed}">'
        html = str(page.body).replace("</head>", f"{link}</head>")
        site.routes["/kalbar/"] = Answer(html)
        site.routes["/kalbar/feed/"] = Answer(
            f"<rss><channel><item><link>{site.base}/berita-ke-1/</link></item></channel></rss>"
        )
        site.routes["/berita-ke-1/"] = article(
            site, "/berita-ke-1/", title="Patroli Malam", body=BODY
        )
        done = run(site, "/berita-ke-1/", tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        saved = json.loads((tmp_path / "kabaruji" / "expected.json").read_text("utf-8"))
        assert saved["article"]["title"] == "Patroli Malam"
        assert saved["article"]["byline"]["credits"][0]["name"] == "Aji"
        assert len(saved["listing"]) == 3
        assert saved["feed"] == [f"{site.base}/berita-ke-1/"]
        assert {path.name for path in (tmp_path / "kabaruji").iterdir()} == {
            *("article.html", "expected.json", "feed.xml", "listing.html")
        }
        again = run(site, "/berita-ke-1/", tmp_path)
        assert again.returncode == 1
        assert "FORCE=1 overwrites it" in again.stderr
        other = run(site, "/kalbar/", tmp_path / "b")
        assert "is no article: list" in other.stderr
        gone = run(site, "/tiada/", tmp_path / "b")
        assert f"{site.base}/tiada/: answers 404" in gone.stderr
        assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    ("outlet", "url", "words"),
    [
        ("kompass", "https://kompas.com/", "no outlet 'kompass': kompas"),
        ("xyzzy", "https://kompas.com/", "see `scrapy list`"),
        ("kompas", "https://kompas.com/", "is there already"),
    ],
)
def test_wrong_use(outlet: str, url: str, words: str) -> None:
    assert words in (sample.main([outlet, url]) or "")


def test_another_outlets_page(tmp_path: Path) -> None:
    arguments = ["kompas", "https://detik.com/x", "--folder", str(tmp_path)]
    assert "is not on kompas.com" in (sample.main(arguments) or "")

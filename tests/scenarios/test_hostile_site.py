"""A site that wants to fill, stall, mislead and use the crawler: two visits to it."""

import gzip
import re
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category

import brotli
import pytest

from tests.command import crawl_arguments, environment, records
from tests.loopback import Answer, Site, article, listing, serving
from tests.scenarios.crawls import require_sound, section
from tests.test_crawl import BODY, SECTION, fill

pytestmark = pytest.mark.slow
MOST_KILOBYTES = 512 * 1024
GOOD = 12
BOMB = 300 * 2**20
FORBIDDEN = "/rahasia/catatan/"
# What is printed so is an article all the same; of what it says too much is dropped.
ODD = {
    "/tanggal-jauh/": {"published": "9999-12-31T23:59:59Z"},
    "/tanggal-nol/": {"published": "0000-00-00T00:00:00Z"},
    "/tanda-aneh/": {"title": "Patroli \x1b[31m\x9bmalam &#xd800;\u202edi pasar"},
    "/kurung/": {"body": f"{BODY}\n\n{'(' * 20_000}{'a/' * 10_000}"},
    "/spasi/": {"body": f"{BODY}\n\n{' ' * 200_000}x"},
    "/skrip/": {"body": f"{BODY}\n\n<script>alert('x')</script>=cmd|' /C calc'!A0"},
}


def stream(chunk: bytes, times: int, packer: "zlib._Compress") -> bytes:
    """Pack far more than is ever held at once."""
    packed = b"".join(packer.compress(chunk) for _ in range(times))
    return packed + packer.flush()


def bombs() -> dict[str, Answer]:
    megabyte = b"\0" * 2**20
    times = BOMB // len(megabyte)
    gz = stream(megabyte, times, zlib.compressobj(1, zlib.DEFLATED, 31))
    twice = gzip.compress(gz)
    br = brotli.compress(b"\0" * BOMB, quality=1)
    return {
        "/bom-gzip/": Answer(gz, headers={"Content-Encoding": "gzip"}),
        "/bom-gzip-dua/": Answer(twice, headers={"Content-Encoding": "gzip, gzip"}),
        "/bom-brotli/": Answer(br, headers={"Content-Encoding": "br"}),
        "/raksasa/": Answer(b"<p>isi</p>" * 6 * 2**20),
        "/dalam/": Answer("<div>" * 200_000),
        "/meja/": Answer("<table><tr><td>" * 20_000 + BODY),
    }


def lies(site: Site, canary: Site) -> dict[str, Answer]:
    gone = "<h1>404</h1><p>Halaman yang Anda cari tidak ditemukan.</p>"
    challenge = "<title>Just a moment...</title><div id=challenge-form></div>"
    away = {"Location": f"{canary.base}/rahasia"}
    return {
        "/pindah/": Answer(status=302, headers=away),
        "/pindah-berantai/": Answer(status=301, headers={"Location": "/pindah/"}),
        "/pindah-berkas/": Answer(
            status=302, headers={"Location": "file:///etc/passwd"}
        ),
        "/berputar/": Answer(status=302, headers={"Location": "/berputar/"}),
        "/tak-ada/": Answer(f"<title>Tidak ditemukan</title>{gone}"),
        "/tunggu-dulu/": Answer(challenge),
        "/gambar/": Answer(b"\x89PNG\r\n\x1a\n" * 99, kind="text/html"),
        "/dokumen/": Answer(b"%PDF-1.7 " * 99, kind="application/pdf"),
        FORBIDDEN: article(site, FORBIDDEN, title="Catatan", body=BODY),
    }


@pytest.fixture
def canary() -> Iterator[Site]:
    """A server that nobody may ask."""
    with serving(Site()) as served:
        yield served


def lay_out(site: Site, canary: Site) -> set[str]:
    """Lay the site out; give the addresses of its articles."""
    good = fill(site, GOOD)
    for path, words in ODD.items():
        given = {"title": f"Berita {path}", "body": f"{BODY} {path}", **words}
        site.routes[path] = article(site, path, **given)  # type: ignore[arg-type]
    traps = {**bombs(), **lies(site, canary)}
    site.routes.update(traps)
    links = [(path, path.strip("/")) for path in (*good, *ODD, *traps)]
    links.append((f"@{canary.address}/rahasia/", "Berita di tempat lain"))
    # The last page comes again for ever.
    for page in range(1, 400):
        path = SECTION if page == 1 else f"{SECTION}page/{page}/"
        site.routes[path] = listing(site, links, f"{SECTION}page/{page + 1}/")
    site.routes["/robots.txt"] = Answer(
        f"User-agent: *\nDisallow: {FORBIDDEN}\nSitemap: {site.base}/sitemap.xml\n",
        kind="text/plain",
    )
    site.routes["/sitemap.xml"] = Answer(
        f'<!DOCTYPE x [<!ENTITY a SYSTEM "{canary.base}/xxe">]><urlset><url><loc>'
        f"{canary.base}/x/</loc></url><url><loc>{site.base}/x/?&a;</loc></url>"
        "<url><loc>javascript:1</loc></url></urlset>",
        kind="application/xml",
    )
    return {site.base + path for path in (*good, *ODD)}


def visit(site: Site, folder: Path) -> str:
    """Crawl the site; give what was said, after a look at the memory it took."""
    arguments = crawl_arguments(
        section(site), "--recheck", "3650d", DOWNLOAD_TIMEOUT="10", RETRY_TIMES="1"
    )
    with (folder / "said").open("w+") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "newsarchive", *arguments],
            env=environment(folder),
            stdout=said,
            stderr=said,
        )
        highest = 0
        while process.poll() is None:
            highest = memory_of(process.pid) or highest
            time.sleep(0.05)
        said.seek(0)
        told = said.read()
    assert process.returncode == 3, told
    assert 0 < highest < MOST_KILOBYTES
    return told


def memory_of(number: int) -> int:
    """Ask for the most kilobytes a process held; wait4 counts its parent's in, too."""
    try:
        status = Path(f"/proc/{number}/status").read_text("ascii")
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) if found else 0


def test_a_hostile_site(site: Site, canary: Site, tmp_path: Path) -> None:
    expected = lay_out(site, canary)
    for number in range(2):
        site.asked.clear()
        told = visit(site, tmp_path)
        assert "Traceback" not in told
        assert not {"\x1b", "\x9b"} & set(told)
        found = {record["url"]: record for record in records(tmp_path)}
        assert set(found) == expected
        assert all(record["versions"] == 1 for record in found.values())
        require_clean(found, site)
        assert canary.asked == []
        assert FORBIDDEN not in site.asked
        assert len(site.asked) < 6 * len(site.routes) / 4, number
    require_sound(tmp_path)


def require_clean(found: dict[str, dict[str, str]], site: Site) -> None:
    """Require dates that can be, and texts that hold nothing but text."""
    for path in ("/tanggal-jauh/", "/tanggal-nol/"):
        # What the text says holds, or nothing.
        assert found[site.base + path]["published_at"] in {None, "2023-10-20"}
    words = "".join(one["title"] + one["body"] for one in found.values())
    assert "alert" not in words
    assert {one for one in words if category(one) in {"Cc", "Cs"}} == {"\n"}

"""Answers that break off, hang, lie or never end: what recovers is stored, no half is."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest

from tests.command import ask, crawl, last_run, records
from tests.loopback import Site, article, listing
from tests.test_crawl import BODY, SECTION
from tests.wire import Wire, Writer, head, reset, whole, wired

pytestmark = pytest.mark.slow
CHUNKED = "Transfer-Encoding: chunked"


@pytest.fixture
def wire() -> Iterator[Wire]:
    with wired(Wire()) as served:
        yield served


def page(wire: Wire, path: str) -> bytes:
    body = BODY.replace("Pasar Lama", f"Pasar {path.strip('/').title()}")
    made = article(Site(wire.base), path, title=f"Berita {path}", body=body).body
    return made.encode() if isinstance(made, str) else made


def publish(wire: Wire, answers: dict[str, Writer]) -> None:
    shown = listing(Site(wire.base), [(path, f"Berita {path}") for path in answers])
    assert isinstance(shown.body, str)
    section = whole(shown.body.encode())
    wire.routes = {SECTION: lambda to, _: to.sendall(section), **answers}


def send(made: bytes) -> Writer:
    return lambda to, _: to.sendall(made)


def slam(body: bytes) -> Writer:
    def write(to: socket.socket, _: int) -> None:
        to.sendall(head(f"Content-Length: {len(body)}") + body[: len(body) // 2])
        reset(to)

    return write


def chunk(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(body), body)


BREAKS: dict[str, Callable[[bytes], Writer]] = {
    "reset": slam,
    "length": lambda b: send(head(f"Content-Length: {len(b) + 9}") + b),
    "chunk": lambda b: send(head(CHUNKED) + chunk(b)),
    "chunks": lambda b: send(head(CHUNKED) + chunk(b) + b"zz\r\nx\r\n"),
    "gzip": lambda b: send(whole(gzip.compress(b)[:-9], "Content-Encoding: gzip")),
    "deflate": lambda b: send(whole(zlib.compress(b)[:-9], "Content-Encoding: deflate")),
    "brotli": lambda b: send(whole(brotli.compress(b)[:-9], "Content-Encoding: br")),
    "closed": lambda b: send(head() + b[: len(b) // 2]),
    "empty": lambda _: send(whole(b"")),
    "nothing": lambda _: lambda to, _: to.shutdown(socket.SHUT_RDWR),
    "garbage": lambda _: send(b"\x15\x03\x01\x00\x02\x02\x16 no http\r\n\r\n"),
}  # fmt: skip


def once(broken: Writer, made: bytes) -> Writer:
    return lambda to, number: broken(to, 1) if number == 1 else to.sendall(whole(made))


def test_half_an_answer_is_asked_again_and_never_stored(
    wire: Wire, tmp_path: Path
) -> None:
    recovers = {f"/{name}-sekali/": make for name, make in BREAKS.items()}
    never = {f"/{name}-selalu/": make for name, make in BREAKS.items()}
    answers = {path: once(make(page(wire, path)), page(wire, path)) for path, make in recovers.items()}  # fmt: skip
    publish(
        wire, answers | {path: make(page(wire, path)) for path, make in never.items()}
    )
    done = crawl(wire.base + SECTION, folder=tmp_path, RETRY_TIMES="1")
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    stored = sorted(record["url"] for record in records(tmp_path))
    assert stored == sorted(wire.base + path for path in recovers)
    run = last_run(tmp_path)
    assert (run["new"], run["failed"]) == (len(recovers), len(never))
    # Nor does reading the captures again find an article in what was none.
    replayed = ask("replay", folder=tmp_path)
    assert replayed.returncode == 0, replayed.stderr
    assert len(records(tmp_path)) == len(stored)


def test_what_is_endless_or_too_much_has_its_limits(wire: Wire, tmp_path: Path) -> None:
    sent: dict[str, int] = {}

    def drip(to: socket.socket, _: int) -> None:
        to.sendall(head() + b"<html><body><p>")
        for _ in range(400):
            to.sendall(b"a ")
            time.sleep(0.1)

    def flood(to: socket.socket, _: int) -> None:
        to.sendall(head(CHUNKED))
        for number in range(1000):
            to.sendall(chunk(b"<p>Polsek</p>" * 5000))
            sent["flood"] = number * 65_000

    bomb = gzip.compress(bytes(200 * 2**20))
    publish(
        wire,
        {
            "/menetes/": drip,
            "/membanjir/": flood,
            "/bom/": send(whole(bomb, "Content-Encoding: gzip")),
            "/raksasa/": send(head("Content-Length: 999999999") + b"x" * 1000),
            "/baik/": send(whole(page(wire, "/baik/"))),
        },
    )
    begun = time.monotonic()
    done = crawl(
        wire.base + SECTION,
        folder=tmp_path,
        DOWNLOAD_TIMEOUT="2",
        RETRY_TIMES="1",
    )
    assert time.monotonic() - begun < 40
    assert done.returncode == 3
    assert [r["url"] for r in records(tmp_path)] == [f"{wire.base}/baik/"]
    assert sent["flood"] < 30 * 2**20
    run = last_run(tmp_path)
    assert run["rejected"] == {"too-large": 3}
    assert (run["failed"], wire.asked.count("/menetes/")) == (1, 2)

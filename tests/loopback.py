"""A site on loopback that answers exactly what a test writes, and remembers requests."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Answer:
    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"


@dataclass
class Site:
    """`routes` maps a path with its query to an answer, or to a function of headers."""

    base: str = ""
    routes: dict[str, Answer | Callable[[dict[str, str]], Answer]] = field(
        default_factory=dict
    )
    asked: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return self.base.removeprefix("http://")

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append(path)
        found = self.routes.get(path, Answer("<h1>404</h1>", 404))
        return found if isinstance(found, Answer) else found(headers)


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = site.answer(self.path, headers)
            body = answer.body
            payload = body.encode() if isinstance(body, str) else body
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status != 304:
                self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            if answer.status != 304:
                self.wfile.write(payload)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}
    )
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def article(
    site: Site,
    path: str,
    *,
    title: str,
    body: str,
    canonical: str | None = None,
    number: int | None = None,
    published: str = "2023-10-20T09:14:07+07:00",
    status: int = 200,
) -> Answer:
    """A page as a WordPress theme prints it, body given as paragraphs by blank lines."""
    paragraphs = "".join(f"<p>{p}</p>" for p in body.split("\n\n"))
    shortlink = (
        f'<link rel="shortlink" href="{site.base}/?p={number}">' if number else ""
    )
    return Answer(
        f"""<!DOCTYPE html><html lang="id"><head><title>{title} - Kabar Uji</title>
<link rel="canonical" href="{site.base}{canonical or path}">{shortlink}
<meta property="og:type" content="article"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{published}"></head>
<body class="single single-post"><header><nav><a href="/">Beranda</a></nav></header>
<main><article class="post type-post"><h1 class="entry-title">{title}</h1>
<div class="entry-content">{paragraphs}</div></article></main>
<aside><a href="/lain/">Berita lain</a></aside></body></html>""",
        status,
    )


def listing(
    site: Site, paths: list[tuple[str, str]], next_page: str | None = None
) -> Answer:
    """A section's page: article headings with links, and a link to the next page."""
    items = "".join(
        f'<article class="post"><h2 class="entry-title"><a href="{site.base}{path}">{title}</a>'
        "</h2><p>Ringkasan berita.</p></article>"
        for path, title in paths
    )
    more = f'<a class="next page-numbers" href="{site.base}{next_page}">Berikutnya</a>'
    return Answer(
        f"""<!DOCTYPE html><html lang="id"><head><title>Kalimantan Barat</title></head>
<body class="archive category"><header><nav><a href="/nasional/">Nasional</a></nav></header>
<main><h1 class="page-title">Kalimantan Barat</h1>{items}
<nav class="pagination"><div class="nav-links">{more if next_page else ""}</div></nav></main>
<aside><h3>Terbaru</h3><ul><li><a href="{site.base}/lain/">Berita lain</a></li></ul></aside>
</body></html>"""
    )

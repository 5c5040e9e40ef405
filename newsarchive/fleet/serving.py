"""Serve a worker's metrics over HTTP: one address, read only, on loopback by default."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from newsarchive.errors import ConfigurationError
from newsarchive.fleet.metrics import CONTENT_TYPE

PATH = "/metrics"
# A client that says nothing is hung up on.
PATIENCE = 10


@contextmanager
def serving(place: str, tell: Callable[[], str]) -> Iterator[str]:
    """Serve what `tell` gives at host:port; give the address."""
    host, port = read_place(place)

    class Handler(BaseHTTPRequestHandler):
        timeout = PATIENCE

        def do_GET(self) -> None:
            if self.path != PATH:
                self.send_error(404)
                return
            payload = tell().encode()
            self.send_response(200)
            self.send_header("Content-Type", CONTENT_TYPE)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, *_: object) -> None:
            return

    try:
        server = ThreadingHTTPServer((host, port), Handler)
    except OSError as error:
        raise ConfigurationError(
            f"--metrics {place}: cannot listen there: {error.strerror}"
        ) from error
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{host}:{server.server_address[1]}{PATH}"
    finally:
        server.shutdown()
        server.server_close()


def read_place(place: str) -> tuple[str, int]:
    """Read host:port; a port alone is on loopback."""
    host, _, port = place.rpartition(":")
    if not port.isascii() or not port.isdigit() or int(port) > 65535:  # noqa: PLR2004 (the highest port)
        raise ConfigurationError(f"--metrics {place}: write it like 127.0.0.1:9188")
    return host or "127.0.0.1", int(port)

"""Serve one outlet's site on loopback from threads of this process."""

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from typing import Any
from urllib.parse import parse_qs, unquote

from newsarchive.demo.articles import Outlet
from newsarchive.demo.exchange import Answer, Request
from newsarchive.demo.routes import answer
from newsarchive.demo.site import Site

_LOOPBACK = "127.0.0.1"
_NOT_MODIFIED = 304


class OutletServer(ThreadingHTTPServer):
    """One outlet on a free port of 127.0.0.1; counts what it answers."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, outlet: Outlet, day: int) -> None:
        super().__init__((_LOOPBACK, 0), _Handler)
        self.address = f"{_LOOPBACK}:{self.server_address[1]}"
        self.site = Site(outlet, f"http://{self.address}", day)
        self.answered = 0
        self._lock = threading.Lock()
        self._open: set[socket] = set()
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering, and cut connections that clients keep open."""
        self.shutdown()
        self._thread.join()
        with self._lock:
            left = tuple(self._open)
        for connection in left:
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)
        self.server_close()

    def visit(self, day: int) -> None:
        """Show the site as it stands on another day."""
        self.site = Site(self.site.outlet, self.site.base, day)

    def answer(self, request: Request) -> Answer:
        """Return the site's answer to a request, and count it."""
        with self._lock:
            self.answered += 1
        return answer(self.site, request)

    def get_request(self) -> tuple[socket, Any]:
        """Accept a connection and remember it."""
        connection, client = super().get_request()
        with self._lock:
            self._open.add(connection)
        return connection, client

    def shutdown_request(self, request: Any) -> None:
        """Close a connection and forget it."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)


class _Handler(BaseHTTPRequestHandler):
    """Translates between http.server and the site's own request and answer."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: OutletServer

    def handle(self) -> None:
        # A client may leave at any time, and so may this server.
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        self._reply(with_body=True)

    def do_HEAD(self) -> None:
        self._reply(with_body=False)

    def log_message(self, *_: object) -> None:
        """Say nothing: the demo's own output is what people read."""

    def _reply(self, *, with_body: bool) -> None:
        found = self.server.answer(self._request())
        body = found.body.encode()
        self.send_response(found.status)
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", found.kind)
        if found.status != _NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _request(self) -> Request:
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(unquote(path), parse_qs(query), headers)

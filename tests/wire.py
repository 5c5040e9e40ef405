"""A site on loopback that writes its very bytes, so that it can break off anywhere."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

# Writes an answer to a connection; gets the number of the request for this path.
Writer = Callable[[socket.socket, int], None]
END = b"\r\n\r\n"


@dataclass
class Wire:
    """`routes` maps a path to who answers it; others are 404."""

    port: int = 0
    routes: dict[str, Writer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self, connection: socket.socket) -> None:
        with connection:
            head = b""
            while END not in head:
                block = connection.recv(4096)
                if not block:
                    return
                head += block
            path = head.split(b" ")[1].decode()
            self.asked.append(path)
            write = self.routes.get(path, _missing)
            try:
                write(connection, self.asked.count(path))
            except OSError:
                return


def head(*lines: str, status: str = "200 OK") -> bytes:
    kind = "Content-Type: text/html; charset=utf-8"
    return "\r\n".join(
        [f"HTTP/1.1 {status}", kind, "Connection: close", *lines, "", ""]
    ).encode()


def whole(body: bytes, *lines: str) -> bytes:
    return head(f"Content-Length: {len(body)}", *lines) + body


def reset(connection: socket.socket) -> None:
    """Slam the door, so that the other side meets an error."""
    linger = struct.pack("ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


def _missing(connection: socket.socket, _: int) -> None:
    connection.sendall(head("Content-Length: 0", status="404 Not Found"))


@contextmanager
def wired(wire: Wire) -> Iterator[Wire]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        wire.port = server.getsockname()[1]

        def accept() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threading.Thread(
                    target=wire.serve, args=(connection,), daemon=True
                ).start()

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield wire
        finally:
            server.shutdown(socket.SHUT_RDWR)

import http.client
import socket
import threading
from collections.abc import Iterator

import pytest

from newsarchive.demo.contents import load_outlets
from newsarchive.demo.serving import OutletServer


@pytest.fixture
def server() -> Iterator[OutletServer]:
    server = OutletServer(load_outlets()[0], day=1)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def client(server: OutletServer) -> Iterator[http.client.HTTPConnection]:
    client = http.client.HTTPConnection(server.address, timeout=5)
    yield client
    client.close()


def test_a_connection_is_kept(client: http.client.HTTPConnection) -> None:
    bodies = []
    for _ in range(2):
        client.request("GET", "/robots.txt")
        reply = client.getresponse()
        bodies.append(reply.read())
        assert (reply.version, reply.status) == (11, 200)
        assert reply.headers["Content-Length"] == str(len(bodies[-1]))

    assert bodies[0] == bodies[1] != b""


def test_text_is_utf_8(client: http.client.HTTPConnection) -> None:
    client.request("GET", "/category/landak/?utm_source=x")
    reply = client.getresponse()

    assert reply.headers["Content-Type"] == "text/html; charset=UTF-8"
    assert "“Kepung” Kantor" in reply.read().decode("utf-8")


def test_head_has_no_body(client: http.client.HTTPConnection) -> None:
    client.request("HEAD", "/robots.txt")
    reply = client.getresponse()

    assert (reply.status, reply.read()) == (200, b"")
    assert int(reply.headers["Content-Length"]) > 0


def test_conditional_get(client: http.client.HTTPConnection) -> None:
    client.request("GET", "/feed/")
    first = client.getresponse()
    first.read()
    client.request("GET", "/feed/", headers={"If-None-Match": first.headers["ETag"]})
    second = client.getresponse()

    assert (second.status, second.read()) == (304, b"")


def test_requests_are_counted(
    server: OutletServer, client: http.client.HTTPConnection
) -> None:
    for path in ("/", "/nothing/", "/feed/"):
        client.request("GET", path)
        client.getresponse().read()

    assert server.answered == 3


def test_nothing_is_logged(
    client: http.client.HTTPConnection, capfd: pytest.CaptureFixture[str]
) -> None:
    client.request("GET", "/nothing/")
    client.getresponse().read()

    assert capfd.readouterr() == ("", "")


def test_stopping_cuts_idle_connections_and_frees_the_port() -> None:
    server = OutletServer(load_outlets()[0], day=1)
    server.start()
    client = http.client.HTTPConnection(server.address, timeout=5)
    client.request("GET", "/robots.txt")
    client.getresponse().read()
    assert client.sock is not None

    server.stop()

    assert client.sock.recv(1) == b""
    client.close()
    host, port = server.address.split(":")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)), timeout=1).close()


def test_a_client_that_hangs_up_does_no_harm(
    server: OutletServer, capfd: pytest.CaptureFixture[str]
) -> None:
    host, port = server.address.split(":")
    with socket.create_connection((host, int(port)), timeout=5) as rude:
        rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        rude.sendall(b"GET / HTTP/1.1\r\n")
    client = http.client.HTTPConnection(server.address, timeout=5)
    client.request("GET", "/robots.txt")

    assert client.getresponse().status == 200
    client.close()
    assert capfd.readouterr().err == ""


def test_requests_at_once(server: OutletServer) -> None:
    statuses: list[int] = []

    def ask() -> None:
        client = http.client.HTTPConnection(server.address, timeout=5)
        client.request("GET", "/")
        statuses.append(client.getresponse().status)
        client.close()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [200] * 8

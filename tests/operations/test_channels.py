"""The ways out, on real servers on loopback: what is sent, and what goes wrong."""

import json
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from newsarchive.errors import ConfigurationError
from newsarchive.operations.channels import (
    Command,
    Mail,
    NotSentError,
    Webhook,
    channels_of,
    shape_of,
)
from newsarchive.operations.messages import Message

TOLD = Message("newsarchive alarms: 1 new", "[1] kabaruji: diam — sejak Senin")
SECRET = "rahasia"


@dataclass
class Hook:
    """A web server that keeps what it is told, and answers as asked."""

    status: int = 200
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@contextmanager
def hook(status: int = 200) -> Iterator[Hook]:
    kept = Hook(status)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.got.append((self.path, dict(self.headers.items()), body))
            self.send_response(kept.status)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        kept.url = f"http://127.0.0.1:{server.server_port}/hook/{SECRET}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield kept
        server.shutdown()
        thread.join()


def test_a_webhook_gets_the_shape_it_wants() -> None:
    with hook() as kept:
        for shape in ("ntfy", "slack", "telegram", "json"):
            Webhook(kept.url, shape, chat="-100", token="t").send(TOLD)
    ntfy, slack, telegram, plain = kept.got
    assert ntfy[0] == f"/hook/{SECRET}"
    assert ntfy[1]["Title"] == TOLD.title
    assert ntfy[1]["Authorization"] == "Bearer t"
    assert ntfy[2].decode() == TOLD.text
    assert json.loads(slack[2]) == {"text": f"*{TOLD.title}*\n{TOLD.text}"}
    assert json.loads(telegram[2])["chat_id"] == "-100"
    assert TOLD.text in json.loads(telegram[2])["text"]
    assert json.loads(plain[2]) == {"title": TOLD.title, "text": TOLD.text}
    assert plain[1]["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("status", "words"),
    [(500, "answers 500"), (403, "answers 403"), (302, "answers 302")],
)
def test_a_webhook_that_does_not_want_it(status: int, words: str) -> None:
    with hook(status) as kept, pytest.raises(NotSentError) as told:
        Webhook(kept.url, "json").send(TOLD)
    assert str(told.value) == words
    assert SECRET not in Webhook(kept.url, "json").name


def test_a_webhook_that_times_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/{SECRET}"
        with pytest.raises(NotSentError, match=r"^timed out$"):
            Webhook(url, "json", seconds=0.1).send(TOLD)


def test_a_webhook_where_nobody_listens(free_port: int) -> None:
    with pytest.raises(NotSentError, match="Connection refused"):
        Webhook(f"http://127.0.0.1:{free_port}/", "json").send(TOLD)


ANSWERS = {
    "EHLO": "250-here\r\n250 AUTH PLAIN",
    "AUTH": "535 wrong",
    "DATA": "354 go on",
    "QUIT": "221 bye",
}


@dataclass
class Post:
    """An SMTP server of a few lines: keeps one letter, refuses what it is told to."""

    refuse: str = ""
    letter: bytes = b""
    port: int = 0

    def talk(self, server: socket.socket) -> None:
        peer, _ = server.accept()
        with peer, peer.makefile("rwb") as line:
            self._say(line, "220 here")
            while said := line.readline().decode().strip().upper():
                verb = said.partition(" ")[0]
                if self.refuse and verb == self.refuse:
                    self._say(line, "550 no")
                    continue
                self._say(line, ANSWERS.get(verb, "250 ok"))
                if verb == "DATA":
                    self._take(line)
                if verb == "QUIT":
                    return

    def _take(self, line: Any) -> None:
        while (part := line.readline()) != b".\r\n":
            self.letter += part
        self._say(line, "250 taken")

    @staticmethod
    def _say(line: Any, words: str) -> None:
        line.write(f"{words}\r\n".encode())
        line.flush()


@contextmanager
def post(refuse: str = "") -> Iterator[Post]:
    kept = Post(refuse)
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept.port = server.getsockname()[1]
        thread = threading.Thread(target=kept.talk, args=(server,))
        thread.start()
        yield kept
        thread.join()


def mail(port: int, user: str = "") -> Mail:
    return Mail(
        f"smtp://{user}127.0.0.1:{port}", "a@uji.id, b@uji.id", "arsip@uji.id", SECRET
    )


def test_an_e_mail() -> None:
    with post() as kept:
        mail(kept.port).send(TOLD)
    letter = message_from_bytes(kept.letter, policy=default)
    assert letter["Subject"] == TOLD.title
    assert letter["To"] == "a@uji.id, b@uji.id"
    assert letter.get_content().strip() == TOLD.text


@pytest.mark.parametrize(
    ("refuse", "user", "words"),
    [
        ("RCPT", "", "the server refuses the recipient"),
        ("DATA", "", "the server refuses: 550"),
        ("", "arsip@", "the server refuses: 535"),
    ],
)
def test_a_server_that_refuses(refuse: str, user: str, words: str) -> None:
    with post(refuse) as kept, pytest.raises(NotSentError) as told:
        mail(kept.port, user).send(TOLD)
    assert str(told.value) == words
    assert SECRET not in mail(kept.port, user).name


def test_a_mail_server_that_is_not_there(free_port: int) -> None:
    with pytest.raises(NotSentError, match="Connection refused"):
        mail(free_port).send(TOLD)
    with pytest.raises(NotSentError):
        Mail(f"smtps://127.0.0.1:{free_port}", "a@uji.id", "b@uji.id").send(TOLD)


def test_a_command_reads_the_message(tmp_path: Any) -> None:
    file = tmp_path / "told"
    script = (
        f"import sys; open({str(file)!r}, 'w').write(sys.argv[-1] + sys.stdin.read())"
    )
    Command((sys.executable, "-c", script)).send(TOLD)
    assert file.read_text() == f"{TOLD.title}{TOLD.text}\n"


@pytest.mark.parametrize(
    ("script", "seconds", "words"),
    [
        ("import sys; sys.exit(7)", 60, "ended with 7"),
        ("import time; time.sleep(60)", 0.5, "not done after 0.5 seconds"),
    ],
)
def test_a_command_that_fails(script: str, seconds: float, words: str) -> None:
    with pytest.raises(NotSentError) as told:
        Command((sys.executable, "-c", script), seconds).send(TOLD)
    assert str(told.value) == words


def test_a_command_that_is_not_there() -> None:
    with pytest.raises(NotSentError, match="No such file"):
        Command(("/tidak/ada",)).send(TOLD)


def test_channels_are_made_of_settings() -> None:
    given = {
        "NEWSARCHIVE_NOTIFY_COMMAND": "logger -t 'arsip berita'",
        "NEWSARCHIVE_NOTIFY_EMAIL": "a@uji.id, b@uji.id",
        "NEWSARCHIVE_NOTIFY_SMTP": f"smtps://arsip:{SECRET}@mail.uji.id:465",
        "NEWSARCHIVE_NOTIFY_WEBHOOK": f"https://ntfy.sh/{SECRET}",
    }
    command, letter, web = channels_of(given)
    assert isinstance(command, Command)
    assert command.words == ("logger", "-t", "arsip berita")
    assert isinstance(letter, Mail)
    assert letter.sender == "a@uji.id"
    assert isinstance(web, Webhook)
    assert web.shape == "ntfy"
    names = [one.name for one in (command, letter, web)]
    assert names == ["command logger", "e-mail by mail.uji.id", "webhook ntfy.sh"]
    assert channels_of({}) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"COMMAND": "logger 'x"}, "NEWSARCHIVE_NOTIFY_COMMAND: No closing quotation"),
        ({"EMAIL": "a@uji.id"}, "_SMTP is no smtp://host or smtps://host address"),
        ({"EMAIL": "a@uji.id", "SMTP": "mail.uji.id"}, "_SMTP is no smtp://host"),
        (
            {"WEBHOOK": f"ftp://x/{SECRET}"},
            "_WEBHOOK is no http://host or https://host",
        ),
        ({"WEBHOOK": f"https://x:99999/{SECRET}"}, "_WEBHOOK is no http://host"),
        (
            {"WEBHOOK": f"https://x/{SECRET}", "SHAPE": "fax"},
            "_SHAPE is 'fax': use ntfy",
        ),
        (
            {"WEBHOOK": f"https://api.telegram.org/bot{SECRET}/sendMessage"},
            "_CHAT is missing: Telegram's chat id",
        ),
    ],
)
def test_settings_that_make_no_channel(given: dict[str, str], words: str) -> None:
    with pytest.raises(ConfigurationError) as told:
        channels_of({f"NEWSARCHIVE_NOTIFY_{name}": one for name, one in given.items()})
    assert words in str(told.value)
    assert SECRET not in str(told.value)


@pytest.mark.parametrize(
    ("url", "shape"),
    [
        ("https://hooks.slack.com/services/x", "slack"),
        ("https://api.telegram.org/bot1/sendMessage", "telegram"),
        ("https://ntfy.sh/arsip", "ntfy"),
        ("https://ntfy.kantor.id/arsip", "ntfy"),
        ("https://notslack.com/x", "json"),
    ],
)
def test_a_shape_is_told_by_the_host(url: str, shape: str) -> None:
    assert shape_of(url) == shape

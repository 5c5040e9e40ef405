"""The ways out: a command, an e-mail, a webhook; each says in one line what went wrong.

No secret is ever in such a line: an address is named by its host alone.
"""

import shlex
import smtplib
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, NoReturn, Protocol
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from newsarchive.errors import ConfigurationError
from newsarchive.operations.messages import SHAPES, Message, post_of

SECONDS = 10
COMMAND_SECONDS = 60


class NotSentError(Exception):
    """A channel did not take a message; the words say why."""


class Channel(Protocol):
    """A way to tell somebody."""

    @property
    def name(self) -> str:
        """What the channel is called, without any secret."""

    def send(self, message: Message) -> None:
        """Tell; NotSentError says why that was not possible."""


@dataclass(frozen=True, slots=True)
class Command:
    """Runs a command with the message on its standard input, the title as last word."""

    words: tuple[str, ...]
    seconds: float = COMMAND_SECONDS

    @property
    def name(self) -> str:
        """Name the program."""
        return f"command {self.words[0]}"

    def send(self, message: Message) -> None:
        """Run the command."""
        try:
            done = subprocess.run(  # noqa: S603 (the operator's own command, no shell)
                [*self.words, message.title],
                input=f"{message.text}\n".encode(),
                capture_output=True,
                timeout=self.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise NotSentError(f"not done after {self.seconds:g} seconds") from error
        except OSError as error:
            raise NotSentError(str(error.strerror)) from error
        if done.returncode:
            raise NotSentError(f"ended with {done.returncode}")


@dataclass(frozen=True, slots=True)
class Mail:
    """Sends an e-mail by an SMTP server: smtp://, with STARTTLS if offered, or smtps://."""

    server: str
    to: str
    sender: str
    password: str = ""
    seconds: float = SECONDS

    @property
    def name(self) -> str:
        """Name the recipient and the server."""
        return f"e-mail by {urlsplit(self.server).hostname}"

    def send(self, message: Message) -> None:
        """Send one e-mail."""
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = message.title, self.sender, self.to
        mail.set_content(message.text)
        try:
            with self._connect() as server:
                server.send_message(mail)
        except (OSError, smtplib.SMTPException) as error:
            raise NotSentError(_words(error)) from error

    def _connect(self) -> smtplib.SMTP:
        parts = urlsplit(self.server)
        kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
        server = kind(str(parts.hostname), parts.port or 0, timeout=self.seconds)
        try:
            server.ehlo()
            if parts.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls()
            if parts.username:
                server.login(unquote(parts.username), self.password)
        except BaseException:
            server.close()
            raise
        return server


class _NoRedirect(HTTPRedirectHandler):
    """Follows nobody: what an address with a token says is for its host alone."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,  # noqa: ARG002
    ) -> NoReturn:
        """Refuse."""
        raise HTTPError(req.full_url, code, msg, headers, fp)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Posts to an address, in the shape that its service wants."""

    url: str
    shape: str
    chat: str = ""
    token: str = ""
    seconds: float = SECONDS

    @property
    def name(self) -> str:
        """Name the host; the rest of the address may be a secret."""
        return f"webhook {urlsplit(self.url).hostname}"

    def send(self, message: Message) -> None:
        """Post once."""
        post = post_of(self.shape, message, self.chat, self.token)
        request = Request(  # noqa: S310 (http or https, as channels_of requires)
            self.url, data=post.body, headers=dict(post.headers), method="POST"
        )
        try:
            with build_opener(_NoRedirect).open(
                request, timeout=self.seconds
            ) as answer:
                answer.read()
        except HTTPError as error:
            error.close()
            raise NotSentError(f"answers {error.code}") from error
        except (OSError, HTTPException) as error:
            raise NotSentError(_words(error)) from error


def channels_of(settings: Mapping[str, Any]) -> list[Channel]:
    """Make the channels that the NEWSARCHIVE_NOTIFY_ settings ask for."""

    def get(name: str) -> str:
        return str(settings.get(f"NEWSARCHIVE_NOTIFY_{name}") or "")

    found: list[Channel] = []
    if words := get("COMMAND"):
        found.append(Command(_split(words)))
    if to := get("EMAIL"):
        _require("SMTP", get("SMTP"), {"smtp", "smtps"})
        sender = get("FROM") or to.partition(",")[0].strip()
        found.append(Mail(get("SMTP"), to, sender, get("SMTP_PASSWORD")))
    if url := get("WEBHOOK"):
        _require("WEBHOOK", url, {"http", "https"})
        shape = get("SHAPE") or shape_of(url)
        found.append(_webhook(url, shape, get("CHAT"), get("TOKEN")))
    return found


def shape_of(url: str) -> str:
    """Tell by its host which service an address is of."""
    host = urlsplit(url).hostname or ""
    known = {"slack.com": "slack", "api.telegram.org": "telegram", "ntfy.sh": "ntfy"}
    own = (s for end, s in known.items() if host == end or host.endswith(f".{end}"))
    return next(own, "ntfy" if host.startswith("ntfy.") else "json")


def _webhook(url: str, shape: str, chat: str, token: str) -> Webhook:
    if shape not in SHAPES:
        raise ConfigurationError(
            f"NEWSARCHIVE_NOTIFY_SHAPE is {shape!r}: use {', '.join(SHAPES)}"
        )
    if shape == "telegram" and not chat:
        raise ConfigurationError(
            "NEWSARCHIVE_NOTIFY_CHAT is missing: Telegram's chat id"
        )
    return Webhook(url, shape, chat, token)


def _split(words: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(words))
    except ValueError as error:
        raise ConfigurationError(f"NEWSARCHIVE_NOTIFY_COMMAND: {error}") from error


def _require(name: str, address: str, schemes: set[str]) -> None:
    """Refuse an address that is none, without repeating it."""
    try:
        parts = urlsplit(address)
        is_good = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good:
        wanted = " or ".join(f"{scheme}://host" for scheme in sorted(schemes))
        raise ConfigurationError(f"NEWSARCHIVE_NOTIFY_{name} is no {wanted} address")


def _words(error: Exception) -> str:
    """Say what went wrong; the reply of a server, the system's words, or the kind."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "the server refuses the recipient"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the server refuses: {error.smtp_code}"
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return "timed out"
    return getattr(reason, "strerror", None) or type(reason).__name__

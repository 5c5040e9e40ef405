"""Who decides, and why: what every decision by hand is kept with."""

import getpass
from typing import Annotated

import typer

from newsarchive.errors import ConfigurationError
from newsarchive.text.terminal import clean

By = Annotated[
    str | None,
    typer.Option("--by", help="Who decides; without it, your login name."),
]
Why = Annotated[str, typer.Option("--why", help="The reason, kept with it.")]


def signed(by: str | None) -> str:
    """Say who decides: as given by hand, or the login name."""
    name = plain(by or _login()).strip()
    if not name:
        raise ConfigurationError("a decision needs a name: --by NAME")
    return name


def reasoned(why: str | None) -> str:
    """Give a reason; there must be one."""
    reason = plain(why or "").strip()
    if not reason:
        raise ConfigurationError("a decision needs a reason: --why '...'")
    return reason


def plain(text: str) -> str:
    """Refuse what is no text: escapes, direction marks, bytes that are no UTF-8."""
    if clean(text) != text:
        raise ConfigurationError(f"{text!r} has characters that no text has")
    return text


def _login() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError) as error:
        raise ConfigurationError("this account has no name: give --by NAME") from error

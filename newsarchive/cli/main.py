"""The console script: finds the command, and turns errors into one line and a code."""

import os
import sys
import traceback
from types import TracebackType
from typing import Annotated

import typer

from newsarchive import __version__
from newsarchive.cli.alarms import alarms
from newsarchive.cli.bring_in import bring_in
from newsarchive.cli.captures import captures
from newsarchive.cli.console import one_line
from newsarchive.cli.correct import correct
from newsarchive.cli.corrections import corrections
from newsarchive.cli.coverage import coverage
from newsarchive.cli.crawl import crawl
from newsarchive.cli.db import db
from newsarchive.cli.demo import demo
from newsarchive.cli.export import export
from newsarchive.cli.extract import extract
from newsarchive.cli.health import health
from newsarchive.cli.history import history
from newsarchive.cli.jobs import jobs
from newsarchive.cli.parse import parse
from newsarchive.cli.people import people
from newsarchive.cli.replay import replay
from newsarchive.cli.review import review
from newsarchive.cli.runs import runs
from newsarchive.cli.schedule import schedule
from newsarchive.cli.search import search
from newsarchive.cli.show import show
from newsarchive.cli.sources import sources
from newsarchive.cli.story import story
from newsarchive.cli.suppress import suppress, suppressions
from newsarchive.cli.topics import topics
from newsarchive.cli.verify import verify
from newsarchive.cli.why import why
from newsarchive.cli.worker import worker
from newsarchive.errors import ConfigurationError, NewsArchiveError
from newsarchive.text.secrets import mask, secrets_of, shows
from newsarchive.text.terminal import clean

INTERRUPTED = 130
# What Python itself advises for a reader that went away.
BROKEN_PIPE = 1
NO_FILE = 4

app = typer.Typer(
    name="newsarchive",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    *(demo, crawl, health, coverage, search, topics, show, history, story, why),
    *(correct, corrections, suppress, suppressions),
    *(replay, verify, parse, extract, worker),
):
    app.command()(command)
app.command("import")(bring_in)
app.add_typer(export)
app.add_typer(runs)
app.add_typer(alarms)
app.add_typer(sources)
app.add_typer(captures)
app.add_typer(review)
app.add_typer(people)
app.add_typer(jobs)
app.add_typer(db)
app.add_typer(schedule)


def _version(asked: bool) -> None:  # noqa: FBT001 (Typer calls it so)
    if asked:
        print(f"newsarchive {__version__}")
        raise typer.Exit


@app.callback()
def about(
    *,
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Say which version."
        ),
    ] = False,
) -> None:
    """Archive of police news of Kalimantan Barat: crawl, search, show, export.

    Ends with 0 when done, 2 for wrong use or configuration, 3 when incomplete, 4 for
    trouble with the database or the disk.
    """


# Told to people only: what a program reads on stderr is the log.
_SEEN = (
    "a password among the arguments is seen by every user of this machine (ps); put it "
    "into the environment, or a database's into ~/.pgpass"
)


def main() -> None:
    """Run the command that was typed, and end with its code."""
    sys.excepthook = tell_defect
    if sys.stderr.isatty() and any(map(shows, sys.argv)):
        _say(_SEEN, 0)
    sys.exit(run(sys.argv[1:]))


def tell_defect(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Print the traceback of a defect of ours, without passwords."""
    from newsarchive import settings  # noqa: PLC0415 (reads the environment when asked)

    told = "".join(traceback.format_exception(kind, error, trace))
    print(clean(mask(told, secrets_of(vars(settings)))), file=sys.stderr, end="")


def run(arguments: list[str]) -> int:
    """Run a command; say an error in one line; return the exit code."""
    try:
        _require_text(arguments)
        code = app(arguments, prog_name="newsarchive", standalone_mode=False) or 0
        sys.stdout.flush()
    except typer.TyperException as error:
        return _say(
            f"{_usage(error)}; `newsarchive --help` tells more", error.exit_code
        )
    except NewsArchiveError as error:
        return _say(str(error), error.exit_code)
    except BrokenPipeError:
        code = _hang_up()
    except OSError as error:
        # A name that was given, which no file can have; anything else is our defect.
        if error.filename is None:
            raise
        return _say(f"cannot use {error.filename}: {error.strerror}", NO_FILE)
    return _say("interrupted", code) if code == INTERRUPTED else int(code)


def _require_text(arguments: list[str]) -> None:
    """Refuse what no shell passes on and no database takes."""
    if any("\0" in one for one in arguments):
        raise ConfigurationError("an argument holds a NUL, which is in no text")


def _usage(error: typer.TyperException) -> str:
    return error.format_message().rstrip(".") or "no command given"


def _say(message: str, code: int) -> int:
    # An address, or what a site or a server said, may be in it.
    print(f"newsarchive: {mask(one_line(message))}", file=sys.stderr)
    return code


def _hang_up() -> int:
    """Leave stdout alone, whose reader is gone: Python would complain at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE

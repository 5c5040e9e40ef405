"""newsarchive parse: what the archive reads in a text, one JSON object a line."""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from newsarchive.cli.samples import Kind, Sample, read_moment, read_sample
from newsarchive.errors import ConfigurationError
from newsarchive.text.terminal import escaped


def parse(
    kind: Annotated[Kind, typer.Argument(help="What to read.")],
    *,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help='Lines are objects: {"text": ..., "reference": ..., "outlet": ...}.',
        ),
    ] = False,
    reference: Annotated[
        str | None,
        typer.Option(
            metavar="ISO", help="When it was published, to resolve words as kemarin."
        ),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(help="The domain of the outlet it is from.")
    ] = None,
    _: Annotated[
        bool, typer.Option("--json", hidden=True, help="The output is always JSON.")
    ] = False,
) -> None:
    """Read one text a line from stdin and write one JSON object a line."""
    import orjson  # noqa: PLC0415 (only where JSON is wanted)

    from newsarchive.cli.readings import READINGS  # noqa: PLC0415 (loads the language)

    read, wrong = READINGS[kind], 0
    given = Sample("", read_moment(reference), outlet)
    for line in _lines(jsonl=jsonl):
        try:
            told = read(_sample(line, given, jsonl=jsonl))
        except ConfigurationError as error:
            wrong += 1
            told = {"error": str(error)}
        sys.stdout.write(escaped(orjson.dumps(told).decode()) + "\n")
        sys.stdout.flush()
    if wrong:
        raise ConfigurationError(f"{wrong} lines could not be read, see their errors")


def _lines(*, jsonl: bool) -> Iterator[str]:
    """Give stdin line by line; between objects a blank line is none."""
    for raw in sys.stdin.buffer:
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if line.strip() or not jsonl:
            yield line


def _sample(line: str, given: Sample, *, jsonl: bool) -> Sample:
    if jsonl:
        return read_sample(line, given)
    return Sample(line, given.reference, given.outlet)

"""Commands run in this process on an archive made for the tests."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from newsarchive.archive.api import Answer
from newsarchive.cli.main import run
from newsarchive.run import Outcome
from tests.archive.articles import OTHER, article
from tests.archive.home import Clock, Home

MOTOR = (
    "Polisi menangkap dua pelaku pencurian sepeda motor di Pasar Lama, Jumat "
    "(20/10/2023).\n\nKedua pelaku dibawa ke Mapolsek untuk diperiksa lebih lanjut."
)
HOSTILE = "Judul \x1b[31mmerah\x1b[0m \u202etxet\u202c \x9b2J"


@dataclass(frozen=True)
class Done:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def newsarchive(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Run a command in this process."""

    def call(*arguments: str, stdin: str | bytes = "") -> Done:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        code = run(list(arguments))
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An archive of two outlets: a story, an edit, a removal, a hostile title."""
    file = tmp_path_factory.mktemp("cli") / "archive.db"
    home = Home(f"sqlite:///{file}", Clock())
    first = article("motor", body=MOTOR, published="2023-10-21T09:14:07+07:00")
    gone = article("hilang", published="2023-10-01")
    home.crawl(first, gone, article("hostil", title=HOSTILE, published=None))
    home.clock.pass_by(days=1)
    home.crawl(
        article("motor", body=f"{MOTOR}\n\nRalat.", fetched_at=home.clock.now),
        Answer(url=gone.url, outcome=Outcome.GONE, reason="HTTP 410"),
        Answer(
            url="https://kabaruji.id/x/", outcome=Outcome.REJECTED, reason="password"
        ),
    )
    copy = article(
        "curanmor",
        domain="suarauji.id",
        body=f"{MOTOR}\n\nRalat.",
        published="2023-10-22T10:00+07:00",
    )
    home.crawl(
        replace(copy, source="suarauji", dateline=None, byline=None),
        name="suarauji",
        source=OTHER,
    )
    return home.address


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make output look as if it went to a terminal of 100 columns."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")

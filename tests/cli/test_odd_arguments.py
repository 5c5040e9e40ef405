"""Whatever is given to a command, it ends as it says, with one line where it cannot."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Command

ODD = (
    *("", "'", "%", "x" * 5000, "9" * 20, "-1", "--", "2023-13-40", "\u202etxet"),
    *('"', "NEAR(a b)", "kabaruji:", "story:x", "http://[::1", "satu dua"),
)
KEY = "https://kabaruji.id/motor/"
CODES = {0, 2, 3, 4, 75}
# An odd argument stands where ? does.
COMMANDS = f"""
show ?
history ?
story ?
captures ?
why {KEY} ?
why ? title
search ?
search --from ?
search --outlet ?
search --regency ?
search --unit ?
search --topic ?
search --place ?
search --limit ?
search --database ?
coverage --month ?
runs show ?
runs --source ?
alarms ack ? --why w
jobs cancel ?
sources show ?
sources check ?
export --output ?
export --as-of ?
export --since-release ?
export --format ?
export --profile ?
export --query ?
export --max-loss ?
export verify ?
import ?
extract ?
parse ?
db backup ?
db restore ?
db copy ?
replay ? --dry-run
correct {KEY} published ? --why w
correct {KEY} regency ? --why w
correct {KEY} byline ? --why w
correct {KEY} event_dates ? --why w
correct ? title x --why w
suppress ? --reason legal
people merge ? ?
crawl ? --dry-run
crawl --url ? --dry-run
crawl -s ? --dry-run
crawl --backfill ? --dry-run
crawl --recheck ? --dry-run
""".strip().splitlines()


@pytest.mark.parametrize("command", COMMANDS)
def test_an_odd_argument_ends_in_one_line(
    newsarchive: Command,
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    file = tmp_path / "archive.db"
    shutil.copy(database.removeprefix("sqlite:///"), file)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "newsarchive.settings.NEWSARCHIVE_DATABASE_URL", f"sqlite:///{file}"
    )
    monkeypatch.setattr("newsarchive.settings.NEWSARCHIVE_DATA", str(tmp_path))
    for odd in ODD:
        done = newsarchive(*(odd if word == "?" else word for word in command.split()))
        assert done.code in CODES, odd
        assert done.code == 0 or done.err.startswith("newsarchive: "), odd
        assert done.code == 0 or len(done.err.splitlines()) == 1, odd

"""One run a source at a time; who holds it is told, and nobody holds it after death."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsarchive.archive.api import hold
from newsarchive.errors import ArchiveError, LockedError

HOLDER = """
import sys
from newsarchive.archive.api import hold
lock = hold(sys.argv[1], sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def holder(address: str, source: str) -> Iterator[subprocess.Popen[str]]:
    """Hold a source in another process."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, address, source],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_another_process_is_told_who_holds_a_source(address: str) -> None:
    with holder(address, "kabaruji") as process:
        with pytest.raises(LockedError, match=rf"process {process.pid} on .* since 2"):
            hold(address, "kabaruji")
        hold(address, "suarauji").release()
        process.kill()
        process.wait()
        hold(address, "kabaruji").release()


def test_a_released_source_can_be_taken_again(address: str) -> None:
    for _ in range(2):
        lock = hold(address, "kabaruji")
        with pytest.raises(LockedError, match=f"process {os.getpid()} "):
            hold(address, "kabaruji")
        lock.release()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"pid": 1}', '{"pid": 1, "host": "h", "since": "?"}']
)
def test_a_half_written_lock_file(tmp_path: Path, content: str) -> None:
    address = f"sqlite:///{tmp_path / 'archive.db'}"
    lock = hold(address, "kabaruji")
    (tmp_path / "archive.db.locks" / "kabaruji.lock").write_text(content)
    with pytest.raises(LockedError, match="another process"):
        hold(address, "kabaruji")
    lock.release()


def test_an_archive_in_memory_is_nobody_elses() -> None:
    for _ in range(2):
        hold("sqlite:///:memory:", "kabaruji").release()


def test_no_place_for_a_lock() -> None:
    with pytest.raises(ArchiveError, match=r"cannot use sqlite:////proc/x/a\.db"):
        hold("sqlite:////proc/x/a.db", "kabaruji")


def test_a_session_that_tells_no_name(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsarchive.archive.locks._NAME_LENGTH", 0)
    lock = hold(postgresql, "kabaruji")
    with pytest.raises(LockedError, match="another session"):
        hold(postgresql, "kabaruji")
    lock.release()

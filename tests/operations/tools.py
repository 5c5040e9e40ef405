"""Stand-ins for the system's programs, and the real ones where they are installed."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

# Keeps a crontab in a file, as crontab(1) does in its spool.
CRONTAB = """#!/bin/sh
kept="$(dirname "$0")/kept"
case "$1" in
-l) [ -e "$kept" ] || { echo "no crontab for penguji" >&2; exit 1; }; cat "$kept" ;;
-r) rm "$kept" ;;
-) cat >"$kept.new"; grep -q REFUSED "$kept.new" && { echo "bad minute" >&2; exit 1; }
   mv "$kept.new" "$kept" ;;
esac
"""
# Notes what it is asked for; fails where a file says so.
SYSTEMCTL = """#!/bin/sh
here="$(dirname "$0")"
echo "$@" >>"$here/asked"
[ ! -e "$here/broken" ] || { echo "Failed to connect to bus" >&2; exit 1; }
"""


def put(folder: Path, name: str, text: str) -> Path:
    """Put a program into a folder."""
    file = folder / name
    file.write_text(text)
    file.chmod(0o755)
    return file


def real(name: str) -> str:
    """Give a program of the system, or skip the test where there is none."""
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed here; CI installs it")
    return program


def call(
    *words: str | Path, text: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, words)),
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=env,
    )

"""Take out of requirements.lock what runs; the rest is for developers.

Usage: runtime_lock.py REPORT LOCK, where REPORT is what `pip install --report` resolved.
"""  # noqa: INP001 (a script, not a package)

import json
import re
import sys
from pathlib import Path

_PIN = re.compile(r"([A-Za-z0-9._-]+)==")


def named(report: str) -> set[str]:
    """Name what pip would install."""
    found = json.loads(report)["install"]
    return {_normal(one["metadata"]["name"]) for one in found}


def chosen(lock: str, names: set[str]) -> str:
    """Keep the pins of these names, with their hashes."""
    kept, lines = False, []
    for line in lock.splitlines(keepends=True):
        if pin := _PIN.match(line):
            kept = _normal(pin[1]) in names
        if kept:
            lines.append(line)
    return "".join(lines)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    report, lock = (Path(name).read_text("utf-8") for name in sys.argv[1:])
    sys.stdout.write(chosen(lock, named(report)))

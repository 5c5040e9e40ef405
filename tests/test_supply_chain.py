"""What newsarchive is made of is pinned by its hash; it asks nobody when it starts."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "tests/captures/pywb.lock", ".ci/audit.lock")
# Every room is loaded while no name can be looked up and no connection made.
ALONE = """
import importlib, pkgutil, socket

def refuse(*_, **__):
    raise SystemExit("asks the network")

socket.getaddrinfo = socket.create_connection = refuse
socket.socket.connect = socket.socket.connect_ex = refuse
import newsarchive

# These two run when they are loaded, and are loaded by nobody else.
runs = {"newsarchive.__main__", "newsarchive.archive.migrations.env"}
names = [one.name for one in pkgutil.walk_packages(newsarchive.__path__, "newsarchive.")]
for name in names:
    if name not in runs:
        importlib.import_module(name)
print(len(names))
"""


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_by_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 5
    for entry in entries:
        assert re.match(r"[a-z0-9._\[\]-]+==[\w.]+", entry), entry
        assert "--hash=sha256:" in entry, entry
    # Where they come from is the installer's to say.
    assert "://" not in text
    assert "--index" not in text


@pytest.mark.parametrize("file", ["Makefile", "Dockerfile"])
def test_what_is_installed_is_checked_against_its_hash(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    installs = re.findall(r"pip install .*", text)
    checked = [one for one in installs if "-r " in one or "--requirement " in one]
    assert checked
    assert all("--require-hashes" in one for one in checked)


def test_no_room_asks_the_network_when_it_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALONE], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 200


def test_the_rules_of_security_hold_everywhere() -> None:
    lint: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    rules = lint["tool"]["ruff"]["lint"]
    assert rules["select"] == ["ALL"]
    # flake8-bandit's are S, S1.., S7..
    named = re.compile(r"S\d*")
    assert not [rule for rule in rules["ignore"] if named.fullmatch(rule)]
    for where, ignored in rules["per-file-ignores"].items():
        is_ours = where.startswith("newsarchive")
        assert not (is_ours and any(map(named.fullmatch, ignored)))

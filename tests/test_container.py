"""The container's files: what runs is taken out of the lock, and linters find no fault."""

import json
import re
from pathlib import Path

from container.runtime_lock import chosen, named
from tests.operations.tools import call, real

ROOT = Path(__file__).parents[1]


def test_the_pins_of_what_runs_are_kept_with_their_hashes() -> None:
    lock = "a-b==1 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\nc==2 ; x < 3 \\\n    --hash=sha256:3\nd.e==4\n"
    report = json.dumps(
        {"install": [{"metadata": {"name": one}} for one in ("A_b", "d-E")]}
    )
    assert named(report) == {"a-b", "d-e"}
    assert chosen(lock, named(report)) == (
        "a-b==1 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\nd.e==4\n"
    )


def test_what_builds_our_wheel_is_in_the_lock() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    lock = (ROOT / "requirements.lock").read_text()
    names = re.search(r"hatchling [a-z\\ \n-]+classifiers", dockerfile)
    assert names is not None
    builders = set(names[0].replace("\\", "").split())
    assert chosen(lock, builders).count("==") == len(builders)


def test_what_is_copied_is_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    copied = re.findall(
        r"^COPY (?!--)(.+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE
    )
    for line in copied:
        for path in line.split()[:-1]:
            assert (ROOT / path).exists()
            assert f"!{path}" in ignored


def test_a_linter_finds_no_fault_in_the_dockerfile() -> None:
    done = call(real("hadolint"), ROOT / "Dockerfile")
    assert (done.returncode, done.stdout) == (0, "")

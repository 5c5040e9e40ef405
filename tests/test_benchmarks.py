"""The benchmark runs, and measures all that has a bar; how fast is not asked here."""

import json
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).parent.parent / "benchmarks/language.py"


def test_the_benchmark_measures_all_that_has_a_bar() -> None:
    done = subprocess.run(
        [sys.executable, str(BENCHMARK), "--json", "--rounds", "1"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    measured = {one["name"]: one for one in json.loads(done.stdout)}
    assert {"a date", "an article of 3 KB", "1 MB of news", "1 MB of '('"} <= set(
        measured
    )
    assert measured["a date"]["calls"] > 1_000
    assert measured["an article of 3 KB"]["bar"] == 2e-3
    for one in measured.values():
        assert one["holds"] is (one["seconds"] < one["bar"])
    assert done.returncode == int(not all(one["holds"] for one in measured.values()))
    # Far from any bar: only a pattern that tries everything takes so long.
    assert max(one["seconds"] for one in measured.values()) < 20

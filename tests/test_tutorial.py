"""The tutorial's code runs, as it stands on its page, and draws its figures."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from tests.archive.articles import article, words
from tests.archive.home import Clock, Home

PAGE = Path(__file__).parents[1] / "docs" / "tutorial.md"
BLOCKS = re.compile(r"```python\n(.*?)```", re.DOTALL)


def test_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    home = Home(f"sqlite:///{tmp_path / 'data' / 'archive.db'}", Clock())
    told = words("rilis")
    home.crawl(article("satu", body=f"{told} satu"), article("dua", body=f"{told} dua"))
    page = PAGE.read_text("utf-8")
    said = io.StringIO()
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(said):
        for block in BLOCKS.findall(page):
            exec(block, names)
    assert said.getvalue().startswith("2 articles, 2 of police matters\n")
    drawn = sorted(file.name for file in tmp_path.glob("*.png"))
    assert drawn == sorted(re.findall(r"\(tutorial/(.*?)\)", page))
    assert all((PAGE.parent / "tutorial" / name).is_file() for name in drawn)

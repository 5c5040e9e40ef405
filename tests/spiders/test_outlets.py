"""Every outlet's file is a declaration that holds together."""

import re
from pathlib import Path

import pytest

from newsarchive import spiders as package
from newsarchive.spiders.registry import outlet_of, spiders

FOLDER = Path(str(package.__file__)).parent
# What an outlet's file may hold; anything longer is code, which belongs to a base.
MOST_LINES = 40


def test_there_are_outlets_of_the_region() -> None:
    assert {"beritanasional", "suarakalbar", "kalbaronline"} <= set(spiders())


@pytest.mark.parametrize("name", sorted(spiders()))
def test_an_outlet_is_one_small_file(name: str) -> None:
    lines = (FOLDER / f"{name}.py").read_text("utf-8").splitlines()
    assert len(lines) <= MOST_LINES
    assert spiders()[name].__doc__


@pytest.mark.parametrize("name", sorted(spiders()))
def test_an_outlet_is_found_by_its_sections(name: str) -> None:
    source = spiders()[name].source
    assert [outlet_of(section) for section in source.sections] == [name] * len(
        source.sections
    )
    assert len(set(source.sections)) == len(source.sections)


@pytest.mark.parametrize("name", sorted(spiders()))
def test_article_addresses_are_told_from_lists(name: str) -> None:
    source = spiders()[name].source
    if source.article_path is None:
        return
    pattern = re.compile(source.article_path)
    for section in source.sections:
        assert pattern.search("/" + section.partition("://")[2].partition("/")[2]) is (
            None
        )
    assert pattern.search("/search/label/Sekadau?max-results=16") is None

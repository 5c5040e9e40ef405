from typing import Any

import pytest

from newsarchive.extract.jsonld import (
    MOST_AUTHORS,
    MOST_NODES,
    MOST_TEXT,
    Graph,
    addresses_of,
    read_graph,
    text_of,
    texts_of,
    types_of,
)
from tests.timing import least_seconds

NEWS = '{"@type":"NewsArticle","headline":"A","datePublished":"2023-10-20"}'


@pytest.mark.parametrize(
    "script",
    [
        NEWS,
        f"[{NEWS}]",
        f'{{"@graph":[{{"@type":"WebPage"}},{NEWS}]}}',
        f'{{"@type":"WebPage","mainEntity":{NEWS}}}',
        f"<!-- {NEWS} -->",
        f"//<![CDATA[\n{NEWS}\n//]]>",
        NEWS.replace("}", ",}"),
        NEWS.replace('"A"', '"A\n"'),
        NEWS.replace("}", ',"wordCount":NaN}'),
        NEWS.replace("}", ',"name":"\\ud83d"}'),
        f"{NEWS};",
        f'{{"@type":"Person"}} {NEWS}',
        NEWS.replace("NewsArticle", "schema:NewsArticle"),
        NEWS.replace('"NewsArticle"', '["Thing","http://schema.org/NewsArticle"]'),
    ],
)
def test_an_article_is_found_in_every_shape(script: str) -> None:
    node = read_graph([script]).article([])
    assert node is not None
    assert text_of(node["headline"]) == "A"
    assert node["datePublished"] == "2023-10-20"


@pytest.mark.parametrize(
    "script",
    ["", "   ", "kosong", "[" * 100_000, '{"a":' * 3_000, "9" * 6_000, "{" + "9" * 6_000, '["x",1,null]', " " * (MOST_TEXT + 1)],
)  # fmt: skip
def test_what_is_no_json_ld_does_no_harm(script: str) -> None:
    assert read_graph([script]).article([]) is None


def test_spaces_cost_no_seconds() -> None:
    # Every one was looked at as the beginning of a mark: found by tests/fuzz.
    script = "{" + " " * 200_000 + NEWS
    assert read_graph([script]).article([]) is not None
    assert least_seconds(lambda: read_graph([script])) < 1


def test_a_huge_number_costs_only_its_script() -> None:
    broken = '{"@type":"NewsArticle","datePublished":"2023-10-20","n":' + "9" * 6_000
    node = read_graph([broken]).article([])
    assert node == {"@type": "NewsArticle", "datePublished": "2023-10-20"}


def test_nodes_are_bounded() -> None:
    many = "[" + ",".join(["{}"] * (MOST_NODES + 10)) + "]"
    assert len(read_graph([many]).nodes) == MOST_NODES
    deep = '{"@graph":[' * 40 + "{}" + "]}" * 40
    assert 0 < len(read_graph([deep]).nodes) < 40


def test_the_article_that_names_the_page_comes_first() -> None:
    graph = read_graph(
        [
            '{"@type":"Article","headline":"tanpa tanggal"}',
            '{"@type":"Article","headline":"lain","datePublished":"2020","url":"https://a.id/lain/"}',
            '{"@type":"Article","headline":"ini","mainEntityOfPage":{"@id":"https://a.id/ini/#x"}}',
        ]
    )
    for address, headline in (("http://a.id/ini", "ini"), ("https://a.id/", "lain")):
        node = graph.article([address])
        assert node is not None
        assert node["headline"] == headline


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Aji", ["Aji"]),
        ({"@type": "Person", "name": "Aji"}, ["Aji"]),
        ([{"name": "Aji"}, "Dedi", {"name": "Aji"}], ["Aji", "Dedi"]),
        ({"@id": "#aji"}, ["Aji Wijaya"]),
        ({"@id": "#nobody"}, []),
        ({"name": ["Aji", "x"]}, ["Aji"]),
        ("https://a.id/author/aji", []),
        ([[["Aji"]], None, 3], ["Aji"]),
        ([str(n) for n in range(99)], [str(n) for n in range(MOST_AUTHORS)]),
    ],
)
def test_names(value: Any, expected: list[str]) -> None:
    graph = read_graph(['[{"@id":"#aji","name":"Aji Wijaya"},{"@id":"#nobody"}]'])
    assert graph.names(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a &amp; <b>b</b>", "a & b"),
        ({"@value": "x"}, "x"),
        (["x", "y"], "x"),
        ([], None),
        (12345, None),
        ("", None),
        ("<script>x</script>", "<script>x</script>"),
    ],
)
def test_text(value: Any, expected: str | None) -> None:
    assert text_of(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a, b ,", ["a", "b"]), (["a, b", None, "c"], ["a, b", "c"]), (None, [])],
)
def test_texts(value: Any, expected: list[str]) -> None:
    assert texts_of(value) == expected


def test_addresses_and_types() -> None:
    node = {"url": "a", "mainEntityOfPage": "b", "@id": 3}
    assert addresses_of(node) == ["a", "b"]
    assert addresses_of({"mainEntityOfPage": {"url": "c"}}) == ["c"]
    assert types_of({"@type": [1, "Article"]}) == {"Article"}
    assert Graph().article([]) is None

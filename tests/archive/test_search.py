"""Full-text search: inflections, phrases, and whatever a user may type."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsarchive.archive.api import Query, Reader, hits
from newsarchive.archive.search import matching
from newsarchive.errors import ConfigurationError
from tests.archive.articles import article
from tests.archive.home import Clock, Home

TEXTS = {
    "curi": "Polisi menangkap pelaku pencurian sepeda motor di Pasar Lama.",
    "bakar": "Kebakaran melanda lima rumah pada Jum’at malam.",
    "curhat": "Kapolsek menggelar Jumat Curhat bersama warga, kata dia.",
    "tambang": "Petugas menertibkan penambangan emas tanpa izin (PETI).",
}


@pytest.fixture
def filled(home: Home) -> Home:
    home.crawl(*(article(slug, body=body) for slug, body in TEXTS.items()))
    return home


def found(home: Home, words: str) -> set[str]:
    return {a.row.url.split("/")[3] for a in home.articles(words=words)}


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("mencuri", {"curi"}),
        ("dicuri", {"curi"}),
        ("PENCURIAN", {"curi"}),
        ("tangkap", {"curi"}),
        ("ditangkap", {"curi"}),
        ("penangkapan", {"curi"}),
        ("membakar", {"bakar"}),
        ("pertambangan", {"tambang"}),
        ("Jum'at", {"bakar", "curhat"}),
        ("jum’at", {"bakar", "curhat"}),
        ("jumat curhat", {"curhat"}),
        ("curhat jumat", {"curhat"}),
        ('"jumat curhat"', {"curhat"}),
        ('"curhat jumat"', set()),
        ('"menangkap"', {"curi"}),
        ('"tangkap"', set()),
        ('"sepeda motor" tangkap', {"curi"}),
        ('"sepeda motor', {"curi"}),
        ("berita curi", {"curi"}),
        ("polisi warga", set()),
        ("sepeda AND motor", set()),
        ("-motor", {"curi"}),
        ("emas*", {"tambang"}),
        ("(PETI)", {"tambang"}),
        ("stems:emas", set()),
        ("tidakada", set()),
    ],
)
def test_words_are_found_in_any_inflection(
    filled: Home, words: str, slugs: set[str]
) -> None:
    assert found(filled, words) == slugs


@pytest.mark.parametrize("words", ["", " ", '"', '""', "*", "- _", "’"])
def test_nothing_to_search_for_is_said_so(filled: Home, words: str) -> None:
    with pytest.raises(ConfigurationError, match="type a word"):
        found(filled, words)


def test_a_query_has_a_limit(filled: Home) -> None:
    with pytest.raises(ConfigurationError, match="more than 12 words"):
        found(filled, "kata " * 13)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    home = Home(
        f"sqlite:///{tmp_path_factory.mktemp('search') / 'archive.db'}", Clock()
    )
    home.crawl(*(article(slug, body=body) for slug, body in TEXTS.items()))
    return home.reader()


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.one_of(
        st.text(max_size=40),
        st.text(alphabet="\"'*()^:+-{}<>|&!~\\ \0aAND ORNEAR’ﬀß", max_size=40),
    )
)
@example('stems : "x')
@example("NEAR(a b, 5)")
@example("a\0b")
@example("\ud800")
@example("ŉ")
def test_whatever_is_typed_is_words(reader: Reader, words: str) -> None:
    try:
        reader.count(Query(words=words))
        hits(words, f"{words} {TEXTS['curi']}")
    except ConfigurationError as error:
        assert "search for" in str(error)  # noqa: PT017 (or nothing at all)


def test_an_old_version_is_not_found_by_its_words(filled: Home) -> None:
    filled.crawl(article("curi", body="Polisi membantah kabar itu."))
    assert found(filled, "motor") == set()
    assert found(filled, "bantah") == {"curi"}


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("curi motor", TEXTS["curi"], ["pencurian", "motor"]),
        ("jumat", TEXTS["bakar"], ["Jum’at"]),
        ('"jumat curhat"', TEXTS["curhat"], ["Jumat", "Curhat"]),
        ('"curi"', TEXTS["curi"], []),
        ("tangkap", "menangkap, ditangkap", ["menangkap", "ditangkap"]),
        ("emas", "", []),
    ],
)
def test_hits_are_where_the_words_stand(
    query: str, text: str, marked: list[str]
) -> None:
    assert [text[start:end] for start, end in hits(query, text)] == marked


@pytest.mark.parametrize(
    ("query", "stems", "words"),
    [
        ("curi", "('curi')", ""),
        ("tangkap emas", "('tangkap' | 'angkap') & ('emas')", ""),
        ('"sepeda motor"', "", "('sepeda' <-> 'motor')"),
        ('"sepeda motor" curi', "('curi')", "('sepeda' <-> 'motor')"),
    ],
)
def test_postgresql_is_asked_in_its_own_language(
    query: str, stems: str, words: str
) -> None:
    asked = matching("postgresql", query).compile().params
    assert set(asked.values()) == {stems, words} - {""}


def test_sqlite_is_asked_in_its_own_language() -> None:
    asked = matching("sqlite", '"sepeda motor" tangkap').compile().params
    assert list(asked.values()) == [
        'words : "sepeda motor" AND stems : ("tangkap" OR "angkap")'
    ]


def test_the_index_follows_the_documents(tmp_path: Path) -> None:
    home = Home(f"sqlite:///{tmp_path / 'archive.db'}", Clock())
    home.crawl(article("curi", body=TEXTS["curi"]))
    home.rows("UPDATE search_document SET stems = 'lain', words = 'lain'")
    assert found(home, "motor") == set()
    assert found(home, "lain") == {"curi"}
    home.rows("INSERT INTO search_index(search_index) VALUES ('integrity-check')")

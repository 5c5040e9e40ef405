"""The invented newsrooms' texts: plausible, all different, every form, all invented."""

import re
from collections import Counter
from itertools import combinations

import pytest

from newsarchive.demo.articles import Article
from newsarchive.demo.contents import load_outlets

ARTICLES = [article for outlet in load_outlets() for article in outlet.articles]
KEPT = [article for article in ARTICLES if article.story and not article.password]
ORIGINALS = [article for article in KEPT if article.kind == "original"]
RETOLD = [article for article in KEPT if article.copy_of]
BY_SLUG = {article.slug: article for article in ARTICLES}

DASH = r"[–—-]"
NAME = r"(?:Kabar Sekayam|KABAR SEKAYAM|Suara Enggang|SUARA ENGGANG)"
DOMAIN = r"(?:kabarsekayam\.id|suaraenggang\.id)"
DATELINES = {
    "outlet, place Kalbar": rf"{NAME}, [A-Z ]+ KALBAR {DASH}",
    "place, outlet": rf"[A-Za-z ]+, (?:{NAME}|{DOMAIN}) {DASH}",
    "place (outlet)": rf"[A-Za-z ]+ \({NAME}\) {DASH}",
    "outlet (place)": rf"{NAME} \([A-Z ]+\) {DASH}",
    "place // domain": rf"[A-Z ]+ // {DOMAIN} {DASH}",
    "place only": rf"[A-Z]+ {DASH}",
    "place Kalbar": rf"[A-Z]+ KALBAR {DASH}",
    "outlet only": rf"{NAME} {DASH}",
    "unit": rf"Polres [A-Z][a-z]+ {DASH}",
    "press office": rf"Humas Polres [A-Z][a-z]+ {DASH}",
    "chain of units": rf"Polda Kalbar – .+, {NAME} {DASH}",
    "dash –": r".+ –",
    "dash —": r".+ —",
    "dash -": r".+ -",
    "none": "",
}
BYLINES = {
    "(Name/DESK)": r"\([A-Z][a-z]+/[A-Z]{6,}\)",
    "(NAME/Desk)": r"\([A-Z]+/[A-Z][a-z]+\)",
    "(name/name/DESK)": r"\([a-z]+/[a-z]+/[A-Z]+\)",
    "(Name/Name/DESK)": r"\([A-Z][a-z]+/[A-Z][a-z]+/[A-Z]+\)",
    "***(Name/DESK)": r"\*{3}\([A-Z][a-z]+/[A-Z]+\)",
    "(Name/Humas)": r"\([A-Z][a-z]+/Humas\)",
    "(Name)": r"\([A-Z][a-z]+\)",
    "(*)": r"\(\*\)",
    "(Red)": r"\(Red\)",
    "(press office)": r"\(Humas Polres [A-Z][a-z]+.*\)",
    "[XX]": r"\[[A-Z]{2}\]",
    "[Name]": r"\[[A-Z][a-z]+\]",
    "labels": r"Penulis: [A-Za-z ]+ \| Editor: [A-Za-z ]+",
    "one label": r"Penulis: [A-Za-z ]+",
    "source line": r"Sumber: Humas Polres [A-Z][a-z]+",
    "none": "",
}
EVENTS = {
    "Jum’at (dd/mm/yyyy)": r"Jum’at \(\d\d/\d\d/\d{4}\)",
    "Jum'at": r"Jum'at .+",
    "Jum‘at": r"Jum‘at .+",
    "Jumʼat": r"Jumʼat .+",
    "Jum´at": r"Jum´at .+",
    "Jum`at": r"Jum`at .+",
    "Jumat": r"Jumat .+",
    "no year": r"[A-Z][a-z]+ \(\d\d?/\d\d?\)",
    "no leading zero": r"[A-Z][a-z]+ \(\d/\d\d/\d{4}\)",
    "month by name": r"\d\d? [A-Z][a-z]+ \d{4}",
    "weekday and month by name": r"[A-Z][a-z]+, \d\d? [A-Z][a-z]+ \d{4}",
}
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = {"Oktober": 10, "November": 11, "Desember": 12, "Januari": 1}
TOPICS = {
    "narkoba": "narkoba",
    "vehicle theft": "curanmor",
    "illegal gold": "peti",
    "land fire": "karhutla",
    "accident": "laka lantas",
    "Friday hour": "jumat curhat",
    "election": "pemilu",
    "patrol": "patroli",
    "charity": "bakti sosial",
    "child protection": "perlindungan anak",
}
REGENCIES = [
    "Bengkayang",
    "Kapuas Hulu",
    "Kayong Utara",
    "Ketapang",
    "Kubu Raya",
    "Landak",
    "Melawi",
    "Mempawah",
    "Pontianak",
    "Sambas",
    "Sanggau",
    "Sekadau",
    "Singkawang",
    "Sintang",
]
REAL_OUTLETS = [
    "antaranews",
    "berita nasional",
    "beritanasional",
    "bernas",
    "borneotribun",
    "detikcom",
    "equator",
    "faktakalbar",
    "kalbaronline",
    "kompas",
    "kumparan",
    "lensakalbar",
    "liputan6",
    "pontianak post",
    "radarkalbar",
    "republika",
    "ruai",
    "sindonews",
    "suara kalbar",
    "suarakalbar",
    "suara landak",
    "tribratanews",
    "tribun",
    "wartalandak",
]
REAL_PEOPLE = [
    "Anies",
    "Arief Hidayat",
    "Cornelis",
    "Didi Haryono",
    "Ganjar",
    "Hendrawan",
    "Jokowi",
    "Joko Widodo",
    "Listyo Sigit",
    "Pipit Rismanto",
    "Prabowo",
    "Ria Norsan",
    "Suryanbodo Asmoro",
    "Sutarmidji",
    "Sudarsono",
    "Suwandi",
    "Tommy Ferdian",
    "Dwi Prasetyo Wibowo",
]


def test_there_is_enough_to_crawl() -> None:
    first_day = [article for article in KEPT if article.day == 1]
    second_day = [article for article in KEPT if article.day == 2]

    assert len(first_day) >= 60
    assert len(second_day) == 3
    assert len(ORIGINALS) >= 40
    assert len({article.copy_of for article in RETOLD}) >= 10
    assert sum(not article.story for article in ARTICLES) >= 8
    assert sum(len(article.pages) > 0 for article in KEPT) >= 2
    assert sum(article.edit is not None for article in KEPT) == 1
    assert sum(article.gone is not None for article in KEPT) == 1
    assert {article.kind for article in RETOLD} == {"exact", "light", "cut"}


@pytest.mark.parametrize("article", ORIGINALS, ids=lambda item: item.slug)
def test_an_original_is_a_whole_article(article: Article) -> None:
    assert 5 <= len(article.paragraphs) <= (12 if article.pages else 9)
    assert all(paragraph.strip() == paragraph for paragraph in article.paragraphs)
    assert not any("\n" in paragraph for paragraph in article.paragraphs)
    assert len(" ".join(article.paragraphs).split()) >= 90


def test_no_two_originals_share_their_wording() -> None:
    shingles = [(article.slug, _shingles(article)) for article in ORIGINALS]
    near = [
        (one, other)
        for (one, mine), (other, theirs) in combinations(shingles, 2)
        if len(mine & theirs) > 0.05 * min(len(mine), len(theirs))
    ]

    assert near == []


@pytest.mark.parametrize("article", RETOLD, ids=lambda item: item.slug)
def test_a_retold_story_is_as_near_as_its_kind_says(article: Article) -> None:
    first = BY_SLUG[article.copy_of or ""]
    here, there = _shingles(article), _shingles(first)
    overlap = len(here & there) / len(here | there)

    assert article.story == first.story
    assert article.event == first.event
    assert article.published > first.published
    assert (article.paragraphs == first.paragraphs) == (article.kind == "exact")
    assert (set(article.paragraphs) < set(first.paragraphs)) == (article.kind == "cut")
    assert overlap > 0.5


def test_addresses_and_titles_are_single() -> None:
    for column in ("slug", "title"):
        counted = Counter(getattr(article, column) for article in ARTICLES)
        assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("form", DATELINES)
def test_every_dateline_form_occurs(form: str) -> None:
    printed = [article.dateline.raw if article.dateline else "" for article in KEPT]

    assert [raw for raw in printed if re.fullmatch(DATELINES[form], raw)] != []


@pytest.mark.parametrize("form", BYLINES)
def test_every_byline_form_occurs(form: str) -> None:
    printed = [article.byline.raw if article.byline else "" for article in KEPT]

    assert [raw for raw in printed if re.fullmatch(BYLINES[form], raw)] != []


@pytest.mark.parametrize("form", EVENTS)
def test_every_event_date_form_occurs(form: str) -> None:
    printed = [article.event.raw for article in KEPT if article.event]

    assert [raw for raw in printed if re.fullmatch(EVENTS[form], raw)] != []


@pytest.mark.parametrize("article", KEPT, ids=lambda item: item.slug)
def test_the_truth_says_what_is_printed(article: Article) -> None:
    dateline, byline, event = article.dateline, article.byline, article.event

    if dateline is not None:
        for said in (dateline.outlet, dateline.place):
            assert (said or "").casefold() in dateline.raw.casefold()
        for unit in (dateline.org or "").split(" > "):
            assert unit in dateline.raw
        assert not re.search(r"\bkalbar\b", dateline.place or "", re.IGNORECASE)
    for credit in byline.credits if byline else ():
        for said in (credit.name, credit.agency):
            assert byline
            assert (said or "").casefold() in byline.raw.casefold()
        assert credit.role in {"reporter", "editor"}
    assert event is not None
    assert event.raw in " ".join(article.paragraphs)


@pytest.mark.parametrize("article", KEPT, ids=lambda item: item.slug)
def test_the_event_date_is_the_printed_one(article: Article) -> None:
    event = article.event
    assert event is not None
    numbers = [int(text) for text in re.findall(r"\d+", event.raw)]
    months = [MONTHS[word] for word in re.findall(r"\w+", event.raw) if word in MONTHS]
    day, month, *year = numbers[:1] + months + numbers[1:]

    assert (event.date.day, event.date.month) == (day, month)
    assert year in ([], [event.date.year])
    assert event.date <= article.published.date()
    assert (article.published.date() - event.date).days <= 2


def test_one_story_has_a_wrong_weekday_and_says_so() -> None:
    wrong = [article for article in KEPT if not _weekday_is_right(article)]

    assert [article.note for article in wrong] == ["weekday-mismatch"]


@pytest.mark.parametrize("topic", TOPICS)
def test_the_topics_are_varied(topic: str) -> None:
    assert any(TOPICS[topic] in article.tags for article in KEPT)


@pytest.mark.parametrize("regency", REGENCIES)
def test_every_regency_has_news(regency: str) -> None:
    sections = {item.name: item.slug for item in load_outlets()[0].sections}

    assert any(sections[regency] in article.sections for article in KEPT)


@pytest.mark.parametrize("name", [*REAL_OUTLETS, *REAL_PEOPLE])
def test_no_real_outlet_or_person_is_named(name: str) -> None:
    pattern = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    named = [
        article.slug
        for article in ARTICLES
        if pattern.search("\n".join((article.title, *article.printed())))
    ]

    assert named == []


def test_numbers_follow_publication() -> None:
    for outlet in load_outlets():
        moments = [(article.day, article.published) for article in outlet.articles]
        numbers = [article.number for article in outlet.articles]
        assert moments == sorted(moments)
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_publication_times_are_jakarta_time() -> None:
    assert {str(article.published.tzinfo) for article in ARTICLES} == {"UTC+07:00"}


def _shingles(article: Article) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(article.paragraphs).lower())
    return {tuple(words[start : start + 4]) for start in range(len(words) - 3)}


def _weekday_is_right(article: Article) -> bool:
    event = article.event
    assert event is not None
    word = re.sub(r"[’'‘ʼ´`]", "", event.raw.split()[0]).strip(",")
    return word.isdigit() or word == WEEKDAYS[event.date.weekday()]

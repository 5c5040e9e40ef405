from collections import Counter
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from newsarchive.demo.newsroom import Newsroom

OUTLETS = ["Kabar Sekayam", "Suara Enggang"]


def test_two_outlets_on_loopback() -> None:
    with Newsroom() as newsroom:
        assert list(newsroom.sections) == OUTLETS
        assert len(set(newsroom.addresses)) == 2
        for address, section in zip(
            newsroom.addresses, newsroom.sections.values(), strict=True
        ):
            assert section == f"http://{address}/category/kalimantan-barat/"
            with urlopen(section) as reply:
                assert "Kalimantan Barat" in reply.read().decode()
        assert newsroom.requests == Counter(dict.fromkeys(OUTLETS, 1))


def test_every_address_of_the_truth_answers_as_it_should() -> None:
    with Newsroom(day=2) as newsroom:
        for row in newsroom.truth():
            if row.expect == "gone":
                with pytest.raises(HTTPError, match="410") as caught:
                    urlopen(row.url)
                caught.value.close()
                continue
            with urlopen(row.url) as reply:
                page = reply.read().decode()
            assert ("post-password-form" in page) == (row.expect == "protected")


def test_a_day_passes() -> None:
    with Newsroom() as newsroom:
        first = {row.url: row for row in newsroom.truth()}
        newsroom.advance()
        second = {row.url: row for row in newsroom.truth()}

    new = [row for url, row in second.items() if url not in first]
    changed = [
        row
        for url, row in first.items()
        if second[url].article.paragraphs != row.article.paragraphs
    ]
    counted = Counter(row.expect for row in second.values())
    assert [row.expect for row in new] == ["archive"] * 3
    assert len(changed) == 1
    assert counted == {"archive": 63, "gone": 1, "other-section": 9, "protected": 2}


def test_a_story_is_told_by_both_outlets() -> None:
    with Newsroom() as newsroom:
        tellers: dict[str | None, set[str]] = {}
        for row in newsroom.truth():
            if row.expect == "archive":
                tellers.setdefault(row.article.story, set()).add(row.outlet)

    assert sum(len(outlets) == 2 for outlets in tellers.values()) == 20

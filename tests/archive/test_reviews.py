"""What may identify somebody is held from the public until a person looked."""

from newsarchive.archive import writing
from newsarchive.archive.api import Answer, Archive
from newsarchive.archive.standing import WITHDRAWN
from newsarchive.run import Outcome
from newsarchive.suppression import Audience
from newsarchive.text.identifying import Sign
from tests.archive.articles import article, words
from tests.archive.home import Home

CHILD = Sign("child", ("AB (16)", "tersangka"))
VICTIM = Sign("victim", ("pencabulan", "korban"))


def public(home: Home) -> int:
    return len(home.articles(audience=Audience.PUBLIC))


def release(home: Home) -> bool:
    (one,) = home.articles()
    with Archive.open(home.address) as archive:
        return archive.release(one, by="arsiparis", why="tanpa nama")


def test_held_from_the_public_alone(home: Home) -> None:
    home.crawl(article("a", signs=(CHILD,)))
    assert public(home) == 0
    assert len(home.articles(audience=Audience.RESEARCH)) == 1
    with home.reader() as reader:
        (held,) = reader.held()
        assert reader.held(released=True) == []
    assert held.signs == [{"rule": "child", "words": ["AB (16)", "tersangka"]}]
    assert (held.key, held.source) == (home.only().row.key, "kabaruji")


def test_released_by_a_person(home: Home) -> None:
    home.crawl(article("a", signs=(CHILD,)))
    assert release(home)
    assert not release(home)
    assert public(home) == 1
    with home.reader() as reader:
        (told,) = reader.held(released=True)
        assert (told.by, told.why) == ("arsiparis", "tanpa nama")
        assert reader.held() == []


def test_an_edit_with_the_same_signs_stays_released(home: Home) -> None:
    home.crawl(article("a", signs=(CHILD,)))
    release(home)
    home.crawl(article("a", signs=(CHILD,), body=words("lain")))
    assert public(home) == 1
    home.crawl(article("a", signs=(CHILD, VICTIM), body=words("lagi")))
    assert public(home) == 0
    with home.reader() as reader:
        (held,) = reader.held()
    assert [sign["rule"] for sign in held.signs] == ["child", "victim"]


def test_an_edit_that_takes_the_signs_away_still_waits(home: Home) -> None:
    home.crawl(article("a", signs=(CHILD,)))
    home.crawl(article("a", body=words("lain")))
    assert public(home) == 0


def test_held_by_hand(home: Home) -> None:
    home.crawl(article("a"))
    with Archive.open(home.address) as archive:
        archive.hold(home.only(), by="arsiparis", why="alamat rumah")
        archive.hold(home.only(), by="arsiparis", why="alamat rumah")
    assert public(home) == 0
    release(home)
    assert public(home) == 1
    with Archive.open(home.address) as archive:
        archive.hold(home.only(), by="arsiparis", why="masih terbaca")
    assert public(home) == 0


def test_what_its_publisher_withdrew_is_held(home: Home) -> None:
    home.crawl(article("a"))
    gone = Answer(url=article("a").url, outcome=Outcome.GONE, reason="410", status=410)
    home.crawl(gone)
    assert public(home) == 1
    ((number,),) = home.rows("SELECT id FROM article")
    with Archive.open(home.address) as archive, archive.engine.begin() as connection:
        shown = writing.Provenance(1, 1)
        withdrawn = writing.State(WITHDRAWN, "berita dicabut", home.clock())
        writing.mark(connection, number, withdrawn, shown)
    assert public(home) == 0
    assert home.only().row.state == "withdrawn"

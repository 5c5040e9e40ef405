"""What is erased leaves an id and hashes, in no byte of the database a word."""

from pathlib import Path

from newsarchive.archive import connection
from newsarchive.archive.api import Archive, Decision, Lead
from newsarchive.items import Article
from newsarchive.run import Outcome
from newsarchive.suppression import Reason, Scope, url_mark
from newsarchive.text.byline import Byline, Credit
from tests.archive.articles import article, words
from tests.archive.home import Home

TOKEN = "bungaharum"


def secret(slug: str = TOKEN) -> Article:
    """An article whose every text bears a token."""
    return article(
        slug,
        title=f"Kisah {TOKEN}",
        body=f"{TOKEN} {words('rahasia')} {TOKEN}",
        tags=(TOKEN,),
        section=TOKEN,
        byline=Byline(
            raw=f"({TOKEN}/UJI)",
            credits=(Credit(name=TOKEN, role="reporter", agency="UJI"),),
        ),
    )


def erase(home: Home, name: str) -> list[str]:
    with Archive.open(home.address) as archive:
        _, articles = archive.suppress(
            name, Reason.VICTIM, Scope.EXPORT, erase=True, by="arsiparis"
        )
        archive.erase(archive.to_erase(), [])
    return articles


def every_text(home: Home) -> str:
    """All that any table says."""
    tables = [name for (name,) in home.rows(_TABLES[home.address.split(":")[0][:6]])]
    return "\n".join(
        repr(row) for table in tables for row in home.rows(f'SELECT * FROM "{table}"')
    )


_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgr": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}


def test_no_word_is_left(home: Home) -> None:
    home.crawl(secret(), article("b"))
    decision = Decision("salah", "arsiparis", home.clock())
    with Archive.open(home.address) as archive:
        (one,) = home.articles(words=TOKEN)
        archive.correct(one, "title", f"Judul {TOKEN}", decision)
    assert TOKEN in every_text(home)
    (key,) = erase(home, f"https://kabaruji.id/{TOKEN}/")
    assert TOKEN not in every_text(home)
    assert [one.row.url for one in home.articles()] == ["https://kabaruji.id/b/"]
    with home.reader() as reader:
        (told,) = reader.suppressions()
        assert told.erased_at is not None
        assert (told.target, told.scope) == (key, Scope.ALL)
        assert [person.name for person in reader.people()] == ["Aji"]
    # Nothing is left to do, and it can be done again.
    with Archive.open(home.address) as archive:
        assert archive.to_erase().is_empty


def test_no_byte_is_left_in_the_file(file: Path, home: Home) -> None:
    home = Home(f"sqlite:///{file}", home.clock)
    home.crawl(secret(), article("b"))
    assert TOKEN.encode() in file.read_bytes()
    erase(home, f"https://kabaruji.id/{TOKEN}/")
    for path in file.parent.iterdir():
        assert TOKEN.encode() not in path.read_bytes(), path
    url = connection.read_url(home.address)
    engine = connection.reader(url)
    with engine.connect() as opened:
        assert opened.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    engine.dispose()


def test_it_is_known_again(home: Home) -> None:
    home.crawl(secret())
    erase(home, f"https://kabaruji.id/{TOKEN}/")
    refused = {(Outcome.REJECTED, "suppressed"): 1}
    with home.visit() as visit:
        address = f"https://kabaruji.id/{TOKEN}/"
        assert visit.met([Lead(address)], "test", visit.clock()) == 0
    assert home.crawl(secret("lain")) == refused
    # The new address is remembered, and waits to be made a hash.
    with Archive.open(home.address) as archive:
        found = archive.to_erase()
    assert found.articles == ()
    assert home.rows("SELECT count(*) FROM suppression_mark WHERE kind = 'url'") == [
        (2,)
    ]


def test_a_copy_in_a_story_goes_with_it(home: Home) -> None:
    release = f"{TOKEN} {words('rilis', 150)}"
    home.crawl(article("a", body=release), article("b", body=release, title="Dua"))
    story = home.articles()[0].story
    assert story is not None
    assert len(erase(home, story.id)) == 2
    later = article("c", body=f"{release} Sekian.", title="Tiga")
    home.crawl(later)
    assert home.rows("SELECT count(*) FROM version WHERE text <> ''") == [(1,)]
    assert url_mark("https://kabaruji.id/a/") in every_text(home)

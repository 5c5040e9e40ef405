"""Passwords never come out, whatever else a text says."""

import pytest

from newsarchive.text.secrets import mask, secrets_of, shows


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("postgresql://arsip:rahasia@db/archive", "postgresql://arsip:***@db/archive"),
        ("(postgresql+psycopg://a:r/a:h@db/x)", "(postgresql+psycopg://a:***@db/x)"),
        ("postgresql://a:p@ss:w/rd@db/x", "postgresql://a:***@db/x"),
        ("smtp://:kunci@mail:587", "smtp://:***@mail:587"),
        (
            "postgresql://db/x?password=kunci&sslmode=x",
            "postgresql://db/x?password=***&sslmode=x",
        ),
        ("host=db PASSWORD=kunci user=a", "host=db PASSWORD=*** user=a"),
        ("two: a://b:c@d and e://f:g@h", "two: a://b:***@d and e://f:***@h"),
        # No secrets.
        ("https://kabaruji.id/a:b/", "https://kabaruji.id/a:b/"),
        ("http://127.0.0.1:8181/kabar/", "http://127.0.0.1:8181/kabar/"),
        ("sqlite:///data/archive.db", "sqlite:///data/archive.db"),
        ("postgresql://arsip@db/archive", "postgresql://arsip@db/archive"),
        ("surel: redaksi@kabaruji.id", "surel: redaksi@kabaruji.id"),
    ],
)
def test_a_password_in_an_address_is_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("user a, password rahasia", "user a, password ***"),
        ("('rahasia',)", "('***',)"),
        # A word that only holds it says nothing.
        ("dirahasiakan", "dirahasiakan"),
    ],
)
def test_a_known_password_is_masked_by_itself(text: str, masked: str) -> None:
    assert mask(text, {"rahasia"}) == masked


def test_the_longest_known_password_goes_first() -> None:
    assert mask("kunci pintu", {"kunci", "kunci pintu"}) == "***"


def test_secrets_are_found_among_our_settings() -> None:
    settings = {
        "NEWSARCHIVE_DATABASE_URL": "postgresql://arsip:r%40hasia@db/archive",
        "NEWSARCHIVE_NOTIFY_SMTP_PASSWORD": "kunci",
        "NEWSARCHIVE_NOTIFY_TOKEN": "",
        "NEWSARCHIVE_NOTIFY_WEBHOOK": "https://ntfy.sh/saluran-kami",
        "NEWSARCHIVE_LIMIT": 5,
        "NEWSARCHIVE_DATA": "data",
        "FTP_PASSWORD": "guest",
    }
    assert secrets_of(settings) == {
        "r%40hasia",
        "r@hasia",
        "kunci",
        "https://ntfy.sh/saluran-kami",
    }


@pytest.mark.parametrize(
    ("argument", "is_shown"),
    [
        ("postgresql://arsip:p@ss:w/rd@db/archive", True),
        ("--database=postgresql://arsip:kunci@db/archive", True),
        ("NEWSARCHIVE_NOTIFY_SMTP_PASSWORD=kunci", True),
        ("NEWSARCHIVE_NOTIFY_SMTP_PASSWORD=", False),
        ("postgresql://arsip@db/archive", False),
        ("https://kabaruji.id/a/?p=1", False),
        ("polsek", False),
    ],
)
def test_a_password_among_arguments_is_seen(argument: str, is_shown: bool) -> None:
    assert shows(argument) is is_shown

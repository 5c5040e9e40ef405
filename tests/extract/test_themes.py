from dataclasses import fields

import pytest

from newsarchive.extract.document import Document, rule_of
from newsarchive.extract.page import Page
from newsarchive.extract.themes import GENERIC, THEMES, Theme, theme_for, theme_of

URL = "https://a.example/a/"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_selector_compiles_and_has_no_commas(theme: Theme) -> None:
    for field in fields(theme):
        value = getattr(theme, field.name)
        if isinstance(value, tuple) and field.name not in {"folders", "signs"}:
            assert not [css for css in value if "," in css]
            assert all(rule_of(css).search is not None for css in value)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_theme_says_where_title_and_body_are(theme: Theme) -> None:
    assert theme.title
    assert theme.body or theme.sections_of_body
    assert theme.published


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            '<link rel="stylesheet" href="/wp-content/themes/jannah-child/style.css">',
            "wp-jannah",
        ),
        (
            '<link rel="stylesheet" href="/wp-content/themes/Newspaper/style.css">',
            "wp-newspaper",
        ),
        (
            '<link rel="stylesheet" href="/wp-content/themes/astra/style.css">',
            "wp-core",
        ),
        ('<meta name="generator" content="WordPress 6.4">', "wp-core"),
        ('<meta name="generator" content="Blogger">', "blogger"),
        ("<div class='detail__title'></div><div class='detail__body'></div>", "detik"),
        ("<p>x</p>", None),
    ],
)
def test_recognised(text: str, name: str | None) -> None:
    assert theme_of(Page.of(f"<html><head>{text}</head></html>", URL)) == name


def test_the_theme_to_use() -> None:
    document = Document(Page.of("<p>x</p>", URL))
    assert theme_for(document, None) is GENERIC
    assert theme_for(document, "tiada") is GENERIC
    assert theme_for(document, "wp-jannah").name == "wp-jannah"

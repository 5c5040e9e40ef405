import pytest

from newsarchive.demo.markup import Markup, Theme, as_markup, join, load_theme


def test_plain_values_are_escaped_and_markup_is_not() -> None:
    theme = Theme({"line": "\n<p>$text</p> $mark $number\n"})

    filled = theme.fill("line", text="<a> & b", mark=Markup("<i>"), number=3)

    assert filled == "<p>&lt;a&gt; &amp; b</p> <i> 3"
    assert isinstance(filled, Markup)


def test_a_place_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="text"):
        Theme({"line": "$text"}).fill("line")


def test_join_keeps_markup() -> None:
    assert join([Markup("<a>"), as_markup("<b>")], ", ") == "<a>, &lt;b&gt;"


def test_both_themes_have_the_same_pieces() -> None:
    jannah, classic = load_theme("jannah"), load_theme("twentytwentyone")

    assert set(jannah._pieces) == set(classic._pieces)

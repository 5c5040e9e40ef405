"""What else a page says of its article: section, tags, language, pictures."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from newsarchive.extract.document import Document, text_of
from newsarchive.extract.jsonld import Node, texts_of
from newsarchive.extract.jsonld import text_of as value_of
from newsarchive.extract.themes import GENERIC, Selectors, Theme
from newsarchive.items import Evidence, Image

_MOST_TAGS = 40
_MOST_IMAGES = 30
_LONGEST_TAG = 80
# Where lazy loading keeps a picture's address; src is then a placeholder.
_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-lazy", "src")
_PLACEHOLDER = ("data:", "about:")
_PLACEHOLDER_NAMES = (
    "blank.gif",
    "jeg-empty.png",
    "placeholder",
    "spacer.gif",
    "/pixel",
)
# Where Google's picture servers, Blogger's, write the size and the cut asked for.
_GOOGLES = re.compile(r"https?://[^/]+\.(?:blogspot|ggpht|googleusercontent)\.com/")
_SIZE = re.compile(r"(?:/[swh]\d+(?:-[a-z0-9]+)*(?=/[^/]*$)|=[swh]\d+(?:-[a-z0-9]+)*$)")
_HOMES = frozenset({"home", "homepage", "beranda", "depan"})
# The old code of Indonesian, which Blogger still prints.
_OLD_LANGUAGES = {"in": "id"}


def read_section(
    document: Document, node: Node | None, theme: Theme
) -> Evidence | None:
    """Name the section an article is filed under."""
    stated = texts_of(node.get("articleSection")) if node is not None else []
    for text in stated:
        return Evidence(text, "json-ld", "articleSection")
    value = document.meta("article:section")
    if value is not None:
        return Evidence(value, "meta", "article:section")
    for css in _both(theme.section, GENERIC.section):
        for text in _in_section_order(css, document.values(css))[:1]:
            return Evidence(text, "theme", css)
    return None


def _in_section_order(css: str, texts: list[str]) -> list[str]:
    """Order what may be the section: of a breadcrumb the innermost, never the home."""
    if "breadcrumb" not in css:
        return texts
    return [text for text in reversed(texts) if text.casefold() not in _HOMES]


def read_tags(document: Document, node: Node | None, theme: Theme) -> tuple[str, ...]:
    """List an article's tags as printed, without repeats."""
    for texts in _tag_lists(document, node, theme):
        tags = dict.fromkeys(text for text in texts if len(text) <= _LONGEST_TAG)
        if tags:
            return tuple(tags)[:_MOST_TAGS]
    return ()


def read_language(document: Document, node: Node | None) -> str | None:
    """Name the language the page declares, as a code of two or three letters."""
    root = document.tree
    declared = (
        root.get("lang"),
        root.get("xml:lang"),
        value_of(node.get("inLanguage")) if node is not None else None,
        document.meta("og:locale"),
    )
    for value in declared:
        code = (value or "").replace("_", "-").partition("-")[0].strip().lower()
        if code.isalpha() and len(code) in {2, 3}:
            return _OLD_LANGUAGES.get(code, code)
    return None


def read_images(
    document: Document,
    theme: Theme,
    bodies: Sequence[HtmlElement],
    drop: Collection[HtmlElement] = (),
) -> tuple[Image, ...]:
    """List an article's pictures, the lead picture first, each once.

    Pictures inside `drop`, what the theme puts into the text, are not the article's.
    """
    found: dict[str, Image] = {}
    for image in _images(document, theme, bodies, drop):
        name = _sizeless(image.url)
        known = found.setdefault(name, image)
        if known.caption is None and image.caption is not None:
            found[name] = replace(known, caption=image.caption)
    return tuple(found.values())[:_MOST_IMAGES]


def _sizeless(url: str) -> str:
    """Name a picture alike in every size: Blogger's pages have it in two or three."""
    return _SIZE.sub("", url) if _GOOGLES.match(url) else url


def _both(own: Selectors, general: Selectors) -> Selectors:
    return tuple(dict.fromkeys(own + general))


def _tag_lists(
    document: Document, node: Node | None, theme: Theme
) -> Iterator[list[str]]:
    if node is not None:
        yield texts_of(node.get("keywords"))
    yield document.metas.get("article:tag", [])
    for css in _both(theme.tags, GENERIC.tags):
        yield [text.removeprefix("#").strip() for text in document.values(css)]
    for name in ("news_keywords", "keywords"):
        yield texts_of(document.meta(name))


def _images(
    document: Document,
    theme: Theme,
    bodies: Sequence[HtmlElement],
    drop: Collection[HtmlElement],
) -> Iterator[Image]:
    yield from _lead_images(document, theme)
    yield from _figure_above(document, next(iter(bodies), None))
    for body in bodies:
        for element in body.iter("img"):
            if any(above in drop for above in element.iterancestors()):
                continue
            yield from _read_image(document, element, _caption_of(element))


def _lead_images(document: Document, theme: Theme) -> Iterator[Image]:
    """Read the picture above the text; its caption goes with what metadata name too."""
    caption = _first(document, _both(theme.caption, GENERIC.caption))
    url = document.absolute(document.meta("og:image"))
    if url is not None:
        yield Image(url, caption)
    for css in _both(theme.lead_image, GENERIC.lead_image):
        for element in document.find(css)[:1]:
            yield from _read_image(document, element, caption)


def _figure_above(document: Document, body: HtmlElement | None) -> Iterator[Image]:
    """Read the last figure that stands between the headline and the text."""
    if body is None:
        return
    found: HtmlElement | None = None
    for element in document.tree.iter("h1", "figure", str(body.tag)):
        if element is body:
            break
        found = element if element.tag in {"figure", "h1"} else found
    if found is not None and found.tag == "figure":
        for image in found.iter("img"):
            yield from _read_image(document, image, _caption_of(image))


def _first(document: Document, selectors: Selectors) -> str | None:
    for css in selectors:
        for text in document.values(css):
            return text
    return None


def _read_image(
    document: Document, element: HtmlElement, caption: str | None
) -> Iterator[Image]:
    for name in _SOURCES:
        value = (element.get(name) or "").strip()
        if not value or value.startswith(_PLACEHOLDER):
            continue
        url = document.absolute(value)
        if url is not None and not any(name in url for name in _PLACEHOLDER_NAMES):
            yield Image(url, caption)
            return


def _caption_of(element: HtmlElement) -> str | None:
    """Read the caption of a picture from the <figure> or box around it."""
    for holder in element.iterancestors("figure", "table", "div"):
        if holder.tag == "div" and "caption" not in (holder.get("class") or ""):
            return None
        for caption in holder.iter("figcaption", "p", "td"):
            names = caption.get("class") or ""
            if caption.tag == "figcaption" or "caption" in names:
                return text_of(caption) or None
    return None

"""The shape of a theme: where a content system prints what.

Selectors have no commas; earlier ones are better. `::attr(x)` takes an attribute, all
others an element's text.
"""

from dataclasses import dataclass

Selectors = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Selectors of one theme or content system.

    `signs` are alternatives of classes and ids that only its pages have; `folders` are
    names below /wp-content/themes/. `people` are blocks of lines such as "Editor: X".
    `sections_of_body` are several elements that make one body. `single` is the query
    that gives a divided article as one page.
    """

    name: str
    folders: tuple[str, ...] = ()
    signs: tuple[frozenset[str], ...] = ()
    generator: str | None = None
    title: Selectors = ()
    published: Selectors = ()
    modified: Selectors = ()
    author: Selectors = ()
    people: Selectors = ()
    tags: Selectors = ()
    section: Selectors = ()
    body: Selectors = ()
    sections_of_body: Selectors = ()
    lead_image: Selectors = ()
    caption: Selectors = ()
    drop: Selectors = ()
    parts: Selectors = ()
    single: str | None = None
    items: Selectors = ()


def signs(*alternatives: str) -> tuple[frozenset[str], ...]:
    """Write down what shows a theme: of each alternative all marks, "#id" or ".class"."""
    return tuple(frozenset(alternative.split()) for alternative in alternatives)

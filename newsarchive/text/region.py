"""Whether a story of a national outlet is one of Kalimantan Barat.

The rule, in order; the first that holds ties the story to the region:

1. label: its section or a tag names the province, or a place in it;
2. title: the title names the province, a place in it, or one of its police units;
3. dateline: the dateline's place lies in it;
4. lead: the first two paragraphs name one of the three;
5. text: the rest names a regency that the story is about, or a police unit, and no
   dateline sets the story elsewhere.
"""

import re
from collections.abc import Callable, Iterable

from newsarchive.text.dateline import Dateline
from newsarchive.text.findings import Findings
from newsarchive.text.places import find_places
from newsarchive.text.police import find_units

_PROVINCE = re.compile(
    r"\b(?:kalbar|kalimantan[\s-]+barat|west[\s-]+kalimantan)\b", re.IGNORECASE
)
_LEAD = 2


def tie_to_region(
    title: str | None,
    body: str,
    labels: Iterable[str],
    dateline: Dateline | None,
    findings: Findings,
) -> str | None:
    """Name the rule that ties a story to the region; None where none does."""
    lead = "\n\n".join(body.split("\n\n")[:_LEAD])
    rules: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("label", lambda: any(map(_names_region, labels))),
        ("title", lambda: _names_region(title or "")),
        ("dateline", lambda: dateline is not None and dateline.code is not None),
        ("lead", lambda: _names_region(lead)),
        ("text", lambda: _is_about(dateline, findings)),
    )
    return next((name for name, holds in rules if holds()), None)


def _names_region(text: str) -> bool:
    words = text.replace("-", " ")
    return (
        _PROVINCE.search(words) is not None
        or bool(find_places(words))
        or bool(find_units(words))
    )


def _is_about(dateline: Dateline | None, findings: Findings) -> bool:
    if dateline is not None and dateline.place is not None:
        return False
    return findings.regency is not None or bool(findings.units)

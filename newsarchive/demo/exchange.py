"""One question over HTTP and one answer, free of any server."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

HTML = "text/html; charset=UTF-8"
JSON = "application/json; charset=UTF-8"
RSS = "application/rss+xml; charset=UTF-8"
TEXT = "text/plain; charset=utf-8"
XML = "application/xml; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: a decoded path, its query, and headers by lower-case name."""

    path: str
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def last(self, name: str, default: str = "") -> str:
        """Return the last value of a query parameter, as PHP does."""
        return self.query.get(name, (default,))[-1]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered."""

    status: int
    body: str = ""
    kind: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)


def redirect(address: str, status: int = 301) -> Answer:
    """Return the answer that sends the asker elsewhere."""
    return Answer(status, headers={"Location": address, "X-Redirect-By": "WordPress"})


def json_answer(
    body: Any,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Return an answer in JSON with slashes escaped as PHP does."""
    text = json.dumps(body).replace("/", "\\/")
    return Answer(status, text, JSON, {"X-Robots-Tag": "noindex", **(headers or {})})

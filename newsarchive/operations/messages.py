"""What a channel is told: one message of all alarms it has not heard of."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from newsarchive.archive.api import Outstanding, StoredAlarm

ZONE = ZoneInfo("Asia/Jakarta")

# What Telegram takes at most is 4096 characters; a list this long is read by nobody.
LONGEST = 3800


@dataclass(frozen=True, slots=True)
class Message:
    """A title and lines of plain text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Post:
    """What is sent to a webhook."""

    body: bytes
    headers: Mapping[str, str]


def line(alarm: StoredAlarm) -> str:
    """Tell an alarm in one line: what, since when, how it was before, what to do."""
    return (
        f"{alarm.source or 'this machine'}: {alarm.told}, since "
        f"{alarm.since.astimezone(ZONE).date()}; before: {alarm.before}; do: {alarm.remedy}"
    )


def message_of(found: Outstanding) -> Message:
    """Write what a channel has to hear."""
    parts = [
        f"{len(found.raised)} new" if found.raised else "",
        f"{len(found.ended)} over" if found.ended else "",
    ]
    title = f"newsarchive alarms: {', '.join(part for part in parts if part)}"
    lines = [f"[{one.id}] {line(one)}" for one in found.raised]
    lines += [_over(one) for one in found.ended]
    return Message(title, _cut(lines))


def trial() -> Message:
    """Write a message that tries whether a channel works."""
    return Message(
        "newsarchive: a test", "This channel is told of newsarchive's alarms."
    )


def post_of(shape: str, message: Message, chat: str, token: str) -> Post:
    """Give a message the shape that a service wants."""
    return _SHAPES[shape](message, chat, token)


def _over(alarm: StoredAlarm) -> str:
    return f"[{alarm.id}] over: {alarm.source or 'this machine'}: {alarm.monitor}"


def _cut(lines: Sequence[str]) -> str:
    """Keep as many lines as a message may have; say how many are left out."""
    kept: list[str] = []
    for number, one in enumerate(lines):
        if sum(map(len, kept)) + len(one) > LONGEST and kept:
            kept.append(f"... and {len(lines) - number} more: `newsarchive alarms`")
            break
        kept.append(one[:LONGEST])
    return "\n".join(kept)


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _ntfy(message: Message, _: str, token: str) -> Post:
    headers = {"Title": message.title, "Tags": "warning", **_bearer(token)}
    return Post(message.text.encode(), headers)


def _slack(message: Message, _: str, token: str) -> Post:
    return _json({"text": f"*{message.title}*\n{message.text}"}, _bearer(token))


def _telegram(message: Message, chat: str, _: str) -> Post:
    text = f"{message.title}\n{message.text}"
    told = {"chat_id": chat, "text": text, "disable_web_page_preview": True}
    return _json(told, {})


def _plain(message: Message, _: str, token: str) -> Post:
    return _json({"title": message.title, "text": message.text}, _bearer(token))


def _json(value: object, headers: Mapping[str, str]) -> Post:
    body = json.dumps(value, ensure_ascii=False).encode()
    return Post(body, {"Content-Type": "application/json", **headers})


_SHAPES: Mapping[str, Callable[[Message, str, str], Post]] = {
    "ntfy": _ntfy,
    "slack": _slack,
    "telegram": _telegram,
    "json": _plain,
}
SHAPES = tuple(_SHAPES)

"""Who was told of which alarm: what each channel still has to hear, and when it last did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import Connection, func, select

from newsarchive.archive import alarms
from newsarchive.archive.alarms import ZONE, StoredAlarm
from newsarchive.archive.ledger import upsert
from newsarchive.archive.tables import Alarm, Notice


class Event(StrEnum):
    """What a channel is told of an alarm."""

    RAISED = "raised"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What a channel has not heard yet."""

    raised: tuple[StoredAlarm, ...]
    ended: tuple[StoredAlarm, ...]


def outstanding(connection: Connection, channel: str, now: datetime) -> Outstanding:
    """Read what a channel has to be told: new alarms, and the end of those it knows.

    An alarm whose acknowledgement has run out is told of again.
    """
    told = _told(connection, channel)
    today = now.astimezone(ZONE).date()
    standing = [
        one for one in alarms.every(connection)[::-1] if not one.is_quiet(today)
    ]
    known = [number for number, event in told if event is Event.RAISED]
    over = [number for number in known if (number, Event.ENDED) not in told]
    return Outstanding(
        raised=tuple(one for one in standing if not _knows(told, one)),
        ended=alarms.of_numbers(connection, over, ended=True),
    )


def last_sent(connection: Connection, channel: str) -> datetime | None:
    """Say when a channel was last told anything."""
    found: datetime | None = connection.scalar(
        select(func.max(Notice.sent_at, type_=Notice.sent_at.type)).where(
            Notice.channel == channel
        )
    )
    return found


def note(
    connection: Connection,
    channel: str,
    told: Iterable[tuple[StoredAlarm, Event]],
    now: datetime,
) -> None:
    """Keep that a channel was told."""
    for one, event in told:
        statement = upsert(connection, Notice).values(
            alarm_id=one.id, channel=channel, event=event, sent_at=now
        )
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["alarm_id", "channel", "event"],
                set_={"sent_at": now},
            )
        )


def _told(connection: Connection, channel: str) -> dict[tuple[int, Event], datetime]:
    rows = connection.execute(
        select(Notice.alarm_id, Notice.event, Notice.sent_at)
        .join(Alarm, Alarm.id == Notice.alarm_id)
        .where(Notice.channel == channel)
    )
    return {(number, Event(event)): at for number, event, at in rows}


def _knows(told: dict[tuple[int, Event], datetime], alarm: StoredAlarm) -> bool:
    sent = told.get((alarm.id, Event.RAISED))
    if sent is None or alarm.ack_until is None:
        return sent is not None
    # The first moment after the last quiet day.
    after = datetime.fromisoformat(alarm.ack_until).date() + timedelta(days=1)
    return sent >= datetime.combine(after, time(), ZONE).astimezone(UTC)

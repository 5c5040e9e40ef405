"""Tell every channel what it has not heard, not more often than it wants to hear."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from newsarchive.archive.api import Archive, Event, Reader
from newsarchive.operations.channels import Channel, NotSentError
from newsarchive.operations.messages import message_of, trial


def notify(
    archive: Archive,
    reader: Reader,
    channels: Sequence[Channel],
    every: timedelta,
    now: datetime,
) -> Iterator[str]:
    """Send one message a channel; give a line for each that was not possible.

    What was not sent, or would be too soon after the last message, waits for the next
    time.
    """
    for channel in channels:
        last = reader.last_sent(channel.name)
        if last is not None and now - last < every:
            continue
        found = reader.outstanding(channel.name, now)
        if not found.raised and not found.ended:
            continue
        try:
            channel.send(message_of(found))
        except NotSentError as error:
            yield f"alarms not sent by {channel.name}: {error}; they wait for next time"
            continue
        told = [(one, Event.RAISED) for one in found.raised]
        told += [(one, Event.ENDED) for one in found.ended]
        archive.note_sent(channel.name, told, now)


def try_out(channels: Sequence[Channel]) -> Iterator[str]:
    """Send a test to every channel; give a line for each, with what went wrong."""
    for channel in channels:
        try:
            channel.send(trial())
        except NotSentError as error:
            yield f"not sent by {channel.name}: {error}"

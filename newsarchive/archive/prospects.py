"""What an answer that brought no article to store means for the address: when again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from newsarchive import policy
from newsarchive.archive import schedule
from newsarchive.archive.tables import Page
from newsarchive.run import Outcome

# The outcomes of an article's own address.
CHECKED = {Outcome.STORED, Outcome.UNCHANGED, Outcome.GONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a fetch ended in when it brought no article to store; `at` is when it came.

    `not_before` is the moment until which the site asks us to wait. `detail` is what
    showed the reason, `moved` another address that answered in the end.
    """

    url: str
    outcome: Outcome
    reason: str | None = None
    status: int | None = None
    at: datetime | None = None
    not_before: datetime | None = None
    detail: str | None = None
    moved: str | None = None


def prospects(
    connection: Connection,
    source_id: int,
    answer: Answer,
    article_id: int | None,
    now: datetime,
) -> dict[str, Any]:
    """Decide whether and when an address is asked again; give the ledger's values."""
    again = policy.retry_at(answer.outcome, answer.status, answer.reason, now)
    # An article that was stored once keeps its own times.
    is_kept = article_id is not None and answer.reason in policy.TROUBLED_PAGES
    if again is not None and not is_kept:
        return _failed(connection, source_id, answer, again)
    next_check = None
    # What stands in the place of an article now, a maintenance page say, may pass.
    if article_id is not None and answer.outcome in CHECKED | {Outcome.REJECTED}:
        next_check = schedule.next_check(connection, article_id, now)
    return {
        "reason": answer.reason,
        "attempts": 0,
        "failures": 0.0,
        "next_check_at": next_check,
    }


def _failed(
    connection: Connection, source_id: int, answer: Answer, again: datetime
) -> dict[str, Any]:
    """Weigh a failure with those before it; give the address up when it is enough."""
    before = connection.execute(
        select(Page.failures, Page.attempts).where(
            Page.source_id == source_id, Page.url == answer.url
        )
    ).first()
    failures, attempts = (before.failures, before.attempts) if before else (0.0, 0)
    failures += policy.weight(answer.status, answer.reason)
    is_given_up = failures >= policy.GIVE_UP_AT
    return {
        "reason": f"given up: {answer.reason}" if is_given_up else answer.reason,
        "attempts": attempts + 1,
        "failures": failures,
        "next_check_at": None
        if is_given_up
        else max(again, answer.not_before or again),
    }

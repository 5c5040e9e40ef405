"""What an answer that brings no article says of the article that was there.

Its words stay whatever is answered. It counts as withdrawn on an explicit sign only, as gone
when its address says so or leads elsewhere; anything else, a maintenance page say, is kept
as evidence beside a state that does not change.
"""

from dataclasses import dataclass

from newsarchive.run import Outcome

LIVE = "live"
GONE = "gone"
WITHDRAWN = "withdrawn"
SOFT_404 = "soft 404"
NO_ARTICLE = "leads to no article"
_NOT_FOUND = "not-found"
# What a page is to which the address of a removed article is redirected.
_ELSEWHERE = frozenset({"empty", "list", "not-article", "search"})


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledger says of the address, and how its article stands for which reason."""

    outcome: Outcome
    reason: str | None
    state: str
    evidence: str


def standing(
    outcome: Outcome, reason: str | None, detail: str | None, moved: str | None
) -> Standing | None:
    """Judge an answer by its outcome, its reason, what showed it, where it led.

    None where it says nothing of the article: what failed or was blocked is asked again.
    """
    if reason == WITHDRAWN:
        return Standing(Outcome.GONE, reason, WITHDRAWN, _told(reason, detail))
    if outcome is Outcome.GONE:
        return Standing(outcome, reason, GONE, reason or GONE)
    if outcome is Outcome.REJECTED:
        return _instead(reason or "rejected", detail, moved)
    return None


def _instead(reason: str, detail: str | None, moved: str | None) -> Standing:
    """Judge a page that stands where the article stood."""
    if reason == _NOT_FOUND:
        return Standing(Outcome.GONE, SOFT_404, GONE, _told(SOFT_404, detail))
    if moved is not None and reason in _ELSEWHERE:
        told = _told(NO_ARTICLE, moved)
        return Standing(Outcome.GONE, NO_ARTICLE, GONE, told)
    return Standing(Outcome.REJECTED, reason, LIVE, _told(reason, detail))


def _told(reason: str, detail: str | None) -> str:
    return f"{reason}: {detail}" if detail else reason

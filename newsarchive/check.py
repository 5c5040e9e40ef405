"""A check: what a live look at an outlet found of what its file declares."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """How a thing looked for stands; a later one is worse."""

    OK = "ok"
    ABSENT = "absent"  # not there, and not declared
    DIFFERS = "differs"  # there, and not as declared
    BROKEN = "broken"  # declared or needed, and not there


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for; `field` is what of the declaration it speaks of, if any."""

    what: str
    verdict: Verdict
    told: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A look at one outlet at one moment."""

    source: str
    at: datetime
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of what was found; what is merely absent is no fault."""
        worst = {finding.verdict for finding in self.findings} - {Verdict.ABSENT}
        ranked = (Verdict.BROKEN, Verdict.DIFFERS)
        return next((one for one in ranked if one in worst), Verdict.OK)

    @property
    def verified(self) -> tuple[str, ...]:
        """The declared fields that hold, and that nothing found contradicts."""
        faulty = {one.field for one in self.findings if one.verdict is not Verdict.OK}
        sound = {one.field for one in self.findings if one.verdict is Verdict.OK}
        return tuple(sorted(filter(None, sound - faulty)))

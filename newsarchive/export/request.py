"""What an export is asked to be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from newsarchive.archive.api import Beside, Choice
from newsarchive.export.forms import AUDIENCES, Compression, Format, Profile
from newsarchive.export.tables import TABLES

# Told how many of how many records are done.
Follow = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A release as it is asked for; `filters` are the choice's as they were typed.

    `since` is the release that a delta is made against. Nothing is published that has
    lost more than `max_loss` of the last one's articles, unless `force` says why.
    """

    choice: Choice
    forms: tuple[Format, ...] = (Format.JSONL,)
    tables: tuple[str, ...] = tuple(TABLES)
    profile: Profile = Profile.EXCERPT
    compression: Compression = Compression.GZIP
    filters: Mapping[str, Any] = field(default_factory=dict)
    since: Path | None = None
    max_loss: float = 1.0
    force: str | None = None

    def __post_init__(self) -> None:
        # Whatever was asked: a profile is for an audience.
        query = replace(self.choice.query, audience=AUDIENCES[self.profile])
        object.__setattr__(self, "choice", replace(self.choice, query=query))

    @property
    def beside(self) -> Beside:
        """For whom the tables beside the articles are read."""
        return Beside(self.choice.query.audience, self.choice.as_of)

    def told(self) -> dict[str, Any]:
        """Say what was asked, as the manifest keeps it: the same again, the same bytes."""
        as_of = self.choice.as_of
        return {
            "formats": [str(form) for form in self.forms],
            "tables": list(self.tables),
            "profile": str(self.profile),
            "compression": str(self.compression),
            "count_once": self.choice.once,
            "as_of": as_of.isoformat() if as_of else None,
            "since_release": self.since.resolve().name if self.since else None,
            "filters": dict(self.filters),
        }

"""The choices of an export."""

from collections.abc import Mapping
from enum import StrEnum

from newsarchive.suppression import Audience


class Format(StrEnum):
    """How records are written."""

    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"


class Profile(StrEnum):
    """How much of an article's text a record carries."""

    FULL = "full"
    EXCERPT = "excerpt"
    METADATA = "metadata"


# Whole texts are for those who agreed to terms; anything less is for anybody.
AUDIENCES: Mapping[Profile, Audience] = {
    Profile.FULL: Audience.RESEARCH,
    Profile.EXCERPT: Audience.PUBLIC,
    Profile.METADATA: Audience.PUBLIC,
}

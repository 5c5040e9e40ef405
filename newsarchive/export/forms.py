"""The choices of an export."""

from enum import StrEnum


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

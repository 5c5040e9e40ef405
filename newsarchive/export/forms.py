"""The choices of an export."""

from collections.abc import Mapping
from enum import StrEnum

from newsarchive.suppression import Audience


class Format(StrEnum):
    """How records are written."""

    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    NINJS = "ninjs"
    JSONLD = "jsonld"


# What is one stream of bytes, which can go through a pipe.
STREAMED = frozenset(Format) - {Format.PARQUET, Format.SQLITE}


class Profile(StrEnum):
    """How much of an article's text a record carries."""

    FULL = "full"
    MASKED = "masked"
    EXCERPT = "excerpt"
    METADATA = "metadata"


class Compression(StrEnum):
    """How a stream is compressed."""

    GZIP = "gzip"
    ZSTD = "zstd"
    NONE = "none"


# Whole texts are for those who agreed to terms; anything less is for anybody. What may
# identify a child or a victim by more than a name goes out masked only when released.
AUDIENCES: Mapping[Profile, Audience] = {
    Profile.FULL: Audience.RESEARCH,
    Profile.MASKED: Audience.PUBLIC,
    Profile.EXCERPT: Audience.PUBLIC,
    Profile.METADATA: Audience.PUBLIC,
}
SUFFIXES: Mapping[Compression, str] = {
    Compression.GZIP: ".gz",
    Compression.ZSTD: ".zst",
    Compression.NONE: "",
}

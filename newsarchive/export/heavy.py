"""The heavy libraries, loaded where they are used and nowhere else."""

from typing import Any

from newsarchive.errors import ConfigurationError


def arrow() -> Any:
    """Load pyarrow."""
    try:
        import pyarrow as pa  # noqa: PLC0415 (heavy)
        import pyarrow.json  # noqa: PLC0415 (heavy)
        import pyarrow.parquet  # noqa: PLC0415 (heavy)
    except ModuleNotFoundError as error:
        raise _missing("Parquet, zstd and Arrow need pyarrow") from error
    return pa


def polars() -> Any:
    """Load polars."""
    try:
        import polars as pl  # noqa: PLC0415 (heavy)
    except ModuleNotFoundError as error:
        raise _missing("this needs polars") from error
    return pl


def _missing(what: str) -> ConfigurationError:
    return ConfigurationError(f"{what}: pip install 'newsarchive[data]'")

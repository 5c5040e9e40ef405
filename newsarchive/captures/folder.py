"""Where captures are kept."""

from pathlib import Path


def captures_folder(data: str | Path) -> Path:
    """Name the folder of the captures below the folder of all data."""
    return Path(data) / "captures"

"""Where captures are kept."""

from pathlib import Path

from newsarchive.captures.store import Store, store_at


def captures_folder(data: str | Path) -> Path:
    """Name the folder of the captures below the folder of all data."""
    return Path(data) / "captures"


def captures_place(data: str | Path, given: str) -> Path | Store:
    """Give where captures are kept: as `given`, a folder or an address, or by default.

    With an address each file is written below the data first, and then brought there.
    """
    if not given:
        return captures_folder(data)
    if "://" not in given:
        return Path(given)
    return store_at(given, Path(data) / "captures-to-upload")

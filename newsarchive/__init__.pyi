from pathlib import Path

from newsarchive.library import Library

__version__: str

def open(address: str | Path) -> Library: ...  # noqa: A001

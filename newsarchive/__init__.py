"""The archive of record for police news of Kalimantan Barat."""

from importlib import import_module

__version__ = "0.1.0"


def open(address):  # type: ignore[no-untyped-def]  # noqa: A001 (as people read it: newsarchive.open)
    """Open an archive for reading: a file, or a database's address; see `library`."""
    # Loaded when it is asked for: `import newsarchive` stays light.
    return import_module("newsarchive.library").open_archive(address)

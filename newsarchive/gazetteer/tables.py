"""Reads the tab-separated tables that ship with the package."""

from importlib.resources import files

_DATA = files("newsarchive.gazetteer") / "data"


def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Read a table's rows, each a mapping of column to cell; no quoting, no comments."""
    head, *rows = (_DATA / name).read_text(encoding="utf-8").splitlines()
    columns = head.split("\t")
    return tuple(dict(zip(columns, row.split("\t"), strict=True)) for row in rows)


def listed(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several values, parted by semicolons."""
    return tuple(filter(None, cell.split(";")))

"""The scripts that make and change an archive's tables, and Alembic, which runs them."""

import atexit
import shutil
import tempfile
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def run(connection: Connection, way: str, revision: str) -> None:
    """Run the scripts up, or down, to a version, in a connection's transaction."""
    config = configured()
    config.attributes["connection"] = connection
    getattr(command, way)(config, revision)


def configured() -> Config:
    """Configure Alembic: where the scripts are."""
    config = Config()
    config.set_main_option("script_location", str(_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@cache
def _folder() -> Path:
    """Give the scripts as files; Alembic cannot read them out of scrapyd's zipped egg."""
    stored = resources.files("newsarchive.archive") / "migrations"
    if isinstance(stored, Path):
        return stored
    folder = Path(tempfile.mkdtemp(prefix="newsarchive-migrations-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    unpack(stored, folder)
    return folder


def unpack(stored: Traversable, folder: Path) -> None:
    """Write stored files, and those in folders among them, into a folder."""
    folder.mkdir(exist_ok=True)
    for one in stored.iterdir():
        if one.is_dir():
            unpack(one, folder / one.name)
        else:
            (folder / one.name).write_bytes(one.read_bytes())

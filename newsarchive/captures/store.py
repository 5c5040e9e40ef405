"""Captures at an address that fsspec knows, shared by machines; and those on their way.

A file of captures is written to a folder here, the spool, as safely as any other. When it
is closed it is uploaded whole, and removed here only after the store has all of it. What
a crash or a store that is away leaves behind is uploaded with the next run: nothing is
lost but time, and until then this machine alone can read it.
"""

import contextlib
import fcntl
import logging
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from newsarchive.errors import CaptureError, ConfigurationError

log = logging.getLogger(__name__)
# A record is some ten kilobytes; more than this at once would be for nothing.
_BLOCK = 2**18
SUFFIX = ".warc.gz"


@dataclass(frozen=True)
class Store:
    """An address with captures, and the spool of those that are not there yet."""

    url: str
    spool: Path
    remote: Any
    root: str

    def __truediv__(self, file: str) -> "File":
        """Name a file by what rows call it."""
        return File(self, file)

    def __str__(self) -> str:
        return self.url

    def rglob(self, _: str = SUFFIX) -> Iterator["File"]:
        """Name all files, here and there."""
        here = {path.relative_to(self.spool).as_posix() for path in self.waiting()}
        with _told(self.url):
            there = self.remote.find(self.root)
        prefix = len(self.root.rstrip("/")) + 1
        names = here | {name[prefix:] for name in there if name.endswith(SUFFIX)}
        return (File(self, name) for name in sorted(names))

    def deliver_beside(self) -> None:
        """Upload what is ready, beside what else this process does; it ends after that."""
        threading.Thread(target=self._deliver_or_tell).start()

    def deliver(self) -> list[str]:
        """Upload all files that nobody writes; name them. CaptureError tells of trouble."""
        delivered = []
        for path in self.waiting():
            with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
                # Another process writes it, or uploads it.
                if _is_ours(file) and path.exists():
                    self._upload(path)
                    delivered.append(path.relative_to(self.spool).as_posix())
        return delivered

    def _deliver_or_tell(self) -> None:
        try:
            self.deliver()
        except CaptureError as error:
            log.error("%s; captures stay in %s until the next run", error, self.spool)  # noqa: TRY400 (one line)

    def _upload(self, path: Path) -> None:
        target = f"{self.root}/{path.relative_to(self.spool).as_posix()}"
        size = path.stat().st_size
        with _told(self.url):
            self.remote.makedirs(target.rpartition("/")[0], exist_ok=True)
            self.remote.put_file(str(path), target)
            self.remote.invalidate_cache()
            there = self.remote.size(target)
        if there != size:
            raise CaptureError(f"{self.url}: {target} has {there} bytes, not {size}")
        path.unlink()

    def sizes(self) -> dict[str, int]:
        """Give the bytes of every file, here and there."""
        here = {
            path.relative_to(self.spool).as_posix(): path.stat().st_size
            for path in self.waiting()
        }
        prefix = len(self.root.rstrip("/")) + 1
        with _told(self.url):
            found = self.remote.find(self.root, detail=True)
        there = {
            name[prefix:]: int(told["size"])
            for name, told in found.items()
            if name.endswith(SUFFIX)
        }
        return dict(sorted({**there, **here}.items()))

    def change(self, file: str, change: Callable[[Path], object]) -> None:
        """Change a file where it is: here, or by a copy that is brought back whole."""
        if (self.spool / file).exists():
            change(self.spool / file)
            return
        place = f"{self.root}/{file}"
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "file"
            with _told(f"{self.url}/{file}"):
                self.remote.get_file(place, str(copy))
            change(copy)
            with _told(f"{self.url}/{file}"):
                self.remote.put_file(str(copy), place)
                self.remote.invalidate_cache()

    def waiting(self) -> list[Path]:
        """Name what is not uploaded yet."""
        return sorted(self.spool.rglob(f"*{SUFFIX}"))


@dataclass(frozen=True, slots=True)
class File:
    """A file of captures by its name; it is here until it is there."""

    store: Store
    file: str

    @property
    def name(self) -> str:
        """Its name without folders."""
        return self.file.rpartition("/")[2]

    def __str__(self) -> str:
        return f"{self.store.url}/{self.file}"

    def open(self, mode: str = "rb") -> BinaryIO:
        """Open it for reading."""
        with contextlib.suppress(FileNotFoundError):
            return cast("BinaryIO", (self.store.spool / self.file).open(mode))
        place = f"{self.store.root}/{self.file}"
        with _told(str(self)):
            found = self.store.remote.open(place, mode, block_size=_BLOCK)
        return cast("BinaryIO", found)


def store_at(url: str, spool: Path) -> Store:
    """Make ready to use a store; ConfigurationError says what is missing."""
    scheme = url.partition("://")[0]
    try:
        import fsspec  # noqa: PLC0415 (only where captures are shared)

        remote, root = fsspec.core.url_to_fs(url.rstrip("/"))
    except ImportError as error:
        extra = "s3" if scheme in {"s3", "s3a"} else "fleet"
        raise ConfigurationError(
            f"captures at {scheme}:// need {error.name or 'a package for it'}: install "
            f"newsarchive[{extra}]"
        ) from error
    except ValueError as error:
        raise ConfigurationError(
            f"NEWSARCHIVE_CAPTURES={url}: {error}; use a folder, s3://bucket/folder or "
            "another address that fsspec knows"
        ) from error
    return Store(url.rstrip("/"), spool, remote, root)


def _is_ours(file: BinaryIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    """Turn what a store's own library says into one clear line."""
    try:
        yield
    except FileNotFoundError as error:
        raise CaptureError(f"{what}: no such file in the store") from error
    except Exception as error:  # each store has errors of its own
        cause = " ".join(str(error).split()) or type(error).__name__
        raise CaptureError(f"{what}: {cause}") from error

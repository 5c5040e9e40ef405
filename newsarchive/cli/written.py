"""Write a file that was asked for: whole, or not at all."""

from pathlib import Path

from newsarchive.errors import ExportError


def write_whole(file: Path, content: bytes) -> None:
    """Write a file; the one that was there stands until this one is whole.

    Says in one line why that is not possible.
    """
    try:
        if file.exists() and not file.is_file():
            # A pipe or a device is written to; a rename would replace it.
            file.write_bytes(content)
            return
        part = file.with_name(f".{file.name}.part")
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        raise ExportError(f"cannot write {file}: {error.strerror}") from error

"""What is raised when an answer cannot be read as what it should be."""

from newsarchive.errors import NewsArchiveError


class ExtractError(NewsArchiveError):
    """An answer is not what its address promises; the message says what it is."""

    exit_code = 3

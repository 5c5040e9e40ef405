"""Every error newsarchive raises on purpose; each message says what, where and what next."""


class NewsArchiveError(Exception):
    """Base of all errors a user may meet; `exit_code` is the command's."""

    exit_code = 2


class ConfigurationError(NewsArchiveError):
    """An argument or setting is wrong."""


class SourceError(ConfigurationError):
    """An outlet's declaration is missing something or contradicts itself."""


class ArchiveError(NewsArchiveError):
    """The database or the disk cannot be used; what was committed stands."""

    exit_code = 4


class LockedError(NewsArchiveError):
    """Another run holds the source."""

    exit_code = 75


class ExportError(NewsArchiveError):
    """An export could not be written, or a record does not fit the schema."""

    exit_code = 4


class IncompleteError(NewsArchiveError):
    """A source failed, was blocked or answered with something that is no news site."""

    exit_code = 3


class CaptureError(NewsArchiveError):
    """A capture cannot be read."""

"""Archives as the archive's own tests have them."""

from tests.archive.conftest import address, home, server

__all__ = ["address", "home", "server"]

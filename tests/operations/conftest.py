"""Archives and ports as the archive's own tests have them."""

from tests.archive.conftest import free_port

__all__ = ["free_port"]

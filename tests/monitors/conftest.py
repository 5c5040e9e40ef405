"""Archives as the archive's own tests have them."""

from tests.archive.conftest import home, server, template

__all__ = ["home", "server", "template"]

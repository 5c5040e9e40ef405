"""A command that has others below it, and can be called by itself."""

from typing import Any

from typer.core import TyperGroup


class DefaultGroup(TyperGroup):
    """A group whose first command runs when none of its commands is named."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Put the first command's name before arguments that name none."""
        if args and args[0] not in self.commands:
            args = [next(iter(self.commands)), *args]
        return super().resolve_command(ctx, args)

"""Django's own commands under the one name `sabaq manage …`."""

from __future__ import annotations


def run(argv: list[str]) -> int:
    """Hand over to Django; it exits by itself on errors."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sabaq manage", *argv])
    return 0

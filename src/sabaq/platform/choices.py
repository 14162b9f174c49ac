"""Enums as the choices of a field."""

from enum import StrEnum


def choices(states: type[StrEnum]) -> list[tuple[str, str]]:
    """An enum's values for a field; the words a reader sees are translated where they are shown."""
    return [(state.value, state.value) for state in states]

"""Registers the tables of `nominations` and what it tells the packages below."""

from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """Seat ledger, sent lists, nominations, placements."""

    name = "sabaq.nominations"
    label = "nominations"

    def ready(self) -> None:
        """Register permissions, jobs, indicators and desk lines by importing their modules."""
        from . import queries, rules, tables, tasks  # noqa: F401

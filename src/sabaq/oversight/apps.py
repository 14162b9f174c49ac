"""Registers the tables of `oversight` and what it tells the packages below."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """No tables: reads only."""

    name = "sabaq.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Register permissions, jobs, indicators and desk lines by importing their modules."""
        from . import queries, rules  # noqa: F401

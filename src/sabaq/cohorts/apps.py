"""Registers the tables of `cohorts` and what it tells the packages below."""

from django.apps import AppConfig


class CohortsConfig(AppConfig):
    """Participations and attendance."""

    name = "sabaq.cohorts"
    label = "cohorts"

    def ready(self) -> None:
        """Register permissions, jobs, the indicator, words and desk lines by importing their modules."""
        from . import queries, rules, tables, tasks  # noqa: F401

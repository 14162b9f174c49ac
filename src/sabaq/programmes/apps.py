"""Registers the tables of `programmes` and what it tells the packages below."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Programmes, modules, editions, sessions."""

    name = "sabaq.programmes"
    label = "programmes"

    def ready(self) -> None:
        """Register permissions, jobs, indicators and desk lines by importing their modules."""
        from . import rules, tables  # noqa: F401

"""Registers the tables of `portal` and what it tells the packages below."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """No tables: the shell, the Desk and the public home."""

    name = "sabaq.portal"
    label = "portal"

    def ready(self) -> None:
        """Register permissions, jobs, indicators and desk lines by importing their modules."""
        from . import rules  # noqa: F401

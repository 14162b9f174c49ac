"""Registers the tables of `agreements` and what it tells the packages below."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Agreements, versions, approvals, commitments, targets."""

    name = "sabaq.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Register permissions, jobs, indicators and desk lines by importing their modules."""
        from . import queries, rules, tables  # noqa: F401

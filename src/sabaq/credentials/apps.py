"""Registers the tables of `credentials` and what it tells the packages below."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """Issuers, keys, certificates, status lists."""

    name = "sabaq.credentials"
    label = "credentials"

    def ready(self) -> None:
        """Register permissions, jobs, indicators and desk lines by importing their modules."""
        from . import rules  # noqa: F401

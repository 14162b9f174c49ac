"""Registers the tables of `credentials` and what it tells the packages below."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """Issuers, keys, certificates, status lists."""

    name = "sabaq.credentials"
    label = "credentials"

    def ready(self) -> None:
        """Register permissions and the words of the history by importing their modules."""
        from . import rules, tables  # noqa: F401

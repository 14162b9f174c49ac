"""Registers the network's tables."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Countries, institutions, networks, memberships."""

    name = "sabaq.network"
    label = "network"

    def ready(self) -> None:
        """Register permissions and words by importing their modules."""
        from . import rules, tables  # noqa: F401

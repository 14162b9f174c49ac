"""Registers the network's tables."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Countries, institutions, networks, memberships."""

    name = "sabaq.network"
    label = "network"

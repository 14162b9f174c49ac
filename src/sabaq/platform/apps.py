"""Registers the platform's tables (audit, jobs, files) with Django."""

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    """Audit entries, jobs and stored files."""

    name = "sabaq.platform"
    label = "platform"

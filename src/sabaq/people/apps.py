"""Registers the tables of persons, and how an account becomes an actor."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, names, posts, mandates, consents, accounts."""

    name = "sabaq.people"
    label = "people"

    def ready(self) -> None:
        """Tell the platform how to load an actor."""
        from sabaq.platform.actors import register_actor_loader

        from . import rules, tables  # noqa: F401 - registers the permissions and the words
        from .queries import actor_of_account

        register_actor_loader(actor_of_account)

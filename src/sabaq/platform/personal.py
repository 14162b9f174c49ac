"""The declared table of personal data: which field, of what class, on what basis, for what, where, and how long.

A model lists its personal fields in `personal = {"field": PersonalField(...)}` and every other field of a model that
hangs on a person in `impersonal`; the architecture test fails for a field in neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db.models import Model


class PersonalClass(StrEnum):
    """How much harm a leak would do."""

    NAME = "name"
    CONTACT = "contact"
    IDENTITY = "identity document"
    WORK = "work"
    RECORD = "training record"


class Basis(StrEnum):
    """On what ground the data is kept."""

    CONSENT = "consent"
    STATE_FUNCTION = "state function"
    NOMINATION = "nomination by the employer"


@dataclass(frozen=True)
class PersonalField:
    """What is declared for one personal field. `keep_days` counts from the end of the edition or of the post."""

    kind: PersonalClass
    basis: Basis
    purpose: str
    keep_days: int
    home: str = "the sender's node"


def declared_fields() -> Iterator[tuple[type[Model], str, PersonalField]]:
    """Every declared personal field of every model, for the table in the documentation and for retention."""
    for model in apps.get_models():
        for name, field in getattr(model, "personal", {}).items():
            yield model, name, field

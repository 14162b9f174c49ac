"""The table of personal data, made from what the models declare, so that the page cannot say anything else."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model

from sabaq.platform.personal import PersonalField, declared_fields


@dataclass(frozen=True)
class DeclaredLine:
    """Fields of one model with the same declaration. `fields` are their names in the database, in English."""

    model: str
    fields: tuple[str, ...]
    declared: PersonalField


def declared_personal_data() -> list[DeclaredLine]:
    """Every declared personal field, those of one model with the same declaration in one line. No query."""
    grouped: dict[tuple[type[Model], PersonalField], list[str]] = {}
    for model, name, declared in declared_fields():
        grouped.setdefault((model, declared), []).append(name.replace("_", " "))
    return [
        DeclaredLine(str(model._meta.verbose_name), tuple(fields), declared)
        for (model, declared), fields in grouped.items()
    ]

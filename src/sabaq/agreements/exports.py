"""The register of agreements as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from . import tables
from .models import Agreement


def rows(agreements: Iterable[Agreement]) -> Iterator[list[Any]]:
    """One row for each agreement of `agreements_for`, under `tables.COLUMNS`."""
    for agreement in agreements:
        yield [
            str(agreement),
            str(tables.KINDS[agreement.kind]),
            "; ".join(str(party.institution) for party in agreement.parties.all()),
            agreement.signed,
            _("In force") if agreement.is_in_force else _("Not in force"),  # type: ignore[attr-defined] # annotated
            agreement.promised,  # type: ignore[attr-defined] # annotated
        ]

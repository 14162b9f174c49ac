"""Whom the entries of a history name by a key."""

from __future__ import annotations

from collections.abc import Iterable

from sabaq.network.models import Institution
from sabaq.platform.models import AuditEntry


def parties_named(entries: Iterable[AuditEntry]) -> dict[str, str]:
    """The parties that entries name, by key, in the reader's language. One query, none where no entry names a party."""
    keys = {entry.facts["party"] for entry in entries if "party" in entry.facts}
    return {row.key: str(row) for row in Institution.objects.filter(key__in=keys)} if keys else {}

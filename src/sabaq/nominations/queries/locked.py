"""Rows as they are now, locked until the action ends, so that two actions at once come one after the other.

Always in one order: the edition, then a list, then pools, nominations and seats; the audit entry comes last. What
else an action needs it reads after the lock, because what was read before may be older.
"""

from __future__ import annotations

from sabaq.programmes.models import Edition

from ..models import SentList


def locked_edition(key: int) -> Edition:
    """The edition; whoever decides about its people or their seats holds it."""
    return Edition.objects.select_for_update().get(pk=key)


def locked_list(key: int) -> SentList:
    """The list; whoever works on it or its rows holds it."""
    return SentList.objects.select_for_update(of=("self",)).select_related("edition", "sender").get(pk=key)

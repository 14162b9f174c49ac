"""Predicates over mandates that the packages above combine, and this package's own permissions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.platform.actors import Actor
from sabaq.platform.permissions import Predicate, is_system, permit
from sabaq.platform.refusals import YES, Answer, Sentence, no

from .states import Role


def holds(role: Role, why: Sentence) -> Predicate:
    """True for whoever holds `role` anywhere; `why` explains a denial."""

    def holds_role(actor: Actor, _subject: Any) -> Answer:
        return YES if actor.has_role(role) else no(why)

    return holds_role


is_secretary = holds(Role.SECRETARY, _("Only the network's secretariat does this."))

GRANT_MANDATE = permit("people.grant_mandate", _("Give a person a mandate"), is_secretary)
SET_UP_PEOPLE = permit("people.set_up", _("Enter people during set-up"), is_system)

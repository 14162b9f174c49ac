"""Who places people, who may give a seat up, and who sees what came of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.platform.actors import Actor
from sabaq.platform.permissions import any_of, permit
from sabaq.platform.refusals import Answer
from sabaq.programmes.models import Edition

from ..models import Holding, Placement
from .nominations import hosts, is_sender


def places(actor: Actor, subject: Any) -> Answer:
    """The host's programme manager: for an edition, a plan, a seat, or the holding of one."""
    if isinstance(subject, Holding):
        subject = subject.placement
    if isinstance(subject, Placement):
        subject = subject.session
    return hosts(actor, subject if subject is None or isinstance(subject, Edition) else subject.edition)


def sent_the_holder(actor: Actor, subject: Any) -> Answer:
    """The agency or the focal point whose person holds the seat."""
    return is_sender(actor, subject.nomination if isinstance(subject, Holding) else None)


def sends_people(actor: Actor, _subject: Any) -> Answer:
    """Whoever nominates people sees what became of them; the list itself shows only one's own."""
    return is_sender(actor, None)


SEE_PLACEMENT = permit("nominations.see_placement", _("See who has a seat and why"), any_of(places, sends_people))
PLACE = permit("nominations.place", _("Make and publish plans of placement, and find substitutes"), places)
WITHDRAW_FROM_SEAT = permit(
    "nominations.withdraw_from_seat", _("Withdraw a person from a seat"), any_of(places, sent_the_holder)
)

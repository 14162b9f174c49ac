"""Who may see, forward and decide nominations: sender and host each write their own side."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.people.rules import holds
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.permissions import any_of, permit
from sabaq.platform.refusals import YES, Answer, no

from ..models import Nomination
from ..states import HostState, SenderState

_NOT_YOURS = _("These people were nominated by another office.")
_ONLY_HOST = _("Only the programme manager of the host decides about nominations.")
_forwards = any_of(holds(Role.FOCAL_POINT, _NOT_YOURS), holds(Role.AGENCY_OFFICER, _NOT_YOURS))


def is_officer_of(actor: Actor, nomination: Nomination) -> bool:
    """The personnel officer of the person's agency, or of the institution that sent the list."""
    institutions = {nomination.agency_id}
    if nomination.list_row is not None:
        institutions.add(nomination.list_row.sent_list.sender_id)
    return actor.has_role(Role.AGENCY_OFFICER, *(f"institution:{key}" for key in institutions))


def is_focal_point_of(actor: Actor, nomination: Nomination) -> bool:
    """The focal point of the person's country."""
    return actor.has_role(Role.FOCAL_POINT, f"country:{nomination.country_id}")


def has_in_hand(actor: Actor, role: str | None, nomination: Nomination) -> bool:
    """Whether `actor` is the one whom the step `role` of the national chain means for this nomination."""
    if role == Role.FOCAL_POINT:
        return actor.is_system or is_focal_point_of(actor, nomination)
    return role == Role.AGENCY_OFFICER and (actor.is_system or is_officer_of(actor, nomination))


def is_sender(actor: Actor, nomination: Any) -> Answer:
    """The sender's side of a nomination; without one, whoever is on a sender's side at all."""
    if not isinstance(nomination, Nomination):
        return _forwards(actor, None)
    return YES if is_officer_of(actor, nomination) or is_focal_point_of(actor, nomination) else no(_NOT_YOURS)


def host_may_know(nomination: Nomination) -> bool:
    """The host learns of a person when the sender confirms, and keeps what it decided about if the sender withdraws."""
    withdrawn_later = nomination.sender_state == SenderState.WITHDRAWN and nomination.host_state != HostState.PENDING
    return nomination.sender_state == SenderState.CONFIRMED or withdrawn_later


def hosts(actor: Actor, subject: Any) -> Answer:
    """The host's programme manager, for an edition or a nomination that the host may know of."""
    if subject is None:
        return YES if actor.has_role(Role.PROGRAMME_MANAGER) else no(_ONLY_HOST)
    if isinstance(subject, Nomination):
        if not host_may_know(subject):
            return no(_("The sender has not confirmed this nomination."))
        subject = subject.edition
    return YES if actor.has_role(Role.PROGRAMME_MANAGER, f"institution:{subject.host_id}") else no(_ONLY_HOST)


READ_NOMINATIONS = permit("nominations.read", _("See nominations"), any_of(is_sender, hosts))
FORWARD = permit("nominations.forward", _("Forward nominations along the national chain"), _forwards)
WITHDRAW_NOMINATION = permit("nominations.withdraw", _("Withdraw a nomination"), is_sender)
ACCEPT_NOMINATIONS = permit("nominations.accept", _("Accept nominations"), hosts)
DECIDE_NOMINATION = permit("nominations.decide", _("Reject a nomination or consider it again"), hosts)

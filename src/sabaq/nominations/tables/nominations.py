"""The words of nominations: both sides' states and what the history says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sabaq.platform.stand import Stand
from sabaq.platform.verbs import say

from ..states import HostState, SenderState

say("nominations.forward_nominations", _("Nominations were forwarded along the national chain"))
say("nominations.accept_nominations", _("The host accepted nominations"))
say("nominations.reject_nomination", _("The host rejected the nomination"))
say("nominations.reconsider_nomination", _("The host takes up the nomination again"))
say("nominations.withdraw_nomination", _("The sender withdrew the nomination"))

SENDER_STANDS = {
    SenderState.DRAFT: Stand("none", _("Draft")),
    SenderState.PROPOSED: Stand("wait", _("Proposed")),
    SenderState.CONFIRMED: Stand("done", _("Confirmed")),
    SenderState.WITHDRAWN: Stand("none", _("Withdrawn")),
}
HOST_STANDS = {
    HostState.PENDING: Stand("wait", _("Not decided")),
    HostState.ACCEPTED: Stand("done", _("Accepted")),
    HostState.REJECTED: Stand("late", _("Rejected")),
    HostState.WAITING: Stand("some", _("On the waiting list")),
}
ROLES = {"agency_officer": _("the agency"), "focal_point": _("the focal point")}
HEADER = (
    _("Name"),
    _("Name as in the passport"),
    _("Country"),
    _("Agency"),
    _("Agency as written"),
    _("Post"),
    _("Place in the agency’s order"),
    _("Languages"),
    _("Sender"),
    _("Host"),
)
say("nominations.set_national_chain", _("The national chain was set"))

"""Who may send lists of people and work on them: the sender's officers, and the focal point of its country.

The host never sees a list, only the nominations that its sender confirmed; the secretariat sees numbers alone.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.people.rules import holds
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.permissions import any_of, permit
from sabaq.platform.refusals import YES, Answer, no

from ..models import ListRow, SentList

_NOT_SENDER = _("Only personnel officers and focal points send lists of people.")
sends_lists = any_of(holds(Role.AGENCY_OFFICER, _NOT_SENDER), holds(Role.FOCAL_POINT, _NOT_SENDER))


def speaks_for(actor: Actor, institution: Any) -> Answer:
    """Its own officer, or the focal point of its country."""
    own = actor.has_role(Role.AGENCY_OFFICER, f"institution:{institution.pk}")
    country = actor.has_role(Role.FOCAL_POINT, f"country:{institution.country_id}")
    return YES if own or country else no(_("You do not send lists for this institution."))


def works_on_list(actor: Actor, subject: Any) -> Answer:
    """A list, or one of its rows; for an edition or without a subject, whoever sends lists at all."""
    sent_list = subject.sent_list if isinstance(subject, ListRow) else subject
    if not isinstance(sent_list, SentList):
        return sends_lists(actor, None)
    own = actor.has_role(Role.AGENCY_OFFICER, f"institution:{sent_list.sender_id}")
    country = actor.has_role(Role.FOCAL_POINT, f"country:{sent_list.country_id}")
    return YES if own or country else no(_("This list was sent by another institution."))


SEND_LIST = permit("nominations.send_list", _("Send a list of people for an edition"), sends_lists)
SEND_FOR = permit("nominations.send_for", _("Send lists for an institution"), speaks_for)
WORK_ON_LIST = permit("nominations.work_on_list", _("Read, correct and nominate from a sent list"), works_on_list)

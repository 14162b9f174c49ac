"""Who decides whose hands a country's nominations pass through: its focal point."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.network.models import Country
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.permissions import permit
from sabaq.platform.refusals import YES, Answer, no


def speaks_for_country(actor: Actor, subject: Any) -> Answer:
    """The focal point of the country; without one, of any."""
    scopes = (subject.scope,) if isinstance(subject, Country) else ()
    if actor.has_role(Role.FOCAL_POINT, *scopes):
        return YES
    return no(_("Only the focal point of this country sets its national chain."))


SET_CHAIN = permit("nominations.set_chain", _("Set the national chain of a country"), speaks_for_country)

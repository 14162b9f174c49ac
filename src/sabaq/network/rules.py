"""Who may enter countries, institutions and networks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.platform.actors import Actor
from sabaq.platform.permissions import permit
from sabaq.platform.refusals import YES, Answer, no

from .models import Network


def keeps_the_register(actor: Actor, subject: Any) -> Answer:
    """A secretariat keeps the register of institutions, and of members in its own network."""
    scopes = (subject.scope,) if isinstance(subject, Network) else ()
    return YES if actor.has_role("secretary", *scopes) else no(_("Only the network's secretariat keeps this register."))


KEEP_REGISTER = permit("network.keep_register", _("Enter institutions and members"), keeps_the_register)

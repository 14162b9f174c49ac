"""Who may enter countries, institutions and networks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.platform.actors import Actor
from sabaq.platform.permissions import permit
from sabaq.platform.refusals import YES, Answer, no


def keeps_the_register(actor: Actor, _subject: Any) -> Answer:
    """The network's secretariat keeps the register of institutions."""
    return YES if actor.has_role("secretary") else no(_("Only the network's secretariat keeps this register."))


KEEP_REGISTER = permit("network.keep_register", _("Enter institutions and members"), keeps_the_register)

"""Who may plan programmes and run editions: the host's programme manager; the secretariat adopts for the network.

A subject is an institution, a programme, an edition or a session; without one the question is whether the actor may
do this anywhere, as the declaration of a page asks it.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.network.models import Institution, Network
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.permissions import permit
from sabaq.platform.refusals import YES, Answer, no

from .models import Session


def manages_the_host(actor: Actor, subject: Any) -> Answer:
    """The programme manager of the institution that hosts: an institution, an edition or a session's edition."""
    edition = subject.edition if isinstance(subject, Session) else subject
    host = subject.pk if isinstance(subject, Institution) else getattr(edition, "host_id", None)
    scopes = () if subject is None else (f"institution:{host}",)
    if actor.has_role(Role.PROGRAMME_MANAGER, *scopes):
        return YES
    return no(_("Only the programme manager of the host institution does this."))


def is_secretary_of_the_network(actor: Actor, subject: Any) -> Answer:
    """The secretariat of a network, or of the network that runs an edition."""
    network = subject.pk if isinstance(subject, Network) else getattr(subject, "network_id", None)
    scopes = () if subject is None else (f"network:{network}",)
    if actor.has_role(Role.SECRETARY, *scopes):
        return YES
    return no(_("Only the network's secretariat does this."))


PLAN = permit("programmes.plan", _("Create programmes and plan editions of the host"), manages_the_host)
RUN_EDITION = permit("programmes.run_edition", _("Run an edition: sessions, rooms, dates, states"), manages_the_host)
ADOPT = permit("programmes.adopt", _("Adopt an edition for the network"), is_secretary_of_the_network)

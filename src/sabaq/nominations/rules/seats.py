"""Who may read the seat ledger and move seats. A pool is moved by whoever answers for it, and by nobody above.

The host answers for the seats of its edition, and the secretariat where the Network runs it; the focal point for the
country's; the officer, or the focal point of its country, for an agency's.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.permissions import permit
from sabaq.platform.refusals import YES, Answer, no
from sabaq.programmes.models import Edition

from ..models import SeatPool


def manages_the_edition(actor: Actor, subject: Any) -> Answer:
    """The programme manager of the edition's host."""
    scopes = (f"institution:{subject.host_id}",) if isinstance(subject, Edition) else ()
    if actor.has_role(Role.PROGRAMME_MANAGER, *scopes):
        return YES
    return no(_("Only the programme manager of the host institution does this."))


def answers_for_the_pool(actor: Actor, subject: Any) -> Answer:
    """Whoever answers for a pool's seats; without a pool, whoever could answer for one."""
    if subject is None:
        return YES if _any_office(actor) else no(_("Only those who answer for seats move them."))
    pool: SeatPool = subject
    if pool.country_id is None:
        edition = pool.edition
        runs = edition.network_id and actor.has_role(Role.SECRETARY, f"network:{edition.network_id}")
        return YES if runs else manages_the_edition(actor, edition)
    of_country = actor.has_role(Role.FOCAL_POINT, f"country:{pool.country_id}")
    if pool.institution_id is None:
        return YES if of_country else no(_("Only the focal point of the country moves its seats."))
    of_agency = actor.has_role(Role.AGENCY_OFFICER, f"institution:{pool.institution_id}")
    if of_country or of_agency:
        return YES
    return no(_("Only the agency's officer or the focal point of its country moves its seats."))


def _any_office(actor: Actor) -> bool:
    roles = (Role.PROGRAMME_MANAGER, Role.SECRETARY, Role.FOCAL_POINT, Role.AGENCY_OFFICER)
    return any(actor.has_role(role) for role in roles)


def works_in_the_network(actor: Actor, _subject: Any) -> Answer:
    """Anybody with an office in the network: the ledger holds counts, never people."""
    return YES if actor.grants else no(_("Only people with an office in the network see the seat ledger."))


SEE_LEDGER = permit("nominations.see_ledger", _("Read the seat ledger of an edition"), works_in_the_network)
GRANT_SEATS = permit("nominations.grant_seats", _("Grant and amend the seats of an edition"), manages_the_edition)
MOVE_SEATS = permit("nominations.move_seats", _("Share out and give back seats"), answers_for_the_pool)

"""Permissions of this package: the counts are public, the records behind them are for those concerned."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sabaq.agreements.models import Commitment
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.permissions import permit
from sabaq.platform.refusals import YES, Answer, no


def is_concerned(actor: Actor, commitment: Commitment) -> Answer:
    """The secretariat, and whoever holds a mandate at one of the two sides or for its country."""
    sides = [side for side in (commitment.debtor, commitment.creditor) if side]
    if commitment.creditor is None:
        sides += [party.institution for party in commitment.agreement.parties.all()]
    scopes = {scope for side in sides for scope in (side.scope, f"country:{side.country_id}")}
    if any(grant.scope in scopes for grant in actor.grants):
        return YES
    network = commitment.agreement.network_id
    if actor.has_role(Role.SECRETARY, *([f"network:{network}"] if network else [])):
        return YES
    return no(_("The records behind a count are open to the two sides and the secretariat."))


OPEN_RECORDS = permit("oversight.open_records", _("Open the records behind a count"), is_concerned)

"""Permissions of this package: the network's secretariat keeps the register; the parties see its drafts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sabaq.network.models import Network
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.permissions import any_of, permit
from sabaq.platform.refusals import YES, Answer, no

from .models import Agreement, Commitment, Version

Subject = Network | Agreement | Version | Commitment | None


def agreement_of(subject: Agreement | Version | Commitment) -> Agreement:
    """The agreement that a row belongs to."""
    return subject if isinstance(subject, Agreement) else subject.agreement


def is_its_secretary(actor: Actor, subject: Subject) -> Answer:
    """The secretariat of the agreement's network; of any network where the agreement has none."""
    if subject is None:
        network = None
    else:
        network = subject.pk if isinstance(subject, Network) else agreement_of(subject).network_id
    scopes = () if network is None else (f"network:{network}",)
    return YES if actor.has_role(Role.SECRETARY, *scopes) else no(_("Only the network's secretariat does this."))


def is_of_a_party(actor: Actor, subject: Subject) -> Answer:
    """Whoever holds a mandate at a party or for a party's country. Uses prefetched parties."""
    why = _("Only the parties and the secretariat see this.")
    if subject is None or isinstance(subject, Network):
        return no(why)
    parties = [party.institution for party in agreement_of(subject).parties.all()]
    scopes = {scope for party in parties for scope in (party.scope, f"country:{party.country_id}")}
    return YES if any(grant.scope in scopes for grant in actor.grants) else no(why)


DRAFT = permit("agreements.draft", _("Draft an agreement or a new version"), is_its_secretary)
APPROVE = permit("agreements.approve", _("Record that a party approves a version"), is_its_secretary)
BRING_INTO_FORCE = permit("agreements.bring_into_force", _("Bring a version into force"), is_its_secretary)
RECORD_COMMITMENT = permit("agreements.record_commitment", _("Record a commitment"), is_its_secretary)
SET_TARGET = permit("agreements.set_target", _("Set a target"), is_its_secretary)
SEE_DRAFTS = permit(
    "agreements.see_drafts", _("See drafts and the history of an agreement"), any_of(is_of_a_party, is_its_secretary)
)

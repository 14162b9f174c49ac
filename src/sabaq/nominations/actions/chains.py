"""A country sets whose hands its nominations pass through before the host sees them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy

from sabaq.network.models import Country
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.refusals import Refusal

from ..domain.nominations import CHAINS
from ..models import NationalChain, Nomination
from ..rules.chains import SET_CHAIN
from ..states import SenderState


class UnknownChain(Refusal):
    """Steps in an order that no country uses here."""

    why = gettext_lazy("This order of steps is not known.")
    now = gettext_lazy("Choose one of the chains offered.")


class OnTheirWay(Refusal):
    """Nominations that are between two steps would lose their place."""

    why = gettext_lazy("Nominations of this country are on their way along the present chain.")
    now = gettext_lazy("Forward or withdraw them first, then change the chain.")


@action(SET_CHAIN)
def set_national_chain(country: Country, *, steps: Sequence[str], by: Actor, at: datetime) -> NationalChain:
    """Set the roles that a country's nominations pass, in order. Raises `UnknownChain`, `OnTheirWay`."""
    if tuple(steps) not in CHAINS:
        raise UnknownChain
    if Nomination.objects.filter(country=country, sender_state=SenderState.PROPOSED).exists():
        raise OnTheirWay
    chain, _ = NationalChain.objects.update_or_create(country=country, defaults={"steps": list(steps)})
    record(country, facts={"country": country.code, "steps": list(steps)})
    return chain

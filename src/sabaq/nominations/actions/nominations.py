"""Nominations go along their country's chain; then the host accepts or rejects them. Each side writes its own state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy, ngettext

from sabaq.network.models import Country
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.refusals import Refusal
from sabaq.programmes.models import Edition

from ..domain.nominations import role_at
from ..models import Holding, Nomination
from ..queries.locked import locked_edition
from ..queries.nominations import FORWARDED_IN, chain_of, with_senders
from ..rules.nominations import (
    ACCEPT_NOMINATIONS,
    DECIDE_NOMINATION,
    FORWARD,
    WITHDRAW_NOMINATION,
    has_in_hand,
    host_may_know,
)
from ..states import HOST_FOLLOWS, SENDER_FOLLOWS, HostState, SenderState
from .rows import ReasonMissing


class NotInYourHands(Refusal):
    """Some of the nominations are not at the step that this actor is, or not of this edition and country."""

    why = gettext_lazy("Some of these people do not wait for you.")
    now = gettext_lazy("Open the list again: somebody may have forwarded or withdrawn them.")


class EditionTakesNobody(Refusal):
    """The edition has begun or ended."""

    why = gettext_lazy("This edition does not take people any more.")


class NobodyChosen(Refusal):
    """A batch without anybody in it."""

    why = gettext_lazy("Choose the people first.")


class NotToDecide(Refusal):
    """The host's state does not allow this."""

    why = gettext_lazy("This cannot be decided as the nomination stands.")
    now = gettext_lazy("Open the nomination again to see how it stands.")


class HoldsASeat(Refusal):
    """The person has a seat, which has to be freed first."""

    why = gettext_lazy("This person holds a seat.")
    now = gettext_lazy("Free the seat on the placement page, so that a substitute can be found.")


class AlreadyWithdrawn(Refusal):
    """The sender has withdrawn the nomination before."""

    why = gettext_lazy("This nomination was withdrawn before.")


def _as_now(edition: Edition, nominations: Sequence[Nomination]) -> list[Nomination]:
    """The rows of a locked edition as they are now, in the order given; refuses an empty batch."""
    if not nominations:
        raise NobodyChosen
    keys = [nomination.pk for nomination in nominations]
    found = {row.pk: row for row in with_senders(Nomination.objects.filter(edition=edition, pk__in=keys))}
    if len(found) != len(set(keys)):
        raise NotInYourHands
    return [found[key] for key in dict.fromkeys(keys)]


@action(FORWARD)
def forward_nominations(
    edition: Edition, *, country: Country, nominations: Sequence[Nomination], by: Actor, at: datetime
) -> list[Nomination]:
    """Take nominations one step along their country's chain; after the last step the host sees them.

    All or none. Raises `NobodyChosen`, `NotInYourHands`, `EditionTakesNobody`.
    """
    edition = locked_edition(edition.pk)
    if edition.state not in FORWARDED_IN:
        raise EditionTakesNobody
    rows = _as_now(edition, nominations)
    steps = chain_of(country.pk)
    for row in rows:
        in_hand = has_in_hand(by, role_at(steps, row.chain_position), row)
        if row.country_id != country.pk or row.sender_state != SenderState.PROPOSED or not in_hand:
            raise NotInYourHands
        row.chain_position += 1
        if role_at(steps, row.chain_position) is None:
            row.sender_state = SenderState.CONFIRMED
    Nomination.objects.bulk_update(rows, ["chain_position", "sender_state"], batch_size=500)
    confirmed = sum(row.sender_state == SenderState.CONFIRMED for row in rows)
    facts = {"edition": edition.key, "country": country.pk, "people": len(rows), "confirmed": confirmed}
    record(edition, *rows, facts=facts)
    return rows


@action(ACCEPT_NOMINATIONS)
def accept_nominations(
    edition: Edition, *, nominations: Sequence[Nomination], by: Actor, at: datetime
) -> list[Nomination]:
    """The host accepts people whom their senders confirmed. All or none. Raises `NobodyChosen`, `NotToDecide`."""
    edition = locked_edition(edition.pk)
    rows = _as_now(edition, nominations)
    stuck = [row for row in rows if not _may_become(row, HostState.ACCEPTED)]
    if stuck:
        raise NotToDecide(
            ngettext(
                "%(n)s of these people cannot be accepted as the nomination stands.",
                "%(n)s of these people cannot be accepted as the nominations stand.",
                len(stuck),
            )
            % {"n": len(stuck)}
        )
    for row in rows:
        row.host_state, row.host_reason = HostState.ACCEPTED, ""
    Nomination.objects.bulk_update(rows, ["host_state", "host_reason"], batch_size=500)
    record(edition, *rows, facts={"edition": edition.key, "people": len(rows)})
    return rows


def _may_become(nomination: Nomination, state: HostState) -> bool:
    allowed = state in HOST_FOLLOWS[HostState(nomination.host_state)]
    return allowed and nomination.sender_state == SenderState.CONFIRMED and host_may_know(nomination)


@action(DECIDE_NOMINATION)
def reject_nomination(nomination: Nomination, *, reason: str, by: Actor, at: datetime) -> Nomination:
    """The host rejects a person, and says why. Raises `ReasonMissing`, `NotToDecide`, `HoldsASeat`."""
    nomination = _one(nomination, reason)
    if not _may_become(nomination, HostState.REJECTED):
        raise NotToDecide
    _require_no_seat(nomination)
    nomination.host_state, nomination.host_reason = HostState.REJECTED, reason.strip()[:300]
    nomination.save(update_fields=["host_state", "host_reason"])
    record(nomination, nomination.edition, facts={"country": nomination.country_id}, words={"reason": reason.strip()})
    return nomination


@action(DECIDE_NOMINATION)
def reconsider_nomination(nomination: Nomination, *, reason: str, by: Actor, at: datetime) -> Nomination:
    """The host takes a rejection back and decides again later. Raises `ReasonMissing`, `NotToDecide`."""
    nomination = _one(nomination, reason)
    if not _may_become(nomination, HostState.PENDING):
        raise NotToDecide
    nomination.host_state, nomination.host_reason = HostState.PENDING, ""
    nomination.save(update_fields=["host_state", "host_reason"])
    record(nomination, nomination.edition, facts={"country": nomination.country_id}, words={"reason": reason.strip()})
    return nomination


@action(WITHDRAW_NOMINATION)
def withdraw_nomination(nomination: Nomination, *, reason: str, by: Actor, at: datetime) -> Nomination:
    """The sender withdraws a person who holds no seat yet. Raises `ReasonMissing`, `AlreadyWithdrawn`, `HoldsASeat`."""
    nomination = _one(nomination, reason)
    if SenderState.WITHDRAWN not in SENDER_FOLLOWS[SenderState(nomination.sender_state)]:
        raise AlreadyWithdrawn
    _require_no_seat(nomination)
    nomination.sender_state = SenderState.WITHDRAWN
    nomination.save(update_fields=["sender_state"])
    record(nomination, nomination.edition, facts={"country": nomination.country_id}, words={"reason": reason.strip()})
    return nomination


def _one(nomination: Nomination, reason: str) -> Nomination:
    """The nomination as it is now, its edition locked, so that nobody gives or takes its seat meanwhile."""
    if not reason.strip():
        raise ReasonMissing
    locked_edition(nomination.edition_id)
    return Nomination.objects.select_related("edition").get(pk=nomination.pk)


def _require_no_seat(nomination: Nomination) -> None:
    if Holding.objects.filter(nomination=nomination, until__isnull=True).exists():
        raise HoldsASeat

"""What the office does with seats: grant, amend, split, give back. Each leaves one entry of the ledger.

Nothing is issued twice: the number is checked here, with the pool's row locked, and again by a trigger of the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sabaq.agreements.models import Commitment
from sabaq.network.models import Country, Institution
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.database import refusing
from sabaq.platform.refusals import Refusal
from sabaq.programmes.models import Edition

from ..models import SeatEntry, SeatPool
from ..queries.locked import locked_edition
from ..queries.seats import balance_of, granted_total, has_seats, pool_of
from ..rules.seats import GRANT_SEATS, MOVE_SEATS
from ..states import EntryKind


class OverIssue(Refusal):
    """More seats asked for than the pool has free. A trigger of the database refuses the same."""

    now = gettext_lazy("Ask for fewer seats, or have more granted first.")

    @classmethod
    def of(cls, asked: int, *, free: int, seats: int) -> OverIssue:
        """The refusal with all three numbers in its sentence."""
        why = ngettext(
            "Only %(free)s of %(seats)s seat is free; %(asked)s were asked for.",
            "Only %(free)s of %(seats)s seats are free; %(asked)s were asked for.",
            seats,
        )
        return cls(why % {"free": free, "seats": seats, "asked": asked}, free=free, seats=seats, asked=asked)


class NoSeatsYet(Refusal):
    """An edition without any granted seat: lists, nominations and placement ask `queries.seats.has_seats` first."""

    why = gettext_lazy("This edition has no seats yet.")
    now = gettext_lazy("The host's programme manager grants seats in the ledger first.")


class NothingToRecord(Refusal):
    """An entry that would move no seats."""

    why = gettext_lazy("The entry would move no seats.")
    now = gettext_lazy("Write another number.")


class NotGrounded(Refusal):
    """An entry without a reason, without the paper it needs, or dated where the ledger cannot take it."""

    now = gettext_lazy("Correct the entry.")


class WrongPool(Refusal):
    """Seats go from the edition to a country or agency, from a country to its own agencies, and back the same way."""

    now = gettext_lazy("Choose another country or agency.")


@dataclass(frozen=True)
class Ground:
    """What an entry rests on. `day` is when it took effect, today if None; it may not be in the future."""

    reason: str
    paper: str = ""
    commitment: Commitment | None = None
    day: date | None = None
    sources: str = ""
    illustrative: bool = False


def _kept(pool: SeatPool, *, parent: SeatPool | None = None) -> SeatPool:
    """The pool's row, made and locked, under its locked edition; the row a page was drawn with may be older."""
    if pool.pk is None:
        whose = {"edition": pool.edition, "country": pool.country, "institution": pool.institution}
        # Somebody may have made it since `pool_of` looked.
        pool, _is_new = SeatPool.objects.get_or_create(**whose, defaults={"parent": parent})
    return SeatPool.objects.select_for_update(of=("self",)).select_related("edition").get(pk=pool.pk)


def _check_ground(ground: Ground, day: date, *, source: SeatPool | None, today: date, needs_paper: bool) -> None:
    if not ground.reason.strip():
        raise NotGrounded(_("The reason is missing."))
    if needs_paper and not ground.paper.strip():
        raise NotGrounded(_("The paper that the entry rests on is missing."))
    if day > today:
        raise NotGrounded(_("The day is in the future."))
    # Taking out seats on a day before the last movement could leave a balance below zero as of that day.
    if source is not None and SeatEntry.objects.filter(Q(source=source) | Q(target=source), day__gt=day).exists():
        raise NotGrounded(_("A later entry already moved these seats; the day must not be before it."))


def _enter(
    kind: EntryKind, *, source: SeatPool | None, target: SeatPool | None, seats: int, ground: Ground, at: datetime
) -> SeatEntry:
    """Check and write one entry with its audit. Pools are saved and locked already."""
    side = target or source
    assert side is not None
    today = timezone.localdate(at)
    day = ground.day or today
    if seats < 1:
        raise NothingToRecord
    _check_ground(ground, day, source=source, today=today, needs_paper=kind in {EntryKind.GRANT, EntryKind.AMEND})
    balance = balance_of(source) if source else None
    refusal = OverIssue.of(seats, free=balance.free if balance else 0, seats=balance.seats if balance else 0)
    if balance is not None and seats > balance.free:
        raise refusal
    with refusing("over_issue", refusal):
        entry = SeatEntry.objects.create(
            edition=side.edition, kind=kind, source=source, target=target, seats=seats, day=day, entered_at=at,
            reason=ground.reason, paper=ground.paper, commitment=ground.commitment, sources=ground.sources,
            illustrative=ground.illustrative,
        )  # fmt: skip
    facts = {
        "entry": entry.pk, "seats": seats, "day": day.isoformat(),
        "from": source.pk if source else None, "to": target.pk if target else None,
    }  # fmt: skip
    record(side.edition, entry, facts=facts, words={"reason": ground.reason, "paper": ground.paper})
    return entry


@action(GRANT_SEATS)
def grant_seats(edition: Edition, *, seats: int, ground: Ground, by: Actor, at: datetime) -> SeatEntry:
    """Give an edition seats, resting on a paper and, where there is one, a commitment.

    Refuses `NothingToRecord` below one seat, `NotGrounded` without reason or paper.
    """
    target = _kept(pool_of(locked_edition(edition.pk)))
    return _enter(EntryKind.GRANT, source=None, target=target, seats=seats, ground=ground, at=at)


@action(GRANT_SEATS)
def amend_seats(edition: Edition, *, new_total: int, ground: Ground, by: Actor, at: datetime) -> SeatEntry:
    """Set an edition's total of granted seats to `new_total` by an entry of the difference; nothing is overwritten.

    Refuses `OverIssue` where seats to be taken back are shared out or held, `NothingToRecord` without a difference,
    `NotGrounded` without reason or paper, `NoSeatsYet` before the first grant.
    """
    edition = locked_edition(edition.pk)
    if not has_seats(edition):
        raise NoSeatsYet
    pool = _kept(pool_of(edition))
    difference = new_total - granted_total(edition)
    source, target = (None, pool) if difference > 0 else (pool, None)
    return _enter(EntryKind.AMEND, source=source, target=target, seats=abs(difference), ground=ground, at=at)


def _part_of(source: SeatPool, to: Country | Institution) -> SeatPool:
    """The pool of `to` under `source`, or `WrongPool`."""
    if source.institution_id is not None:
        raise WrongPool(_("An agency's seats are not shared out further."), now=_("Give them back instead."))
    if isinstance(to, Country):
        if source.country_id is not None:
            raise WrongPool(_("A country shares its seats with its own agencies only."))
        return _kept(pool_of(source.edition, country=to), parent=source)
    if to.country_id is None or (source.country_id is not None and source.country_id != to.country_id):
        raise WrongPool(_("%(agency)s does not belong to this country.") % {"agency": to})
    pool = _kept(pool_of(source.edition, agency=to), parent=source)
    if pool.parent_id != source.pk:
        raise WrongPool(_("%(agency)s has its seats from elsewhere already.") % {"agency": to})
    return pool


@action(MOVE_SEATS)
def split_seats(
    source: SeatPool, *, to: Country | Institution, seats: int, ground: Ground, by: Actor, at: datetime
) -> SeatEntry:
    """Pass seats of a pool on: the edition's to a country or an agency, a country's to one of its agencies.

    `source` comes from `queries.seats.pool_of`. Refuses `OverIssue` beyond the free seats, `WrongPool` where the
    receiver does not belong under the source, `NothingToRecord`, `NotGrounded`.
    """
    locked_edition(source.edition_id)
    source = _kept(source)
    target = _part_of(source, to)
    return _enter(EntryKind.SPLIT, source=source, target=target, seats=seats, ground=ground, at=at)


@action(MOVE_SEATS)
def give_back_seats(source: SeatPool, *, seats: int, ground: Ground, by: Actor, at: datetime) -> SeatEntry:
    """Return free seats of a country or an agency to the pool they came from.

    Refuses `OverIssue` beyond the free seats, `WrongPool` for the edition's own pool (amend it instead).
    """
    locked_edition(source.edition_id)
    source = _kept(source)
    if source.parent is None:
        raise WrongPool(_("These seats were not shared out by anybody."), now=_("Set a new total instead."))
    return _enter(EntryKind.GIVE_BACK, source=source, target=_kept(source.parent), seats=seats, ground=ground, at=at)

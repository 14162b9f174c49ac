"""Reads of the seat ledger: balances by pool, the pool that serves an agency, the register as of a day.

Balances are sums made anew each time. Three queries give all of them, however many pools, entries and people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from sabaq.agreements.models import Target
from sabaq.network.models import Country, Institution
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.desk import DeskItem, waits_for
from sabaq.platform.permissions import may
from sabaq.programmes.models import Edition
from sabaq.programmes.queries import SeatsInEdition, counts_seats
from sabaq.programmes.states import EditionState

from ..domain.seats import Balance, Movement, PoolKey, Share, share_of, sum_movements
from ..domain.seats import pool_finder as find_among
from ..models import Holding, Nomination, Placement, SeatEntry, SeatPool
from ..rules.seats import MOVE_SEATS
from ..states import HostState, SenderState

# Who counts as named: proposed or confirmed by the sender, and not rejected by the host.
STANDING = Q(sender_state__in=[SenderState.PROPOSED, SenderState.CONFIRMED]) & ~Q(host_state=HostState.REJECTED)


def pool_of(edition: Edition, *, country: Country | None = None, agency: Institution | None = None) -> SeatPool:
    """The pool of an edition, of a country, or of an agency; a new one, not yet saved, where there is none.

    A new pool has no seats, so that permissions and refusals speak of it like of any other.
    """
    pools = SeatPool.objects.select_related("edition", "country", "institution", "parent")
    if agency is not None:
        found = pools.filter(edition=edition, institution=agency).first()
        return found or SeatPool(edition=edition, country=agency.country, institution=agency)
    found = pools.filter(edition=edition, institution=None, country=country).first()
    return found or SeatPool(edition=edition, country=country)


def pools_in(edition: Edition, *, only_used: bool = False) -> QuerySet[SeatPool]:
    """Pools of an edition with their country and agency; `only_used`: those that an entry ever came into."""
    pools = edition.pools.select_related("edition", "country", "institution", "parent__country", "parent__institution")
    return pools.filter(Exists(SeatEntry.objects.filter(target=OuterRef("pk")))) if only_used else pools.all()


def _finder(pools: Sequence[SeatPool]) -> Callable[[int | None, str | None], int | None]:
    return find_among(PoolKey(pool.pk, pool.country_id, pool.institution_id) for pool in pools)


def pool_finder(edition: Edition) -> Callable[[int | None, str | None], int | None]:
    """A function (agency key, country code) → key of the pool that serves it; one query for a whole edition.

    The deepest pool with entries serves: the agency's, else its country's, else the edition's own, else none.
    """
    return _finder(list(pools_in(edition, only_used=True)))


def pool_for(edition: Edition, agency: Institution) -> SeatPool | None:
    """The pool that an agency's people take their seats from; None while the edition has no seats."""
    key = pool_finder(edition)(agency.pk, agency.country_id)
    return None if key is None else SeatPool.objects.get(pk=key)


def has_seats(edition: Edition) -> bool:
    """Whether any seats were ever granted; nobody can be nominated or placed before."""
    return SeatEntry.objects.filter(edition=edition, source=None).exists()


def balances(edition: Edition, *, as_of: date | None = None) -> dict[SeatPool, Balance]:
    """The balance of each pool with entries, in three queries; at the end of the day `as_of` if one is given.

    Entries count from their day, people placed from when they held the seat until they left it. Nominations count from
    the day they were made and as they stand now: a withdrawal frees its name for every day shown.
    """
    entries = SeatEntry.objects.filter(edition=edition)
    holding, standing = Q(holdings__until__isnull=True), Q(edition=edition) & STANDING
    if as_of is not None:
        entries = entries.filter(day__lte=as_of)
        left_later = Q(holdings__until__isnull=True) | Q(holdings__until__date__gt=as_of)
        holding = Q(holdings__since__date__lte=as_of) & left_later
        standing &= Q(nominated_at__date__lte=as_of)
    movements = [Movement(*row) for row in entries.values_list("source", "target", "seats")]
    touched = {side for row in movements for side in (row.source, row.target)}
    # Django drops a model's own order from a query that groups.
    counted = pools_in(edition).annotate(held=Count("holdings", filter=holding)).order_by("pk")
    pools = [pool for pool in counted if pool.pk in touched]
    find = _finder(pools)
    named: Counter[int] = Counter()
    groups = (
        Nomination.objects.filter(standing).order_by().values_list("agency", "country").annotate(people=Count("pk"))
    )
    for agency, country, people in groups:
        pool = find(agency, country)
        if pool is not None:
            named[pool] += people
    summed = sum_movements(
        (pool.pk for pool in pools), movements, held={pool.pk: pool.held for pool in pools}, named=named
    )
    return {pool: summed[pool.pk] for pool in pools}


def balance_of(pool: SeatPool) -> Balance:
    """One pool's balance now, without its names: what the database's trigger computes before it lets seats go."""
    if pool.pk is None:
        return Balance()
    received, given = (
        SeatEntry.objects.filter(**{side: pool}).aggregate(sum=Sum("seats"))["sum"] or 0
        for side in ("target", "source")
    )
    return Balance(received, given, Holding.objects.filter(pool=pool, until=None).count())


def granted_total(edition: Edition) -> int:
    """Seats granted to an edition and not taken back: what stands before any sharing out."""
    return seats_of_editions([edition])[edition.pk].granted


def entries_of(edition: Edition, *, as_of: date | None = None) -> QuerySet[SeatEntry]:
    """The register of entries in the order of their days, with everything a line names."""
    entries = edition.seat_entries.select_related(
        "source__country", "source__institution", "target__country", "target__institution", "commitment"
    ).order_by("day", "id")
    return entries if as_of is None else entries.filter(day__lte=as_of)


def expected_target(edition: Edition) -> Target | None:
    """The newest target of the edition's commitment that is only expected: drawn dashed, granted nowhere."""
    targets = Target.objects.filter(commitment=edition.commitment_id, is_expected=True)
    return targets.order_by("-version").first() if edition.commitment_id else None


def movable(actor: Actor, found: Mapping[SeatPool, Balance]) -> dict[SeatPool, Balance]:
    """Of the pools in `found`, those with free seats that `actor` answers for."""
    return {pool: balance for pool, balance in found.items() if balance.free > 0 and may(actor, MOVE_SEATS, pool)}


@dataclass(frozen=True)
class ShareLine:
    """One line of the shares: `kind` is "group" (a country above its agencies), "pool", "rest" or "total"."""

    kind: str
    pool: SeatPool | None
    share: Share


def share_lines(found: Mapping[SeatPool, Balance]) -> list[ShareLine]:
    """Shares by country and agency, the largest first; what is not shared out yet; the sum of all."""
    by_country: dict[str, list[SeatPool]] = {}
    for pool in found:
        if pool.country_id is not None:
            by_country.setdefault(pool.country_id, []).append(pool)
    lines: list[ShareLine] = []
    shares = {pool: share_of([balance]) for pool, balance in found.items()}
    for pools in sorted(by_country.values(), key=lambda pools: -sum(shares[pool].seats for pool in pools)):
        agencies = sorted((p for p in pools if p.institution_id), key=lambda p: (-shares[p].seats, p.pk))
        own = [pool for pool in pools if not pool.institution_id]
        if agencies:
            lines.append(ShareLine("group", (own or agencies)[0], share_of(found[pool] for pool in pools)))
        lines += [ShareLine("pool", pool, shares[pool]) for pool in agencies]
        lines += [_kept_line(pool, shares[pool], shared_out=bool(agencies)) for pool in own]
    lines += [ShareLine("rest", pool, shares[pool]) for pool in found if pool.country_id is None]
    shown = [line for line in lines if line.kind != "rest" or line.share != Share()]
    return [*shown, ShareLine("total", None, share_of(found.values()))]


def _kept_line(pool: SeatPool, share: Share, *, shared_out: bool) -> ShareLine:
    return ShareLine("rest" if shared_out else "pool", pool, share)


@dataclass(frozen=True)
class EntryLine:
    """One line of the register: the entry, what it changes in the edition's total, and the total after it."""

    number: int
    entry: SeatEntry
    change: int
    total: int


def entry_lines(edition: Edition, *, as_of: date | None = None) -> list[EntryLine]:
    """The register in the order of its days, numbered from 1."""
    lines: list[EntryLine] = []
    total = 0
    for number, entry in enumerate(entries_of(edition, as_of=as_of), start=1):
        change = entry.seats * ((entry.source_id is None) - (entry.target_id is None))
        total += change
        lines.append(EntryLine(number, entry, change, total))
    return lines


@waits_for
def editions_without_seats(actor: Actor, today: date) -> list[DeskItem]:
    """For the host's manager: editions that take or will take nominations and have no seat to give."""
    hosts = actor.scopes(Role.PROGRAMME_MANAGER, "institution")
    granted = Exists(SeatEntry.objects.filter(edition=OuterRef("pk"), source=None))
    waiting = Edition.objects.filter(
        ~granted,
        host__in=[int(key) for key in hosts],
        state__in=[EditionState.PLANNED, EditionState.OPEN],
        nominations_close__gte=today,
    )
    return [
        DeskItem(
            _("%(edition)s has no seats yet, so nobody can be nominated.") % {"edition": edition},
            _("Open the ledger"),
            reverse("nominations:ledger", args=[edition.key]),
            edition.nominations_close,
        )
        for edition in waiting
    ]


@counts_seats
def seats_of_editions(editions: Sequence[Edition]) -> dict[int, SeatsInEdition]:
    """What the pages of programmes say of seats: granted, placed, highest number given. Always three queries."""
    keys = [edition.pk for edition in editions]
    net: Counter[int] = Counter()
    outside = SeatEntry.objects.filter(Q(source=None) | Q(target=None), edition__in=keys)
    for edition, target, seats in outside.values_list("edition", "target", "seats"):
        net[edition] += seats if target is not None else -seats
    placed: dict[int, dict[int, int]] = {key: {} for key in keys}
    highest: dict[int, dict[int, int]] = {key: {} for key in keys}
    current = Holding.objects.filter(until=None, placement__session__edition__in=keys).order_by()
    for edition, session, people in current.values_list("placement__session__edition", "placement__session").annotate(
        people=Count("pk")
    ):
        placed[edition][session] = people
    given = Placement.objects.filter(session__edition__in=keys).order_by()
    for edition, session, number in given.values_list("session__edition", "session").annotate(last=Max("number")):
        highest[edition][session] = number
    return {key: SeatsInEdition(net[key], placed[key], highest[key]) for key in keys}


@waits_for
def seats_to_name(actor: Actor, today: date) -> list[DeskItem]:
    """For focal points and officers: open editions where their country or agency has seats without a name.

    One query for the editions, and the ledger's three for each that is open.
    """
    countries = set(actor.scopes(Role.FOCAL_POINT, "country"))
    agencies = {int(key) for key in actor.scopes(Role.AGENCY_OFFICER, "institution")}
    if not (countries or agencies):
        return []
    lines = []
    for edition in Edition.objects.filter(state=EditionState.OPEN, nominations_close__gte=today):
        own = [
            balance
            for pool, balance in balances(edition).items()
            if pool.country_id in countries or pool.institution_id in agencies
        ]
        seats, unnamed = sum(balance.seats for balance in own), sum(balance.unnamed for balance in own)
        if unnamed:
            lines.append(
                DeskItem(
                    _("%(named)s of %(seats)s people are named for %(edition)s.")
                    % {"named": seats - unnamed, "seats": seats, "edition": edition},
                    _("Name people"),
                    reverse("nominations:lists", args=[edition.key]),
                    edition.nominations_close,
                )
            )
    return lines

"""The promise board: every commitment with its newest target, what the records show, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from sabaq.agreements.models import Commitment, Target
from sabaq.agreements.queries import Indicator, by_indicator
from sabaq.agreements.states import PromiseStatus
from sabaq.network.models import Network
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.desk import DeskItem, waits_for

from ..domain import Line, count_on, line_of, missed_target, status_of


@dataclass(frozen=True)
class Promise:
    """A commitment as it stands on a day. `delivered` is None where nothing counts it."""

    commitment: Commitment
    targets: tuple[Target, ...]
    indicator: Indicator | None
    delivered: int | None
    growth: tuple[tuple[date, int], ...]
    on: date

    @property
    def target(self) -> Target | None:
        """The newest version of the target: the one that counts."""
        return self.targets[-1] if self.targets else None

    @property
    def missed(self) -> Target | None:
        """The newest target whose date passed before it was reached."""
        dated = [(target.last_day, target.value) for target in self.targets]
        place = missed_target(dated, delivered=self.delivered, on=self.on)
        return None if place is None else self.targets[place]

    @property
    def due_target(self) -> Target | None:
        """The target whose date is shown: one that was missed before the newest."""
        return self.missed or self.target

    @property
    def due(self) -> date | None:
        """The last day for that target, if a date was agreed."""
        return self.due_target.last_day if self.due_target else None

    @property
    def status(self) -> PromiseStatus:
        """How far it is delivered."""
        return status_of(delivered=self.delivered, target=self.target.value if self.target else None)

    @property
    def is_overdue(self) -> bool:
        """True if the date of a target has passed and it is not reached."""
        return self.missed is not None

    @property
    def line(self) -> Line | None:
        """Delivered and promised over time, where the records carry days."""
        if self.indicator is None or self.indicator.growth is None:
            return None
        targets = [(target.first_day, target.value) for target in self.targets]
        baseline = self.commitment.baseline
        return line_of(targets, [(day, max(0, count - baseline)) for day, count in self.growth], on=self.on)

    @property
    def countries(self) -> set[str]:
        """The codes of the countries of the two sides."""
        sides = (self.commitment.debtor, self.commitment.creditor)
        return {side.country_id for side in sides if side and side.country_id}

    def gained_since(self, day: date) -> int:
        """What was delivered from `day` on, where the records carry days."""
        return count_on(self.growth, self.on) - count_on([row for row in self.growth if row[0] < day], self.on)


def promises(*, on: date, network: Network | None = None, key: str | None = None) -> list[Promise]:
    """Every commitment (of one network) as it stands on `on`, by agreement.

    Four queries, and one or two for each indicator in use, however many commitments there are.
    """
    rows = Commitment.objects.select_related(
        "agreement__network", "clause__version", "debtor__country", "creditor__country"
    ).prefetch_related("targets", "agreement__parties__institution")
    if network is not None:
        rows = rows.filter(agreement__network=network)
    if key is not None:
        rows = rows.filter(key=key)
    return _counted(list(rows.order_by("agreement__signed", "agreement__key", "key")), on=on)


def _counted(rows: Sequence[Commitment], *, on: date) -> list[Promise]:
    measured: dict[int, tuple[Indicator, int, tuple[tuple[date, int], ...]]] = {}
    for indicator, group in by_indicator(rows).items():
        counts = indicator.count(group)
        growth = indicator.growth(group) if indicator.growth else {}
        for row in group:
            measured[row.pk] = (indicator, counts.get(row.pk, 0), tuple(growth.get(row.pk, ())))
    return [_promise(row, measured.get(row.pk), on=on) for row in rows]


def _promise(
    row: Commitment, measured: tuple[Indicator, int, tuple[tuple[date, int], ...]] | None, *, on: date
) -> Promise:
    targets = tuple(row.targets.all())
    if measured is None:
        return Promise(row, targets, None, None, (), on)
    indicator, count, growth = measured
    return Promise(row, targets, indicator, max(0, count - row.baseline), growth, on)


def promise_called(key: str, *, on: date) -> Promise | None:
    """One commitment as it stands on `on`."""
    return next(iter(promises(on=on, key=key)), None)


@dataclass(frozen=True)
class Headline:
    """A network's promises in a few numbers, and the three largest that are counted."""

    year: int
    promised: int
    complete: int
    limited: int
    substantial: int
    without_evidence: int
    overdue: int
    due_this_year: int
    complete_this_year: int
    largest: tuple[Promise, ...]


def headline(network: Network | None, *, on: date) -> Headline:
    """What a network promised and delivered, counted: all of it, and what is due in the year of `on`."""
    rows = promises(on=on, network=network)
    due = [row for row in rows if row.due and row.due.year == on.year]
    counted = [row for row in rows if row.target and row.delivered is not None]
    return Headline(
        year=on.year,
        promised=len(rows),
        complete=sum(row.status is PromiseStatus.COMPLETE for row in rows),
        limited=sum(row.status is PromiseStatus.LIMITED for row in rows),
        substantial=sum(row.status is PromiseStatus.SUBSTANTIAL for row in rows),
        without_evidence=sum(row.status is PromiseStatus.NO_EVIDENCE for row in rows),
        overdue=sum(row.is_overdue for row in rows),
        due_this_year=len(due),
        complete_this_year=sum(row.status is PromiseStatus.COMPLETE for row in due),
        largest=tuple(sorted(counted, key=lambda row: -row.targets[-1].value)[:3]),
    )


@waits_for
def overdue_promises(actor: Actor, today: date) -> list[DeskItem]:
    """For the secretariat and the debtor's programme managers: what should have been delivered by now."""
    if not (actor.has_role(Role.SECRETARY) or actor.has_role(Role.PROGRAMME_MANAGER)):
        return []
    return [
        DeskItem(
            sentence=_("“%(what)s” is overdue: %(delivered)s of %(target)s.")
            % {"what": row.commitment, "delivered": row.delivered or 0, "target": missed.value},
            button=_("Open the commitment"),
            url=reverse("oversight:promise", args=[row.commitment.key]),
            due=row.due,
        )
        for row in promises(on=today)
        if (missed := row.missed)
        and (
            actor.has_role(Role.SECRETARY, f"network:{row.commitment.agreement.network_id}")
            or actor.has_role(Role.PROGRAMME_MANAGER, row.commitment.debtor.scope)
        )
    ]

"""How a promise is shown: its state as a shape and a word, its groups, and the columns of the board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sabaq.agreements.states import PromiseStatus
from sabaq.platform.listing import Listing
from sabaq.platform.refusals import Sentence
from sabaq.platform.stand import Stand

from .queries import Promise

OVERDUE = "overdue"
STANDS: dict[str, Stand] = {
    OVERDUE: Stand("late", _("Overdue")),
    PromiseStatus.NO_EVIDENCE: Stand("none", _("No evidence")),
    PromiseStatus.NOT_STARTED: Stand("wait", _("Not started")),
    PromiseStatus.LIMITED: Stand("some", _("Limited")),
    PromiseStatus.SUBSTANTIAL: Stand("most", _("Substantial")),
    PromiseStatus.COMPLETE: Stand("done", _("Complete")),
}
GROUPINGS: dict[str, Sentence] = {"instrument": _("Instrument"), "country": _("Country"), "state": _("State")}
COLUMNS = (
    _("Commitment"),
    _("What is promised"),
    _("Who owes it"),
    _("To whom"),
    _("Instrument"),
    _("Target"),
    _("Delivered"),
    _("What is counted"),
    _("State"),
    _("Due"),
)
PROMISES_PER_PAGE = 100


def standing(promise: Promise) -> str:
    """The one word under which a promise is counted: overdue before anything else."""
    return OVERDUE if promise.is_overdue else promise.status


@dataclass(frozen=True)
class Row:
    """One promise with how it stands; `progress` is how far it is, where it is overdue as well."""

    promise: Promise
    stand: Stand
    progress: Stand | None


def row_of(promise: Promise) -> Row:
    """A promise as the board shows it."""
    progress = STANDS[promise.status] if promise.is_overdue else None
    return Row(promise, STANDS[standing(promise)], progress)


@dataclass
class Group:
    """Rows under one heading: an agreement, a country or a state."""

    heading: Any
    rows: list[Row]


def _heading(promise: Promise, grouping: str) -> tuple[Any, Any]:
    """What a promise is grouped under, as a key that sorts and the heading itself."""
    if grouping == "country":
        country = promise.commitment.debtor.country
        return (str(country) if country else "\uffff", country)
    if grouping == "state":
        key = standing(promise)
        return (list(STANDS).index(key), STANDS[key])
    agreement = promise.commitment.agreement
    return (agreement.signed or "\uffff", agreement.key), agreement


class Board(Listing):
    """One page of the board: promises in groups, kept together, in the order of their headings."""

    def __init__(self, request: HttpRequest, promises: Iterable[Promise], *, grouping: str) -> None:
        self._request = request
        self._grouping = grouping
        ordered = sorted(promises, key=lambda promise: _heading(promise, grouping)[0])
        self.page = Paginator(ordered, PROMISES_PER_PAGE).get_page(request.GET.get("page"))

    @property
    def groups(self) -> list[Group]:
        """The page's rows under their headings."""
        groups: dict[Any, Group] = {}
        for promise in self.page:
            key, heading = _heading(promise, self._grouping)
            groups.setdefault(key, Group(heading, [])).rows.append(row_of(promise))
        return list(groups.values())


def counts(promises: Iterable[Promise]) -> list[tuple[str, Stand, int]]:
    """How many promises stand how, for every state that occurs."""
    found = Counter(standing(promise) for promise in promises)
    return [(key, stand, found[key]) for key, stand in STANDS.items() if found[key]]


def as_cells(promise: Promise) -> list[Any]:
    """A promise as one row of the spreadsheet, under `COLUMNS`."""
    commitment, target = promise.commitment, promise.target
    return [
        commitment.key,
        str(commitment),
        str(commitment.debtor),
        str(commitment.creditor) if commitment.creditor else _now("All the parties"),
        str(commitment.agreement),
        target.value if target else None,
        promise.delivered,
        str(promise.indicator.sentence) if promise.indicator else "",
        str(STANDS[standing(promise)].word),
        target.due if target else "",
    ]

"""Rows of a sent list are corrected, decided or left out. What the sender wrote stays beside every correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sabaq.engines.lists import FIELDS
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.refusals import Refusal

from ..domain import lists as domain
from ..domain.lists import Decision, Finding, Reviewed
from ..models import ListRow, SentList
from ..queries.locked import locked_list
from ..queries.people import already_nominated, known_people
from ..queries.rows import circumstances, point_to_doubles, put_review, review_of, sheet_as_sent
from ..rules.lists import WORK_ON_LIST
from ..states import ListState, RowState

_WRITTEN = ["corrections", "problems", "likeness", "known_person", "duplicate_of", "state"]


class ListNotRead(Refusal):
    """The list is being read again, or its reading has failed: its rows may be others by now."""

    now = gettext_lazy("Open the list again to see what became of it.")

    @classmethod
    def check(cls, sent_list: SentList) -> SentList:
        """The list, a locked one, if its rows are those that were read last."""
        if sent_list.state == ListState.READING:
            raise cls(_("The list is being read again."))
        if sent_list.state != ListState.READ:
            raise cls
        return sent_list


class RowSettled(Refusal):
    """The row was nominated, left out or found to be a double: there is nothing to change in it."""

    why = gettext_lazy("This row is settled already.")
    now = gettext_lazy("Open the list again to see what became of it.")


class NothingToDecide(Refusal):
    """The row has no possible double that waits for a decision."""

    why = gettext_lazy("There is nothing to decide about this row.")


class ReasonMissing(Refusal):
    """An act that cannot be understood later without its reason."""

    why = gettext_lazy("Say why in a few words.")


def _open(key: int, rows: Sequence[ListRow]) -> ListRow:
    """The row as it is now, if something may still become of it."""
    row = next((row for row in rows if row.pk == key), None)
    if row is None or row.state in domain.SETTLED:
        raise RowSettled
    return row


@action(WORK_ON_LIST)
def correct_rows(
    sent_list: SentList, *, corrections: Mapping[int, Mapping[str, str]], by: Actor, at: datetime
) -> list[ListRow]:
    """Write fields of rows anew and check those rows again, also against each other and against people known here.

    `corrections` gives texts by field by the row's key; "" clears a field. Gives the rows of `corrections`.
    Raises `RowSettled` if one of them is settled or not in this list; then none is changed. Raises `ListNotRead`.
    """
    sent_list = ListNotRead.check(locked_list(sent_list.pk))
    rows = list(sent_list.rows.all())
    touched = [_open(key, rows) for key in corrections]
    if not touched:
        raise RowSettled
    now, sheet, reviews = circumstances(sent_list, at), sheet_as_sent(sent_list), {}
    for row, changes in zip(touched, corrections.values(), strict=True):
        unknown = set(changes) - set(FIELDS)
        if unknown:
            raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
        cells = domain.cells_of(row.row, sheet.part_of(row.row).columns)
        reviews[row.pk] = domain.corrected(review_of(row), changes, now, cells=cells)
        row.corrections = {**row.corrections, **{name: reviews[row.pk].fields[name] for name in changes}}
    _look_again(sent_list, touched, reviews, others=rows)
    record(sent_list, facts={"rows": [row.row for row in touched], "cells": sum(map(len, corrections.values()))})
    return touched


def _look_again(
    sent_list: SentList, touched: Sequence[ListRow], reviews: Mapping[int, Reviewed], *, others: Sequence[ListRow]
) -> None:
    """Compare the touched rows with the open rows they share something with, and with known people; store them all.

    Rows that point to a touched row, or that it points to, are compared again too: a correction takes doubts away.
    """
    numbers = {row.row for row in touched}
    numbers |= {number for row in touched for number in _pointed_to(row)}
    keys = [review.fields for review in reviews.values()]
    settled = {row.row for row in others if row.state in domain.SETTLED}
    near = [
        row
        for row in others
        if row.row not in settled
        and (row.row in numbers or numbers & _pointed_to(row) or domain.shares_key(row.current, keys))
    ]
    asked = [domain.without_doubts_about(reviews.get(row.pk) or review_of(row), settled) for row in near]
    found = domain.with_findings(asked, domain.compared(asked, sheet=sheet_as_sent(sent_list)))
    known = known_people([row.fields for row in found], country=sent_list.country_id)
    linked = [known.link(row) for row in found]
    nominated = already_nominated(sent_list.edition, {row.known for row in linked if row.known})
    for row, one in zip(near, linked, strict=True):
        put_review(row, nominated.mark(one))
    point_to_doubles(near)
    ListRow.objects.bulk_update(near, _WRITTEN, batch_size=500)


def _pointed_to(row: ListRow) -> set[int]:
    """The rows that this one may double, or shares a passport number with."""
    findings = {finding["row"] for finding in row.likeness if finding["row"] is not None}
    conflicts = (problem for problem in row.problems if problem["sentence"] == domain.PASSPORT_TWICE)
    return findings | {int(problem["params"]["row"]) for problem in conflicts}


@action(WORK_ON_LIST)
def resolve_duplicate(
    row: ListRow, *, same: bool, keep: Literal["this", "other"] = "this", by: Actor, at: datetime
) -> ListRow:
    """Decide whether a row and its possible double are one person. Gives the row that was decided about.

    One person: of two rows `keep` says which stays, "other" being the row it may double; a person known here is linked.
    Two people: both stay, and the question is not asked again. Two people with one passport number cannot be
    nominated before one of the numbers is corrected. Raises `ListNotRead`, `RowSettled`, `NothingToDecide`.
    """
    sent_list = ListNotRead.check(locked_list(row.sent_list_id))
    others = list(sent_list.rows.all())
    row = _open(row.pk, others)
    review = review_of(row)
    pending = review.pending
    if pending is None:
        raise NothingToDecide
    decided = _decided(review, pending, "same" if same else "different")
    other = next((one for one in others if pending.row is not None and one.row == pending.row), None)
    if same and other is not None:
        double, kept = (row, other) if keep == "other" else (other, row)
        if double.state in domain.SETTLED:
            raise RowSettled
        _settle(double, decided if double is row else review_of(double), kept)
    _look_again(sent_list, [row], {row.pk: decided}, others=others)
    facts = {"row": row.row, "same": same, "other_row": pending.row, "person": pending.person}
    record(sent_list, row, facts={**facts, "kept": keep if same and other else None})
    return row


def _decided(review: Reviewed, pending: Finding, decision: Decision) -> Reviewed:
    findings = tuple(replace(f, decision=decision) if f is pending else f for f in review.findings)
    return replace(review, findings=findings)


def _settle(row: ListRow, review: Reviewed, kept: ListRow) -> None:
    """The row doubles `kept`: it stays in the list as it is and nobody is nominated from it."""
    put_review(row, review)
    row.state, row.duplicate_of = RowState.DUPLICATE, kept
    row.save(update_fields=_WRITTEN)


@action(WORK_ON_LIST)
def leave_out_row(row: ListRow, *, reason: str, by: Actor, at: datetime) -> ListRow:
    """Leave a person of the list out, for a reason. Raises `ReasonMissing`, `ListNotRead`, `RowSettled`."""
    if not reason.strip():
        raise ReasonMissing
    sent_list = ListNotRead.check(locked_list(row.sent_list_id))
    others = list(sent_list.rows.all())
    row = _open(row.pk, others)
    row.state = RowState.LEFT_OUT
    row.save(update_fields=["state"])
    _look_again(sent_list, [row], {row.pk: review_of(row)}, others=others)
    record(sent_list, row, facts={"row": row.row}, words={"reason": reason.strip()})
    return row

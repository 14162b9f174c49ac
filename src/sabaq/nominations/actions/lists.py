"""A list arrives, is read, or asks its sender what its columns mean. The reading itself runs in a job before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.files import File
from django.utils.translation import gettext_lazy

from sabaq.engines.lists import SheetReading, Unreadable
from sabaq.engines.lists.vocabulary import plain
from sabaq.network.models import Institution
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.files import store_file
from sabaq.platform.jobs import start_job
from sabaq.platform.permissions import require
from sabaq.platform.refusals import Refusal
from sabaq.programmes.models import Edition

from ..domain import lists as domain
from ..models import ListRow, SenderWording, SentList
from ..queries.locked import locked_list
from ..queries.nominations import takes_nominations
from ..queries.people import already_nominated, known_people
from ..queries.rows import circumstances, point_to_doubles, put_review
from ..rules.lists import SEND_FOR, SEND_LIST, WORK_ON_LIST
from ..states import ListState, RowState

READ_LIST = "nominations.read_list"
_LONGEST_WORDING = 200


class NominationsNotOpen(Refusal):
    """The edition is not open, or its closing day has passed."""

    why = gettext_lazy("This edition does not take nominations now.")
    now = gettext_lazy("Ask the host whether nominations will open again.")


class SameList(Refusal):
    """The same bytes were sent for the same edition. `facts["sent_list"]` is the list there is."""

    why = gettext_lazy("This file was already sent for this edition. Nothing was doubled.")


class AlreadyNominatedFrom(Refusal):
    """A list cannot be read anew once people were nominated from it."""

    why = gettext_lazy("People were already nominated from this list, so it cannot be read again.")
    now = gettext_lazy("Send a new list with the people who are missing.")


class NameColumnMissing(Refusal):
    """Columns were explained, but none as the name."""

    why = gettext_lazy("Say which column holds the name.")

    @classmethod
    def check(cls, meanings: Iterable[str]) -> None:
        """Refuse the meanings of all columns if none is a name."""
        if not {"name", "family", "passport_name"} & set(meanings):
            raise cls


@action(SEND_LIST)
def send_list(edition: Edition, *, file: File[bytes], sender: Institution, by: Actor, at: datetime) -> SentList:
    """Keep a list as it was sent and start reading it. The same bytes for the same edition are the same list.

    Raises `NotPermitted` for a sender that `by` does not speak for, `NominationsNotOpen`, `TooLarge`, and `SameList`.
    """
    require(by, SEND_FOR, sender)
    if not takes_nominations(edition, at):
        raise NominationsNotOpen
    stored = store_file(file.chunks(), name=file.name or "", at=at)
    defaults = {"sender": sender, "country_id": sender.country_id, "file": stored, "sent_at": at}
    sent_list, is_new = SentList.objects.get_or_create(edition=edition, sha256=stored.sha256, defaults=defaults)
    if not is_new:
        raise SameList(sent_list=sent_list.pk)
    _start_reading(sent_list, by=by, at=at)
    record(sent_list, edition, facts={"edition": edition.key, "sha256": stored.sha256, "size": stored.size})
    return sent_list


def _start_reading(sent_list: SentList, *, by: Actor, at: datetime) -> None:
    sent_list.state = ListState.READING
    sent_list.job = start_job(READ_LIST, by=by, at=at, sent_list=sent_list.pk)
    sent_list.save()


def _without_nominations(sent_list: SentList) -> SentList:
    """The list as it is now, locked; people who were nominated from it keep their rows."""
    sent_list = locked_list(sent_list.pk)
    if sent_list.rows.filter(state=RowState.NOMINATED).exists():
        raise AlreadyNominatedFrom
    return sent_list


@action(WORK_ON_LIST)
def set_columns(sent_list: SentList, *, columns: Mapping[str, str], by: Actor, at: datetime) -> SentList:
    """Say what each column means, by letter, and read the list again; without columns it is only read again.

    Corrections and people left out stay with their rows. Raises `AlreadyNominatedFrom`, `NameColumnMissing`.
    """
    sent_list = _without_nominations(sent_list)
    if columns:
        NameColumnMissing.check(columns.values())
    sent_list.sheet = {**sent_list.sheet, "given": dict(columns)}
    _start_reading(sent_list, by=by, at=at)
    record(sent_list, facts={"columns": dict(columns)})
    return sent_list


@action(WORK_ON_LIST)
def take_in_reading(sent_list: SentList, *, reading: SheetReading, by: Actor, at: datetime) -> SentList:
    """Store a list as read: the sheet, what its columns mean, a row for each person with its problems and findings.

    A fixed number of queries however long the list. Rows that were left out, and corrections, outlive a new reading.
    Column names that somebody explained are remembered for the sender's next list. Raises `AlreadyNominatedFrom`.
    """
    sent_list = _without_nominations(sent_list)
    earlier = {row.row: row for row in sent_list.rows.all()}
    rows = _reviewed(sent_list, reading, earlier, at)
    sent_list.rows.all().delete()
    stored = ListRow.objects.bulk_create(
        [_as_row(sent_list, one, earlier.get(one.row)) for one in rows], batch_size=500
    )
    ListRow.objects.bulk_update(point_to_doubles(stored), ["duplicate_of"], batch_size=500)
    sent_list.state, sent_list.unreadable_kind = ListState.READ, ""
    sent_list.sheet_name = _sheet_name(sent_list, reading.sheet)
    sent_list.sheet = {
        "rows": reading.rows,
        "header_rows": reading.header_rows,
        "merges": reading.merges,
        "parts": [asdict(part) for part in reading.parts],
        "skipped": [asdict(row) for row in reading.skipped],
        "given": sent_list.sheet.get("given", {}),
    }
    sent_list.columns = {column.letter: asdict(column) for column in reading.columns}
    sent_list.problems = [asdict(problem) for problem in reading.problems]
    sent_list.save()
    _remember(sent_list, at)
    states = [row.state for row in stored]
    facts = {str(state): states.count(state) for state in RowState if state in states}
    record(sent_list, facts={"rows": len(stored), **facts})
    return sent_list


def _remember(sent_list: SentList, at: datetime) -> None:
    """Keep what the explained columns are called; a later explanation of the same name takes its place."""
    given, columns = sent_list.sheet["given"], sent_list.columns
    names = {plain(columns[letter]["header"]): meaning for letter, meaning in given.items() if letter in columns}
    SenderWording.objects.bulk_create(
        [
            SenderWording(sender_id=sent_list.sender_id, header=name, meaning=meaning, learnt_at=at)
            for name, meaning in names.items()
            if 0 < len(name) <= _LONGEST_WORDING
        ],
        update_conflicts=True,
        unique_fields=["sender", "header"],
        update_fields=["meaning", "learnt_at"],
    )


def _sheet_name(sent_list: SentList, sheet: str) -> str:
    """The sheet's name, "" for a text file: that has no sheets, and its reading names the file as it is stored."""
    return "" if sheet == sent_list.sha256 else sheet[:120]


def _reviewed(
    sent_list: SentList, reading: SheetReading, earlier: Mapping[int, ListRow], at: datetime
) -> list[domain.Reviewed]:
    now, rows = circumstances(sent_list, at), []
    for found in reading.records:
        row = domain.reviewed_record(found)
        before = earlier.get(row.row)
        if before is not None and before.corrections:
            changes = {name: domain.written(value) for name, value in before.corrections.items()}
            row = domain.corrected(row, changes, now, cells=domain.cells_of(row.row, reading.part_of(row.row).columns))
        rows.append(row)
    is_corrected = any(row.corrections for row in earlier.values())
    rows = domain.with_findings(rows, domain.compared(rows, sheet=reading) if is_corrected else reading.records)
    known = known_people([row.fields for row in rows], country=sent_list.country_id)
    linked = [known.link(row) for row in rows]
    nominated = already_nominated(sent_list.edition, {row.known for row in linked if row.known})
    return [nominated.mark(row) for row in linked]


def _as_row(sent_list: SentList, row: domain.Reviewed, before: ListRow | None) -> ListRow:
    corrections = before.corrections if before else {}
    left_out = before is not None and before.state == RowState.LEFT_OUT
    stored = ListRow(sent_list=sent_list, row=row.row, fields=dict(row.fields), corrections=corrections)
    put_review(stored, row)
    if left_out:
        stored.state = RowState.LEFT_OUT
    return stored


@action(WORK_ON_LIST)
def give_up_reading(sent_list: SentList, *, unreadable: Unreadable, by: Actor, at: datetime) -> SentList:
    """Note that a file cannot be read, and why. Raises `AlreadyNominatedFrom`."""
    return _without_rows(sent_list, ListState.UNREADABLE, unreadable)


@action(WORK_ON_LIST)
def ask_for_columns(sent_list: SentList, *, unreadable: Unreadable, by: Actor, at: datetime) -> SentList:
    """Ask the sender what the columns mean: the list has none of the names we know. Raises `AlreadyNominatedFrom`."""
    return _without_rows(sent_list, ListState.ASKS, unreadable)


def _without_rows(sent_list: SentList, state: ListState, unreadable: Unreadable) -> SentList:
    """Keep what a reading that gave no people says of the file."""
    sent_list = _without_nominations(sent_list)
    sent_list.state, sent_list.unreadable_kind = state, unreadable.kind
    params: dict[str, Any] = dict(unreadable.params)
    sent_list.sheet_name = _sheet_name(sent_list, str(params.pop("sheet", "")))
    sent_list.sheet = {"preview": params.pop("preview", []), "params": params}
    sent_list.save()
    record(sent_list, facts={"kind": unreadable.kind})
    return sent_list

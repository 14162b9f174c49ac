"""The words of sent lists: states, meanings of columns, and the engine's sentences, each marked for translation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from sabaq.engines.lists import Problem
from sabaq.platform.dates import written
from sabaq.platform.refusals import Sentence
from sabaq.platform.stand import Stand
from sabaq.platform.verbs import say

from ..domain.lists import blocks
from ..queries.lists import RowCounts
from ..states import ListState, RowState

say("nominations.send_list", _("The list was sent"))
say("nominations.set_columns", _("The list was read again"))
say("nominations.take_in_reading", _("The list was read"))
say("nominations.give_up_reading", _("The file could not be read"))
say("nominations.ask_for_columns", _("Asks what its columns mean"))
say("nominations.correct_rows", _("Cells were corrected"))
say("nominations.resolve_duplicate", _("It was decided whether two entries are one person"))
say("nominations.leave_out_row", _("A person was left out of the list"))
say("nominations.nominate_ready_rows", _("People were nominated from the list"))

LIST_STANDS = {
    ListState.READING: Stand("wait", _("Being read")),
    ListState.ASKS: Stand("wait", _("Asks what its columns mean")),
    ListState.READ: Stand("done", _("Read")),
    ListState.UNREADABLE: Stand("late", _("Cannot be read")),
}
ROW_STANDS = {
    RowState.READY: Stand("done", _("Ready")),
    RowState.WRONG: Stand("late", _("Must be corrected")),
    RowState.DOUBTFUL: Stand("wait", _("Please check")),
    RowState.DUPLICATE: Stand("none", _("Named twice")),
    RowState.LEFT_OUT: Stand("none", _("Left out")),
    RowState.NOMINATED: Stand("done", _("Nominated")),
}
COUNTED = {
    RowState.WRONG: ngettext_lazy("%(n)s row must be corrected.", "%(n)s rows must be corrected.", "n"),
    RowState.DOUBTFUL: ngettext_lazy("%(n)s row waits for your decision.", "%(n)s rows wait for your decision.", "n"),
    RowState.READY: ngettext_lazy("%(n)s person is ready.", "%(n)s people are ready.", "n"),
    RowState.NOMINATED: ngettext_lazy("%(n)s person is nominated.", "%(n)s people are nominated.", "n"),
    RowState.DUPLICATE: ngettext_lazy("%(n)s row names somebody twice.", "%(n)s rows name somebody twice.", "n"),
    RowState.LEFT_OUT: ngettext_lazy("%(n)s row was left out.", "%(n)s rows were left out.", "n"),
}
MUST, CHECK, NOTE = Stand("late", _("Must be corrected")), Stand("wait", _("Please check")), Stand("open", _("Note"))

MEANINGS: dict[str, Sentence] = {
    "name": _("Full name"),
    "family": _("Family name"),
    "given": _("Given name"),
    "patronymic": _("Patronymic"),
    "passport_name": _("Name as in the passport"),
    "passport_family": _("Family name as in the passport"),
    "passport_given": _("Given name as in the passport"),
    "sex": _("Sex"),
    "birth": _("Date of birth"),
    "passport": _("Passport number"),
    "passport_series": _("Passport series"),
    "passport_expiry": _("Passport valid until"),
    "passport_details": _("Passport: number and dates"),
    "agency": _("Agency"),
    "position": _("Post"),
    "agency_position": _("Agency and post"),
    "position_agency": _("Agency and post"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "contacts": _("Contacts"),
    "rank": _("Place in the agency’s order"),
    "languages": _("Languages"),
    "number": _("No."),
    "other": _("Not used"),
}

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")

# The same keys and English words as the engine's tables; a test keeps them equal.
PROBLEMS: dict[str, Sentence] = {
    "missing.family": _("The family name is missing."),
    "missing.given": _("The given name is missing."),
    "missing.birth": _("The date of birth is missing."),
    "missing.sex": _("The sex is missing."),
    "missing.passport": _("The passport number is missing."),
    "missing.passport_expiry": _("The date until which the passport is valid is missing."),
    "missing.agency": _("The agency is missing."),
    "missing.position": _("The post is missing."),
    "missing.email": _("The e-mail address is missing."),
    "missing.phone": _("The telephone number is missing."),
    "missing_column.family": _("The list has no column for the family name."),
    "missing_column.birth": _("The list has no column for the date of birth."),
    "missing_column.passport": _("The list has no column for the passport number."),
    "missing_column.passport_expiry": _("The list has no column for the date until which the passport is valid."),
    "missing_column.agency": _("The list has no column for the agency."),
    "missing_column.position": _("The list has no column for the post."),
    "missing_column.email": _("The list has no column for the e-mail address."),
    "invalid.name": _("“%(value)s” is not a name."),
    "invalid.date": _("“%(value)s” is not a date."),
    "invalid.date_incomplete": _("“%(value)s” is not a full date. Write day, month and year."),
    "invalid.birth_future": _("The date of birth %(date)s lies in the future."),
    "invalid.email": _("“%(value)s” is not an e-mail address."),
    "invalid.email_suggestion": _("“%(value)s” is not an e-mail address. We think %(suggestion)s is meant."),
    "invalid.phone": _("“%(value)s” is not a telephone number."),
    "invalid.passport": _("“%(value)s” is not a passport number."),
    "invalid.sex": _("“%(value)s” does not say whether the person is a man or a woman."),
    "invalid.rank": _("“%(value)s” is not a place in an order."),
    "unusual.passport": _("“%(value)s” does not look like a passport number of %(country)s. Please check."),
    "expired.today": _("The passport expired on %(date)s."),
    "expired.edition_end": _("The passport expires on %(date)s, before the programme ends on %(end)s."),
    "expiring": _("The passport expires on %(date)s, less than six months after the programme ends on %(end)s."),
    "age.young": _("The person is %(age)s years old. Please check the date of birth."),
    "age.old": _("The person is %(age)s years old. Please check the date of birth."),
    "ambiguous.date": _("“%(value)s” can be read in more than one way. We read %(date)s. Please check."),
    "ambiguous.name": _("“%(value)s” can be divided in more than one way. Please check the parts of the name."),
    "ambiguous.agency": _("“%(value)s” names the agency and the post together. Please check how we divided it."),
    "conflict.sex": _("The sex and the patronymic do not agree."),
    "conflict.passport": _("Row %(row)s has the same passport number and another name."),
    "duplicate": _("Rows %(other)s and %(row)s may be the same person."),
    "similar": _("Row %(other)s has the same name. Nothing else in the list tells the two apart."),
    "guess.column": _("We read column %(column)s, “%(header)s”, by likeness. Please check its meaning."),
    "guess.value_columns": _("Columns %(columns)s have the same meaning. Only the first was used."),
    "unknown.column": _("We do not know what column %(column)s, “%(header)s”, means. It was not used."),
    "hidden.rows": _("These rows are hidden in the sheet and were read: %(rows)s."),
    "hidden.columns": _("These columns are hidden in the sheet and were read: %(columns)s."),
    "hidden.sheet": _("The sheet “%(sheet)s” is hidden and was read."),
    "sheets": _("Other sheets hold lists too and were not read: %(sheets)s."),
    "already_nominated": _("This person is already nominated for this edition."),
    "conflict.known_passport": _("Our records have this passport number under another name. Please check it."),
    "invalid.too_long": _("This is longer than %(limit)s letters. Please write it shorter."),
    "invalid.initials": _("“%(value)s” is only an initial. Write the whole given name."),
    "invalid.letters": _("“%(value)s” has lost some of its letters. Write it again."),
    "invalid.letters_suggestion": _("“%(value)s” has lost some of its letters. We think %(suggestion)s is meant."),
    "invalid.formula": _("“%(value)s” is the error of a formula. Write the value itself."),
    "ambiguous.several": _("“%(value)s” holds more than one. We read %(first)s. Please check."),
    "duplicate.agencies": _("Rows %(other)s and %(row)s may be the same person, sent by %(first)s and by %(second)s."),
    "duplicate.known": _("We may know this person already: %(known)s."),
    "guess.agency_heading": _(
        "The agency was taken from the lines above the people, such as “%(value)s”. Please check."
    ),
    "guess.agency_sheet": _("The agency was taken from the name of the sheet, “%(value)s”. Please check."),
    "hidden.row": _("This row is hidden in the sheet and was read."),
    "hidden.sheet_left": _("The sheet “%(sheet)s” is hidden. It holds a list too and was not read."),
    "sheets.read": _("These sheets were read as one list: %(sheets)s."),
    "invalid.passport_short": _("“%(value)s” is too short for a passport number of %(country)s."),
}
REASONS: dict[str, Sentence] = {
    "same": _("Same"),
    "same_but_spelling": _("Same. Spaces and capitals do not count."),
    "across_scripts": _("The names agree across two scripts."),
    "spelling": _("The names agree apart from spelling."),
    "one_missing": _("Says nothing. One row leaves it out."),
    "differs": _("Different"),
}
REASON_SHAPES = {"one_missing": "none", "differs": "wait"}
UNREADABLE: dict[str, Sentence] = {
    "empty": _("The file is empty."),
    "too_large.rows": _("The list is too long. At most %(limit)s rows can be read at once."),
    "too_large.columns": _("The list is too wide. At most %(limit)s columns can be read."),
    "too_large.file": _("The file is too large. At most %(limit)s MB can be read."),
    "bomb": _("The file unpacks to far more than a list can hold. Save the list as a new file and send that."),
    "password": _("The file is protected by a password. Remove the password and send it again."),
    "not_a_list.pdf": _("The file is a PDF, not a spreadsheet. Send .xlsx, .xls, .ods, .csv or .tsv."),
    "not_a_list.picture": _("The file is a picture, not a spreadsheet. Send .xlsx, .xls, .ods, .csv or .tsv."),
    "not_a_list.document": _("The file is a text document, not a spreadsheet. Send .xlsx, .xls, .ods, .csv or .tsv."),
    "not_a_list.archive": _("The file is an archive, not a spreadsheet. Unpack it and send the list."),
    "not_a_list.web_page": _("The file is a web page, not a spreadsheet. Open it, save it as .xlsx and send that."),
    "not_a_list.program": _("The file is not a spreadsheet. Send .xlsx, .xls, .ods, .csv or .tsv."),
    "no_header": _("We found no row with the names of the columns. Tell us what each column means."),
    "no_people": _("The list has column names but no people."),
    "encoding": _("The letters of the file cannot be read. Save it as UTF-8 and send it again."),
    "damaged": _("The file is damaged and cannot be opened. Save it again and send that."),
    "timeout": _("Reading the file took longer than %(seconds)s seconds and was stopped."),
}


def counts_told(counts: RowCounts) -> list[str]:
    """What became of a list's rows: a sentence for each kind that it has."""
    numbers = {state: getattr(counts, state) for state in COUNTED}
    return [str(COUNTED[state] % {"n": n}) for state, n in numbers.items() if n]


def in_words(value: str) -> str:
    """A value of a row for the eye: a date as the reader's language writes it, anything else as it is."""
    return written(date.fromisoformat(value)) if _ISO_DATE.fullmatch(value) else value


def told(problem: Problem, *, country: Sentence = "") -> str:
    """A problem's sentence in the reader's language; dates as the language writes them, the country by its name."""
    params: dict[str, Any] = dict(problem.params)
    for name in ("date", "end"):
        if name in params:
            params[name] = in_words(params[name])
    if country and "country" in params:
        params["country"] = country
    return str(PROBLEMS[problem.sentence]) % params


def stand_of(problem: Problem) -> Stand:
    """How urgent a problem is."""
    if blocks(problem):
        return MUST
    return NOTE if problem.sentence in ("expiring", "ambiguous.agency") or problem.kind == "missing" else CHECK


def unreadable_sentence(kind: str, params: Mapping[str, Any]) -> str:
    """Why a file could not be read."""
    return str(UNREADABLE[kind]) % params

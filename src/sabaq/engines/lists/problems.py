"""One sentence per kind of problem and per kind of reason: the only words this engine says.

A caller that speaks another language translates the template and fills it with the same parameters, so no sentence is
ever put together from pieces.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by

PROBLEM_SENTENCES: dict[str, str] = {
    "missing.family": "The family name is missing.",
    "missing.given": "The given name is missing.",
    "missing.birth": "The date of birth is missing.",
    "missing.sex": "The sex is missing.",
    "missing.passport": "The passport number is missing.",
    "missing.passport_expiry": "The date until which the passport is valid is missing.",
    "missing.agency": "The agency is missing.",
    "missing.position": "The post is missing.",
    "missing.email": "The e-mail address is missing.",
    "missing.phone": "The telephone number is missing.",
    "missing_column.family": "The list has no column for the family name.",
    "missing_column.birth": "The list has no column for the date of birth.",
    "missing_column.passport": "The list has no column for the passport number.",
    "missing_column.passport_expiry": "The list has no column for the date until which the passport is valid.",
    "missing_column.agency": "The list has no column for the agency.",
    "missing_column.position": "The list has no column for the post.",
    "missing_column.email": "The list has no column for the e-mail address.",
    "invalid.name": "“%(value)s” is not a name.",
    "invalid.initials": "“%(value)s” is only an initial. Write the whole given name.",
    "invalid.letters": "“%(value)s” has lost some of its letters. Write it again.",
    "invalid.letters_suggestion": "“%(value)s” has lost some of its letters. We think %(suggestion)s is meant.",
    "invalid.formula": "“%(value)s” is the error of a formula. Write the value itself.",
    "invalid.date": "“%(value)s” is not a date.",
    "invalid.date_incomplete": "“%(value)s” is not a full date. Write day, month and year.",
    "invalid.birth_future": "The date of birth %(date)s lies in the future.",
    "invalid.email": "“%(value)s” is not an e-mail address.",
    "invalid.email_suggestion": "“%(value)s” is not an e-mail address. We think %(suggestion)s is meant.",
    "invalid.phone": "“%(value)s” is not a telephone number.",
    "invalid.passport": "“%(value)s” is not a passport number.",
    "invalid.passport_short": "“%(value)s” is too short for a passport number of %(country)s.",
    "invalid.sex": "“%(value)s” does not say whether the person is a man or a woman.",
    "invalid.rank": "“%(value)s” is not a place in an order.",
    "unusual.passport": "“%(value)s” does not look like a passport number of %(country)s. Please check.",
    "expired.today": "The passport expired on %(date)s.",
    "expired.edition_end": "The passport expires on %(date)s, before the programme ends on %(end)s.",
    "expiring": "The passport expires on %(date)s, less than six months after the programme ends on %(end)s.",
    "age.young": "The person is %(age)s years old. Please check the date of birth.",
    "age.old": "The person is %(age)s years old. Please check the date of birth.",
    "ambiguous.date": "“%(value)s” can be read in more than one way. We read %(date)s. Please check.",
    "ambiguous.name": "“%(value)s” can be divided in more than one way. Please check the parts of the name.",
    "ambiguous.agency": "“%(value)s” names the agency and the post together. Please check how we divided it.",
    "ambiguous.several": "“%(value)s” holds more than one. We read %(first)s. Please check.",
    "conflict.sex": "The sex and the patronymic do not agree.",
    "conflict.passport": "Row %(row)s has the same passport number and another name.",
    "duplicate": "Rows %(other)s and %(row)s may be the same person.",
    "duplicate.agencies": "Rows %(other)s and %(row)s may be the same person, sent by %(first)s and by %(second)s.",
    "duplicate.known": "We may know this person already: %(known)s.",
    "similar": "Row %(other)s has the same name. Nothing else in the list tells the two apart.",
    "guess.column": "We read column %(column)s, “%(header)s”, by likeness. Please check its meaning.",
    "guess.value_columns": "Columns %(columns)s have the same meaning. Only the first was used.",
    "guess.agency_heading": "The agency was taken from the lines above the people, such as “%(value)s”. Please check.",
    "guess.agency_sheet": "The agency was taken from the name of the sheet, “%(value)s”. Please check.",
    "unknown.column": "We do not know what column %(column)s, “%(header)s”, means. It was not used.",
    "hidden.row": "This row is hidden in the sheet and was read.",
    "hidden.rows": "These rows are hidden in the sheet and were read: %(rows)s.",
    "hidden.columns": "These columns are hidden in the sheet and were read: %(columns)s.",
    "hidden.sheet": "The sheet “%(sheet)s” is hidden and was read.",
    "hidden.sheet_left": "The sheet “%(sheet)s” is hidden. It holds a list too and was not read.",
    "sheets.read": "These sheets were read as one list: %(sheets)s.",
    "sheets": "Other sheets hold lists too and were not read: %(sheets)s.",
}

REASON_SENTENCES: dict[str, str] = {
    "same": "Same",
    "same_but_spelling": "Same. Spaces and capitals do not count.",
    "across_scripts": "The names agree across two scripts.",
    "spelling": "The names agree apart from spelling.",
    "one_missing": "Says nothing. One row leaves it out.",
    "differs": "Different",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct or to check: `kind` for programs, `sentence` the key of `PROBLEM_SENTENCES`."""

    cell: str | None
    field: str | None
    sentence: str
    params: Mapping[str, str] = made_by(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.sentence.partition(".")[0].removesuffix("_column")

    @property
    def message(self) -> str:
        return message_for(self)


def message_for(problem: Problem, *, sentences: Mapping[str, str] = PROBLEM_SENTENCES) -> str:
    """The sentence of a problem, from the templates given (English unless told otherwise)."""
    return sentences[problem.sentence] % problem.params

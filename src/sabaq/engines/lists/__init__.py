"""Lists of people as ministries send them: any spreadsheet, any header, eight languages, every problem at once.

Nothing is guessed silently: what was guessed is marked, and a person decides.
"""

from .answering import answer_workbook
from .guarded import read_list
from .known import KnownPerson, with_known
from .problems import PROBLEM_SENTENCES, REASON_SENTENCES, Problem, message_for
from .reading import (
    FIELDS,
    UNREADABLE_SENTENCES,
    Column,
    DuplicateReason,
    KnownMatch,
    Limits,
    Part,
    Record,
    SheetReading,
    SkippedRow,
    Unreadable,
    address,
    place,
)

__all__ = [
    "FIELDS",
    "PROBLEM_SENTENCES",
    "REASON_SENTENCES",
    "UNREADABLE_SENTENCES",
    "Column",
    "DuplicateReason",
    "KnownMatch",
    "KnownPerson",
    "Limits",
    "Part",
    "Problem",
    "Record",
    "SheetReading",
    "SkippedRow",
    "Unreadable",
    "address",
    "answer_workbook",
    "message_for",
    "place",
    "read_list",
    "with_known",
]

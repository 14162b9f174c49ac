"""People of a list who are known already, in any script; a name alone only asks."""

import datetime as dt

import pytest

from sabaq.engines.lists import KnownPerson, Record, SheetReading, read_list, with_known
from sabaq.engines.lists.known import match_person

from . import hostile

ROW = Record(
    2, {"family": "Бөрүбаева", "given": "Жылдыз", "birth": "1984-12-03", "passport": "FA7384156", "email": "A@x.org"}
)
LATIN = ("Borubaeva Zhyldyz",)


@pytest.mark.parametrize(
    ("known", "certain"),
    [
        (KnownPerson("k", LATIN, "1984-12-03"), True),
        (KnownPerson("k", LATIN, None, frozenset({"FA7384156"})), True),
        (KnownPerson("k", LATIN, "1984-12-04", frozenset({"FA7384156"})), True),
        (KnownPerson("k", LATIN, None, emails=frozenset({"a@x.org"})), True),
        (KnownPerson("k", LATIN, None), False),
        (KnownPerson("k", LATIN, "1984-12-04"), None),
        (KnownPerson("k", ("Мамытов Нурлан",), "1984-12-03"), None),
        (KnownPerson("k", ("Мамытов Нурлан",), None, frozenset({"FA7384156"})), False),
        (KnownPerson("k", ()), None),
    ],
)
def test_a_name_alone_never_makes_a_known_person(known, certain):
    match = match_person(ROW, known)
    assert (match and match.certain) is certain


def reading_of(*records: Record) -> SheetReading:
    return SheetReading("x", (), (), (), records, ())


def test_a_row_points_to_the_certain_one_and_asks():
    people = [KnownPerson("1", ("Бөрүбаев Жолдош",), "1984-12-03"), KnownPerson("2", LATIN, "1984-12-03")]
    (record,) = with_known(reading_of(ROW), people).records
    assert (record.known.key, record.known.certain) == ("2", True)
    assert [(r.field, r.kind) for r in record.known.reasons] == [
        *[("name", "across_scripts"), ("birth", "same"), ("passport", "one_missing"), ("email", "one_missing")]
    ]
    assert [(p.cell, p.kind, p.message) for p in record.problems] == [
        ("A2", "duplicate", "We may know this person already: 2.")
    ]


def test_han_and_pinyin_without_a_date():
    row = Record(2, {"family": "王", "given": "晓明", "birth": "1985-03-07"})
    people = [KnownPerson("1", ("WANG XIAOMIN",)), KnownPerson("2", ("Xiaoming Wang",))]
    assert with_known(reading_of(row), people).records[0].known.key == "2"
    nobody = with_known(reading_of(row), people[:1]).records[0]
    assert (nobody.known, nobody.problems) == (None, ())


def test_from_json():
    said = {"key": 7, "names": ["Asanov"], "documents": ["an 123 4567"], "emails": ["A@X.org"]}
    assert KnownPerson.from_json(said) == KnownPerson(
        "7", ("Asanov",), None, frozenset({"AN1234567"}), frozenset({"a@x.org"})
    )


def test_a_list_of_whom_a_part_is_known_by_a_date_or_only_by_the_name(tmp_path):
    path = hostile.large_list(tmp_path / "a.xlsx", 1_000)
    people = [
        KnownPerson(str(n), (f"{row[1]} {row[2]}",), None if n % 50 == 0 else "-".join(reversed(row[4].split("."))))
        for n in range(500, 2_500)
        for row in [hostile.person(n)]
    ]
    reading = with_known(read_list(path, today=dt.date(2026, 11, 24)), people)
    certain = {record.row - 2 for record in reading.records if record.known and record.known.certain}
    assert set(range(500, 999)) - certain == set(range(500, 999, 50))

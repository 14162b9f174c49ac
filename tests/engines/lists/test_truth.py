"""The three sample lists against what a careful clerk reads in them: every record, every field, every problem."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from sabaq.engines.lists import SheetReading, read_list

HERE = Path(__file__).parent
SAMPLES = HERE.parents[2] / "sample" / "lists"
TRUTH = {entry["file"]: entry for entry in json.loads((HERE / "truth.json").read_text(encoding="utf-8"))}
TODAY = dt.date(2026, 11, 24)
CLERK = {"family": "surname", "passport_family": "passport_surname", "passport_given": "passport_given"}
# What each sheet says; the clerk knew more about the people than the sheets do.
SAID = {
    "kg-ministry.xlsx": "family given patronymic birth passport passport_expiry agency position email phone",
    "kz-agency.xlsx": "family given patronymic passport_family passport_given sex birth passport passport_expiry "
    "agency position email rank",
    "uz-vazirlik.csv": "family given patronymic birth passport passport_expiry agency position email",
}


@pytest.fixture(params=sorted(TRUTH), scope="module")
def sample(request) -> tuple[str, SheetReading]:
    return request.param, read_list(SAMPLES / request.param, today=TODAY)


def test_every_field_of_every_record(sample):
    name, reading = sample
    expected = [expected_fields(name, number, entry) for number, entry in enumerate(TRUTH[name]["records"])]
    assert [dict(record.fields) for record in reading.records] == expected


def expected_fields(name: str, number: int, entry: dict) -> dict:
    """What the sheet says of a person of the truth file."""
    fields = {field: entry[CLERK.get(field, field)] for field in SAID[name].split()}
    if "duplicate_of" in entry:  # the clerk saw who it is; the sheet has the passport's letters and no patronymic
        fields |= {"family": entry["passport_surname"].title(), "given": entry["passport_given"].title()}
        fields["patronymic"] = None
    for problem in TRUTH[name]["problems"]:
        if problem["record"] == number and problem["kind"] == "missing":
            fields[problem["field"]] = None
        if problem["record"] == number and problem["field"] == "email":
            fields["email"] = fields["email"].replace("@", " собака ")
    return fields


def test_every_problem_and_nothing_else(sample):
    name, reading = sample
    found = [
        (number, problem.field, problem.kind)
        for number, record in enumerate(reading.records)
        for problem in record.problems
    ]
    assert found == [(problem["record"], problem["field"], problem["kind"]) for problem in TRUTH[name]["problems"]]
    assert reading.problems == ()


def test_the_duplicate_and_its_reasons():
    reading = read_list(SAMPLES / "kg-ministry.xlsx", today=TODAY)
    (record,) = [record for record in reading.records if record.duplicate_of]
    assert (record.row, record.duplicate_of) == (24, 8)
    assert {reason.field: reason.kind for reason in record.duplicate_reasons} == {
        "name": "across_scripts",
        "patronymic": "one_missing",
        "birth": "same",
        "passport": "same",
        "passport_expiry": "same",
        "agency": "same",
        "email": "same",
        "phone": "same",
    }


def test_cells_of_problems_point_at_what_was_sent():
    reading = read_list(SAMPLES / "kg-ministry.xlsx", today=dt.date(2027, 3, 3), edition_end=dt.date(2027, 5, 14))
    assert [(p.cell, p.kind, reading.cell(p.cell)) for p in reading.all_problems] == [
        ("G6", "expiring", "07.07.2027"),
        ("G16", "expired", "17.02.2027"),
        ("I19", "invalid", "aigul.borubaev12 собака example.org"),
        ("B24", "duplicate", "Borubaeva Zhyldyz"),
    ]
    suggestion = reading.all_problems[2].params["suggestion"]
    assert suggestion == TRUTH["kg-ministry.xlsx"]["records"][12]["email"]


def test_header_rows_and_rows_that_are_nobody():
    reading = read_list(SAMPLES / "kg-ministry.xlsx", today=TODAY)
    assert (reading.sheet, reading.header_rows) == ("Список", (4, 5))
    assert [(row.row, row.reason) for row in reading.skipped] == [(26, "note")]
    assert {column.letter: column.meaning for column in reading.columns} == {
        "A": "number",
        "B": "name",
        "C": "birth",
        "D": "agency",
        "E": "position",
        "F": "passport",
        "G": "passport_expiry",
        "H": "phone",
        "I": "email",
    }


def test_reading_again_changes_nothing(sample):
    name, reading = sample
    assert read_list(SAMPLES / name, today=TODAY) == reading


def test_messages_are_whole_sentences(sample):
    for problem in sample[1].all_problems:
        assert re.fullmatch(r"[A-Z“].*[^%]\.", problem.message)

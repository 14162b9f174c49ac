"""Whatever stands in the cells or is wrong with the bytes: a reading, or a named refusal, never an accident."""

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.lists import SheetReading, Unreadable, read_list
from sabaq.engines.lists.assembling import assemble
from sabaq.engines.lists.headers import meaning_of
from sabaq.engines.lists.reading import address, place
from sabaq.engines.lists.tables import Sheet
from sabaq.engines.lists.values import Circumstances

from .fuzzing import fuzz
from .test_truth import SAMPLES

NOW = Circumstances(dt.date(2026, 11, 24), dt.date(2027, 5, 14), "KG")
HEADER = ["№", "ФИО", "Пол", "Дата рождения", "Место работы, должность", "Паспортные данные", "Контакты", "Языки"]
CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["", "-//-", "Итого", "1", "01.02.1980", "AN1234567", "a@example.org", "Асанов Азамат", "м", "ФИО"]
    ),
)
ROWS = st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=6)


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_any_cells_under_a_header(rows):
    sheet = Sheet("Лист", [HEADER, *rows])
    try:
        reading = assemble([sheet], NOW)
    except Unreadable as refusal:
        if refusal.kind != "no_people":
            raise
        return
    seen = [record.row for record in reading.records] + [row.row for row in reading.skipped]
    assert sorted(seen) == [n for n, row in enumerate(rows, 2) if any(text.strip() for text in row)]
    assert assemble([sheet], NOW) == reading
    assert all(problem.message for problem in reading.all_problems)
    assert all(problem.cell is None or place(problem.cell)[1] < 8 for problem in reading.all_problems)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_any_cells_without_a_header(rows):
    with pytest.raises(Unreadable) as caught:
        assemble([Sheet("Лист", [["x"] * 8, *(row for row in rows if not any(meaning_of(t)[0] for t in row))])], NOW)
    assert caught.value.kind == "no_header"


@settings(deadline=None)
@given(st.integers(0, 1_100_000), st.integers(0, 18_000))
def test_addresses_there_and_back(row, column):
    assert place(address(row, column)) == (row, column)


@pytest.mark.parametrize("seed", range(6))
def test_flipped_bytes(tmp_path, seed):
    chance = random.Random(seed)
    name = ("kg-ministry.xlsx", "uz-vazirlik.csv")[seed % 2]
    content = bytearray((SAMPLES / name).read_bytes())
    for _ in range(1 + seed * 4):
        content[chance.randrange(len(content))] = chance.randrange(256)
    (tmp_path / name).write_bytes(content)
    try:
        result: object = read_list(tmp_path / name, today=NOW.today)
    except Unreadable as refusal:
        result = refusal
    assert isinstance(result, SheetReading | Unreadable)


def test_damaged_lists_end_in_a_reading_or_a_refusal():
    outcomes, faults = fuzz(120, first=dt.date(2026, 11, 24).toordinal())
    assert faults == []
    assert sum(outcomes.values()) == 120
    assert outcomes["read"] > 10

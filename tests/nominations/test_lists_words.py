"""The translated tables say exactly what the engine says, and the pure decisions decide what they should."""

import tomllib
from importlib import resources

import pytest
from django.utils.translation import override

from sabaq.engines.lists import PROBLEM_SENTENCES, REASON_SENTENCES, UNREADABLE_SENTENCES, Column, Problem
from sabaq.nominations.domain.lists import MORE_SENTENCES, NEEDED, blocks, cells_of, in_order
from sabaq.nominations.domain.nominations import first_position, may_still_nominate, means, role_at, steps_of
from sabaq.nominations.forms.lists import ColumnsForm
from sabaq.nominations.tables import lists as tables


def english(table):
    with override("en"):
        return {key: str(sentence) for key, sentence in table.items()}


def test_every_sentence_of_the_engine_is_marked_for_translation():
    assert english(tables.PROBLEMS) == {**PROBLEM_SENTENCES, **MORE_SENTENCES}
    assert english(tables.REASONS) == REASON_SENTENCES
    assert english(tables.UNREADABLE) == UNREADABLE_SENTENCES


def test_every_meaning_of_the_engine_has_a_word():
    meanings = tomllib.loads(resources.files("sabaq.engines.lists").joinpath("words.toml").read_text())["headers"]
    assert set(meanings) - set(tables.MEANINGS) == set()


@pytest.mark.parametrize(("found", "offered"), [("", "agency_position"), ("position_agency", "position_agency")])
def test_agency_and_post_in_one_cell_are_one_choice_in_the_order_found(found, offered):
    form = ColumnsForm(preview=[["Пост и ведомство"]], meanings={"A": found})
    with override("en"):
        words = [(key, str(word)) for key, word in form.fields["A"].choices]
    assert [key for key, word in words if word == "Agency and post"] == [offered]


def test_dates_and_countries_are_said_in_words():
    expiring = Problem("G2", "passport_expiry", "expiring", {"date": "2026-07-07", "end": "2026-05-15"})
    unusual = Problem("F2", "passport", "unusual.passport", {"value": "X1", "country": "KG"})
    with override("en"):
        assert tables.told(expiring) == (
            "The passport expires on 7 July 2026, less than six months after the programme ends on 15 May 2026."
        )
        assert tables.told(unusual, country="Kyrgyzstan") == (
            "“X1” does not look like a passport number of Kyrgyzstan. Please check."
        )


def test_what_blocks():
    blocking = {key for key in tables.PROBLEMS if blocks(Problem("A1", key.partition(".")[2], key))}
    assert blocking == {
        *(f"missing.{field}" for field in NEEDED),
        *(f"missing_column.{field}" for field in NEEDED),
        *(key for key in tables.PROBLEMS if key.startswith(("invalid.", "expired."))),
        "conflict.passport",
        "conflict.known_passport",
    }


def test_cells_that_hold_several_fields():
    columns = [Column("A", "number", "", 1), Column("B", "name", "", 1), Column("C", "contacts", "", 1)]
    assert cells_of(7, columns) == {"family": "B7", "given": "B7", "patronymic": "B7", "email": "C7", "phone": "C7"}


def test_the_senders_order():
    assert in_order([(2, {}), (3, {"rank": 2}), (4, {"rank": 1}), (5, {})]) == [4, 3, 2, 5]


def test_the_chain():
    steps = steps_of(["agency_officer", "focal_point"])
    assert [role_at(steps, n) for n in range(3)] == ["agency_officer", "focal_point", None]
    assert (first_position(steps, by_focal_point=False), first_position(steps, by_focal_point=True)) == (0, 1)
    assert steps_of([]) == steps_of(None) == ("focal_point",)


def test_until_when(at):
    today = at.date()
    assert [may_still_nominate("open", today, today), may_still_nominate("placed", today, today)] == [True, False]


def test_a_search_text_needs_every_word():
    assert [means("zhyldyz borub", ["Бөрүбаева Жылдыз"]), means("zhyldyz karim", ["Бөрүбаева Жылдыз"])] == [True, False]

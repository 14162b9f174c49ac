"""Texts as typed, their hash, and dates known only in part."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaq.agreements.domain import (
    AgreementText,
    ClauseText,
    Unnumbered,
    as_typed,
    assemble,
    first_day,
    last_day,
    read_paragraphs,
)

WORDS = st.text(st.characters(categories=["L"], max_codepoint=0x9FFF), min_size=1, max_size=12)
LANGUAGE = st.sampled_from(["en", "ru", "zh-hans"])


@st.composite
def texts(draw):
    """A text in which every language has every clause, as an office would send it."""
    languages = draw(st.lists(LANGUAGE, min_size=1, unique=True))
    clauses = tuple(
        ClauseText(str(number), {language: draw(WORDS) for language in languages})
        for number in range(1, draw(st.integers(1, 5)) + 1)
    )
    preamble = {language: draw(WORDS) for language in languages if draw(st.booleans())}
    return AgreementText(clauses, preamble, tuple(languages[:1]))


@given(texts())
def test_what_was_typed_reads_back_the_same(text):
    assert assemble(as_typed(text), authentic=text.authentic).hash == text.hash


@given(texts(), st.data())
def test_any_change_of_any_clause_changes_the_hash(text, data):
    place = data.draw(st.integers(0, len(text.clauses) - 1))
    language = data.draw(st.sampled_from(list(text.clauses[place].texts)))
    clause = text.clauses[place]
    changed = ClauseText(clause.number, {**clause.texts, language: clause.texts[language] + "x"})
    clauses = (*text.clauses[:place], changed, *text.clauses[place + 1 :])
    assert AgreementText(clauses, text.preamble, text.authentic).hash != text.hash
    assert AgreementText(text.clauses, text.preamble, (*text.authentic, "kk")).hash != text.hash


def test_the_order_of_languages_does_not_change_the_hash():
    one = AgreementText((ClauseText("1", {"en": "A", "ru": "Б"}),), {})
    other = AgreementText((ClauseText("1", {"ru": "Б", "en": "A"}),), {})
    assert one.hash == other.hash


def test_paragraphs_before_the_first_number_are_the_preamble():
    typed = "The parties,\r\n\r\nmeeting in Beijing,\n\n1. Train\npeople.\n \n2.1) Publish.\n\n3、交流。"
    assert read_paragraphs(typed) == (
        "The parties,\n\nmeeting in Beijing,",
        {"1": "Train\npeople.", "2.1": "Publish.", "3": "交流。"},
    )


def test_a_paragraph_without_a_number_and_a_number_used_twice_are_refused():
    with pytest.raises(Unnumbered) as unnumbered:
        read_paragraphs("1. One.\n\nAnd so on.")
    assert unnumbered.value.paragraph == "And so on."
    with pytest.raises(ValueError, match=r"^1$"):
        read_paragraphs("1. One.\n\n1. Two.")


def test_a_year_before_text_is_no_clause_number_of_its_own():
    assert read_paragraphs("In 2023 the parties met.") == ("In 2023 the parties met.", {})


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("", None, None),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-11-27", date(2023, 11, 27), date(2023, 11, 27)),
    ],
)
def test_the_first_and_the_last_day_of_a_partial_date(written, first, last):
    assert (first_day(written), last_day(written)) == (first, last)


@pytest.mark.parametrize("written", ["2023-13", "2023-00", "2023-02-30", "soon", "23", "2023-11-27-5"])
def test_a_day_that_does_not_exist_is_refused(written):
    with pytest.raises(ValueError):
        last_day(written)

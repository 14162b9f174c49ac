"""A certificate on paper: one page, both scripts, nothing lost, and honest refusals."""

import re
import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.papers import CannotPrint, DoesNotFit, read_certificate, render_certificate

from .sample_paper import CHINESE, CODE, KYRGYZ, PAPER

HAN = b"NotoSerifCJKsc-Regular"


def test_the_page_is_read_back_as_it_was_written() -> None:
    reading = read_certificate(render_certificate(PAPER))
    assert reading.qr_texts == (CODE,)
    assert reading.printed_text.split("\r\n")[:6] == [
        KYRGYZ.issuer,
        KYRGYZ.title,
        CHINESE.issuer,
        CHINESE.title,
        PAPER.name,
        PAPER.passport_name,
    ]
    sides = [text for side in PAPER.sides for text in (side.opening, side.programme, side.closing, *side.modules)]
    assert reading.lacks(PAPER.name, PAPER.number, PAPER.check_at, "Үлгү", "示例", *sides) == ()
    assert reading.lacks(PAPER.passport_name, "ASANOVA AIGUL", "Асанова Айгүл") == ("ASANOVA AIGUL", "Асанова Айгүл")


def test_only_samples_carry_the_band() -> None:
    reading = read_certificate(render_certificate(replace(PAPER, sample=False)))
    assert reading.lacks("Үлгү", "示例") == ("Үлгү", "示例")


def test_the_file_is_tagged_archivable_and_the_same_each_time() -> None:
    pdf = render_certificate(PAPER)
    assert pdf == render_certificate(PAPER)
    facts = dict(re.findall(rb"<(pdf(?:ua|a)id:\w+)>(\w+)<", pdf))
    assert facts == {b"pdfuaid:part": b"1", b"pdfaid:part": b"2", b"pdfaid:conformance": b"A"}
    document = pypdfium2.PdfDocument(pdf)
    width, height = document[0].get_size()
    assert (len(document), round(width), round(height)) == (1, 842, 595)
    assert document.get_metadata_value("Title") == "Күбөлүк SQ-2027-000041"
    assert b"/Lang" in pdf
    document.close()


def test_only_shipped_fonts_are_used_and_embedded() -> None:
    pdf = render_certificate(PAPER)
    drawn = {name.split(b"+")[1].split(b"-Identity")[0] for name in re.findall(rb"/BaseFont\s*/([\w+-]+)", pdf)}
    assert drawn == {b"NotoSerif-Bold", b"NotoSerif-Regular", b"NotoSans-Regular", b"NotoSans-Bold", HAN}


def test_markup_in_texts_stays_text() -> None:
    markup = "#panic() *x* $y$ _z_ @a <b> `c` = \\ // [d]"
    paper = replace(PAPER, name="#read", sides=(replace(KYRGYZ, closing=markup), replace(CHINESE, issuer=markup)))
    assert read_certificate(render_certificate(paper)).lacks(markup, "#read") == ()


def test_a_letter_without_a_glyph_is_refused_by_name() -> None:
    with pytest.raises(CannotPrint) as refusal:
        render_certificate(replace(PAPER, name="Асан\u202eова 𠮷 ا"))
    assert refusal.value.characters == ["\u202e", "𠮷", "ا"]
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in str(refusal.value)


def test_loose_accents_are_composed_before_printing() -> None:
    loose = unicodedata.normalize("NFD", "Гүлай Ёлкина")
    assert read_certificate(render_certificate(replace(PAPER, name=loose))).lacks("Гүлай Ёлкина") == ()


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 6), st.integers(5, 60), st.integers(0, 9))
def test_every_text_is_printed_whole_or_refused(words: int, length: int, modules: int) -> None:
    side = replace(
        KYRGYZ,
        programme=" ".join(["Б" + "а" * length] * (words + 1)),
        modules=tuple(f"Модуль {number} " + "к" * length for number in range(modules)),
    )
    paper = replace(PAPER, name="Ы" + "ы" * length, sides=(side, CHINESE), sample=False)
    try:
        reading = read_certificate(render_certificate(paper))
    except DoesNotFit:
        assert words > 1 or length > 20
    else:
        assert reading.lacks(paper.name, side.programme, *side.modules, paper.number) == ()
        assert reading.qr_texts == (CODE,)


def test_texts_too_long_for_a_page_are_refused() -> None:
    with pytest.raises(DoesNotFit):
        render_certificate(replace(PAPER, name="Ж" * 200))
    with pytest.raises(DoesNotFit):
        render_certificate(replace(PAPER, sides=(replace(KYRGYZ, closing="Өтө узун сүйлөм. " * 200), CHINESE)))

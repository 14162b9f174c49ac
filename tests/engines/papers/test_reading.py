"""Papers that strangers send: scanned, damaged, or made to do harm."""

import io
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.papers import Unreadable, read_certificate, render_certificate
from sabaq.engines.papers.reading import GREATEST_FILE
from sabaq.engines.papers.reading_child import MOST_PAGES, qr_texts

from .sample_paper import CODE, PAPER


@pytest.mark.parametrize("dots_per_inch", [100, 150, 300])
def test_the_code_is_read_from_a_scan(dots_per_inch: int) -> None:
    document = pypdfium2.PdfDocument(render_certificate(PAPER))

    class Scan:
        def render(self, **options: Any) -> Any:
            return document[0].render(**{**options, "scale": dots_per_inch / 72})

    assert qr_texts(Scan()) == [CODE]
    document.close()


def pdf_of(pages: int, *, width: float = 595) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(width, 842)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "not_pdf"),
        (b"PK\x03\x04", "not_pdf"),
        (b"%PDF-1.7\nnothing else", "not_pdf"),
        (b"%PDF-1.7" + bytes(GREATEST_FILE), "too_large"),
        (pdf_of(MOST_PAGES + 1), "too_many_pages"),
        (pdf_of(1, width=14_000), "page_too_large"),
    ],
)
def test_hostile_files_are_refused_by_kind(content: bytes, kind: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_certificate(content)
    assert refusal.value.kind == kind


def test_a_blank_page_gives_an_empty_reading() -> None:
    reading = read_certificate(pdf_of(1))
    assert (reading.qr_texts, reading.printed_text) == ((), "")


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_a_damaged_file_gives_a_reading_or_a_named_refusal(data: st.DataObject) -> None:
    pdf = bytearray(render_certificate(PAPER))
    for place in data.draw(st.lists(st.integers(10, len(pdf) - 1), min_size=1, max_size=20)):
        pdf[place] ^= data.draw(st.integers(1, 255))
    try:
        codes = read_certificate(bytes(pdf)).qr_texts
    except Unreadable:
        codes = ()
    assert codes in {(), (CODE,)}


def form_bomb(levels: int) -> bytes:
    """A few hundred bytes that draw a rectangle 10 ** levels times: forms that draw forms."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>")
    objects.append("<</Length 4>>stream\n/F Do\nendstream")
    for level in range(levels):
        draw = "/F Do " * 10 if level < levels - 1 else "0 0 800 500 re f "
        inner = f"/Resources<</XObject<</F {6 + level} 0 R>>>>" if level < levels - 1 else ""
        kind = f"<</Type/XObject/Subtype/Form/BBox[0 0 842 595]{inner}/Length {len(draw)}>>"
        objects.append(f"{kind}stream\n{draw}\nendstream")
    numbered = (f"{number} 0 obj\n{content}\nendobj\n" for number, content in enumerate(objects, start=1))
    return ("%PDF-1.4\n" + "".join(numbered) + "trailer<</Root 1 0 R>>\n").encode()


def test_a_file_that_never_ends_is_cut_short() -> None:
    assert read_certificate(form_bomb(2)).qr_texts == ()
    with pytest.raises(Unreadable) as refusal:
        read_certificate(form_bomb(9))
    assert refusal.value.kind == "too_hard"

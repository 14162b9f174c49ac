"""A certificate as a page to print: A4 landscape, two languages, two scripts, PDF/UA-1 and PDF/A-2a.

Takes finished sentences: the web layer translates, this sets type. Data only, never markup. What the fonts cannot
print is refused by character, never printed as an empty box.
"""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy
import pypdfium2
import typst
import zxingcpp
from numpy.typing import NDArray

from sabaq.engines.papers.coverage import FONTS, missing_glyphs

TEMPLATE = Path(__file__).with_name("certificate.typ")
QUIET_ZONE = 4  # modules of white around a QR code, ISO/IEC 18004


class CannotPrint(Exception):
    """The fonts lack these characters. `characters` names each once, in the order of the paper."""

    def __init__(self, characters: list[str]) -> None:
        self.characters = characters
        named = ", ".join(f"“{letter}” (U+{ord(letter):04X} {unicodedata.name(letter, '')})" for letter in characters)
        super().__init__(f"The fonts cannot print {named}.")


class DoesNotFit(Exception):
    """The texts are too long for one page, even in small type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSide:
    """What one of the two languages says. `language` is a BCP 47 tag; all texts are whole, translated sentences.

    `opening` is the line above the programme's name, `closing` the line below; `signatory` and `signed` stand under the
    signature line; `sample` is printed only on samples.
    """

    language: str
    issuer: str
    title: str
    opening: str
    programme: str
    closing: str
    signatory: str
    signed: str
    modules: tuple[str, ...] = ()
    sample: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePaper:
    """One certificate. `name` is large, in the holder's own script; `passport_name` below it, may be empty.

    `code` is the text of the QR code, `code_label` says to a screen reader what it is, `check_at` where to check it.
    """

    sides: tuple[PaperSide, PaperSide]
    name: str
    name_language: str
    passport_name: str
    number: str
    issued: date
    code: str
    code_label: str
    check_at: str
    sample: bool = False


def render_certificate(paper: CertificatePaper, *, fonts: Path = FONTS) -> bytes:
    """The PDF; the same paper gives the same bytes. Raises CannotPrint, or DoesNotFit instead of a second page."""
    content = _composed(asdict(paper))
    if missing := missing_glyphs("".join(_printed(content)), fonts=fonts):
        raise CannotPrint(missing)
    content |= {"title": f"{paper.sides[0].title} {paper.number}", "code": qr_drawing(paper.code)}
    del content["issued"]
    return _typeset(json.dumps(content), on=paper.issued, fonts=fonts)


def qr_drawing(text: str) -> str:
    """A QR code as SVG: one filled path with its quiet zone, so that no hairlines appear between the modules."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    modules = numpy.array(code.to_image(scale=1, add_quiet_zones=False)) == 0
    path = []
    for y, row in enumerate(modules):
        for x, width in _dark_runs(row):
            path.append(f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h{width}v1h-{width}z")
    size = len(modules) + 2 * QUIET_ZONE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path d="{"".join(path)}"/></svg>'
    )


def _typeset(content: str, *, on: date, fonts: Path) -> bytes:
    try:
        pdf = typst.compile(
            TEMPLATE.read_bytes(),
            format="pdf",
            font_paths=_loaded(fonts),
            ignore_system_fonts=True,
            pdf_standards=["ua-1", "a-2a"],
            sys_inputs={"paper": content},
            timestamp=int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp()),
        )
    except typst.TypstError as failure:
        # The template stops with these words when even its smallest type is too large.
        if "does not fit" in str(failure):
            raise DoesNotFit("The texts are too long for one page.") from None
        raise
    _require_one_page(pdf)
    return bytes(pdf)


def _dark_runs(row: NDArray[numpy.bool_]) -> Iterator[tuple[int, int]]:
    edges = numpy.flatnonzero(numpy.diff(row.astype(numpy.int8), prepend=0, append=0))
    for start, end in edges.reshape(-1, 2).tolist():
        yield start, end - start


def _composed(value: Any) -> Any:
    """The same structure with every text in composed form (NFC): a loose accent is not drawn where it belongs."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {name: _composed(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_composed(item) for item in value]
    return value


def _printed(content: Any) -> Iterator[str]:
    """All texts that are drawn with the fonts: the code is a drawing, its label is only spoken."""
    for name, value in content.items() if isinstance(content, dict) else enumerate(content):
        if isinstance(value, str):
            yield "" if name in {"code", "code_label"} else value
        elif isinstance(value, dict | list):
            yield from _printed(value)


@lru_cache(maxsize=4)
def _loaded(fonts: Path) -> typst.Fonts:
    # Reading the Han font takes longer than setting a page, so it is read once.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])


def _require_one_page(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    try:
        if len(document) != 1:
            raise DoesNotFit("The texts are too long for one page.")
    finally:
        document.close()

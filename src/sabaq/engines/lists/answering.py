"""Writes the answer to a sender: the sheet as sent, with every cell to correct coloured and a comment that says why.

Whatever a cell holds goes back as text: a name that is a formula stays a harmless text.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sabaq.engines.lists.problems import PROBLEM_SENTENCES, Problem, message_for
from sabaq.engines.lists.reading import Part, SheetReading, address

if TYPE_CHECKING:
    import xlsxwriter

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_TO_CHECK = frozenset({"ambiguous", "similar", "duplicate", "expiring", "unusual", "age", "guess", "unknown", "hidden"})
_MUST, _CHECK = "#F8CBAD", "#FFF2CC"
_FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\", "       ")


def answer_workbook(
    reading: SheetReading, path_out: Path | str, *, sentences: Mapping[str, str] = PROBLEM_SENTENCES
) -> None:
    """Write the sheet, or sheets, with comments to `path_out`. `sentences` are the templates in the reader's language.

    Problems of the whole file stand in the comment of A1.
    """
    import xlsxwriter  # here, because the child that only reads should start fast

    by_cell: dict[str, list[Problem]] = defaultdict(list)
    for problem in reading.all_problems:
        by_cell[problem.cell or "A1"].append(reading.told(problem))
    parts = reading.parts or (reading.part_of(0),)
    ends = [part.start for part in parts[1:]] + [len(reading.rows)]
    with xlsxwriter.Workbook(str(path_out), _SAFE) as book:
        formats = {c: book.add_format({"text_wrap": True, "bg_color": c, "border": 1}) for c in (_MUST, _CHECK)}
        formats |= {
            "": book.add_format({"text_wrap": True}),
            "header": book.add_format({"text_wrap": True, "bold": True}),
        }
        for part, end in zip(parts, ends, strict=True):
            sheet = book.add_worksheet(_free_name(part.sheet, book))
            _merge(sheet, reading, part.start, end)
            for row in range(part.start, end):
                usual = formats["header" if row + 1 in part.header_rows else ""]
                for column, text in enumerate(reading.rows[row]):
                    problems = by_cell.get(address(row, column), [])
                    style = formats[_colour(problems)] if problems else usual
                    if text or problems:
                        sheet.write_string(row - part.start, column, text[:32767], style)
                    if problems:
                        sheet.write_comment(row - part.start, column, _comment(problems, sentences), {"x_scale": 2})
            _shape(sheet, reading.rows[part.start : end], part)


def _free_name(name: str, book: "xlsxwriter.Workbook") -> str | None:
    """The sheet's name without what spreadsheet programs forbid; None, for one of its own, where it is taken."""
    name = name.translate(_FORBIDDEN_IN_NAMES).strip(" '")[:31].strip(" '")
    taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
    return name if name and name.casefold() not in taken else None


def _comment(problems: list[Problem], sentences: Mapping[str, str]) -> str:
    return "\n".join(dict.fromkeys(message_for(p, sentences=sentences) for p in problems))[:32000]


def _colour(problems: list[Problem]) -> str:
    return _CHECK if all(problem.kind in _TO_CHECK for problem in problems) else _MUST


def _merge(sheet: "xlsxwriter.worksheet.Worksheet", reading: SheetReading, start: int, end: int) -> None:
    """Merge as the sender did; what overlaps (no honest program writes that) or lies outside the sheet is left out."""
    taken: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in reading.merges:
        cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if len(cells) > 1 and start <= top and bottom < end and not cells & taken:
            taken |= cells
            sheet.merge_range(top - start, left, bottom - start, right, "")


def _shape(sheet: "xlsxwriter.worksheet.Worksheet", rows: Sequence[Sequence[str]], part: Part) -> None:
    for column in range(max(map(len, rows), default=0)):
        longest = max((len(row[column]) for row in rows[-500:] if column < len(row)), default=0)
        sheet.set_column(column, column, min(max(longest + 2, 6), 42))
    if part.header_rows:
        sheet.freeze_panes(part.header_rows[-1] - part.start, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{address(len(rows), 255)}"})

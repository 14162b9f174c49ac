"""Writes the answer to a sender: the sheet as sent, with every cell to correct coloured and a comment that says why.

Whatever a cell holds goes back as text: a name that is a formula stays a harmless text.
"""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from sabaq.engines.lists.problems import PROBLEM_SENTENCES, Problem, message_for
from sabaq.engines.lists.reading import SheetReading, address

_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_TO_CHECK = frozenset({"ambiguous", "similar", "duplicate", "expiring", "unusual", "age", "guess", "unknown", "hidden"})
_MUST, _CHECK = "#F8CBAD", "#FFF2CC"
_FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\", "       ")


def answer_workbook(
    reading: SheetReading, path_out: Path | str, *, sentences: Mapping[str, str] = PROBLEM_SENTENCES
) -> None:
    """Write the sheet with comments to `path_out`. `sentences` are the templates in the reader's language.

    Problems of the whole file stand in the comment of A1.
    """
    by_cell: dict[str, list[Problem]] = defaultdict(list)
    for problem in reading.all_problems:
        by_cell[problem.cell or "A1"].append(problem)
    with xlsxwriter.Workbook(str(path_out), _SAFE) as book:
        name = reading.sheet.translate(_FORBIDDEN_IN_NAMES).strip(" '")[:31]
        sheet = book.add_worksheet(name or None)
        formats = {c: book.add_format({"text_wrap": True, "bg_color": c, "border": 1}) for c in (_MUST, _CHECK)}
        plain, header = book.add_format({"text_wrap": True}), book.add_format({"text_wrap": True, "bold": True})
        _merge(sheet, reading)
        for row, texts in enumerate(reading.rows):
            usual = header if row + 1 in reading.header_rows else plain
            for column, text in enumerate(texts):
                problems = by_cell.get(address(row, column), ())
                if text or problems:
                    sheet.write_string(row, column, text[:32767], formats[_colour(problems)] if problems else usual)
                if problems:
                    told = "\n".join(dict.fromkeys(message_for(p, sentences=sentences) for p in problems))
                    sheet.write_comment(row, column, told[:32000], {"x_scale": 2})
        _shape(sheet, reading)


def _colour(problems: list[Problem]) -> str:
    return _CHECK if all(problem.kind in _TO_CHECK for problem in problems) else _MUST


def _merge(sheet: xlsxwriter.worksheet.Worksheet, reading: SheetReading) -> None:
    """Merge as the sender did; what overlaps (no honest program writes that) or lies outside the sheet is left out."""
    taken: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in reading.merges:
        cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if len(cells) > 1 and bottom < len(reading.rows) and not cells & taken:
            taken |= cells
            sheet.merge_range(top, left, bottom, right, "")


def _shape(sheet: xlsxwriter.worksheet.Worksheet, reading: SheetReading) -> None:
    for column in range(max(map(len, reading.rows), default=0)):
        longest = max((len(row[column]) for row in reading.rows[-500:] if column < len(row)), default=0)
        sheet.set_column(column, column, min(max(longest + 2, 6), 42))
    if reading.header_rows:
        sheet.freeze_panes(reading.header_rows[-1], 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{address(len(reading.rows), 255)}"})

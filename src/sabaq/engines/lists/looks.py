"""How a sheet looks beside what its cells hold: what its program hides, merges, or shows in another form."""

import re
from dataclasses import dataclass, field

_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|;.*')  # parts of a number format that show no part of a date
# Formats of a spreadsheet program with numbers of their own that show year and month: the third and the Chinese.
MONTH_ONLY = dict.fromkeys((17, 27, 36, 50, 52, 57), "%m.%Y")

Corners = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class Looks:
    """Rows and columns, counted from 0, that a program would not show; merged cells; and dates as they are shown.

    `shown` holds the text of cells whose value says more than the eye sees, such as the first of a month where only
    the month is shown.
    """

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    merges: list[Corners] = field(default_factory=list)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)


def form_of_date(code: str) -> str:
    """How to write what a number format shows of a date, if that is less than the day: "%m.%Y", "%Y", else ""."""
    letters = set(_SILENT.sub("", code).casefold())
    if "y" not in letters or letters & set("dhs0#?@"):
        return ""
    return "%m.%Y" if "m" in letters else "%Y"

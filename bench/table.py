"""The rows that a benchmark gives back, and the table made of them.

A ratio compares a contender with Sabaq at the same task in the same run: 10 means that it takes ten times as long.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

OURS = "sabaq"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One contender at one task. `seconds` is CPU time; `target` too, and only our own rows have one."""

    engine: str
    task: str
    who: str
    seconds: float
    result: str
    note: str = ""
    target: float | None = None
    peak_mb: float | None = None


def ratio(row: Row, rows: Sequence[Row]) -> float | None:
    """How many times as long as ours this row took; None for our own, or where there is nothing to divide by."""
    ours = [r.seconds for r in rows if (r.engine, r.task, r.who) == (row.engine, row.task, OURS)]
    return row.seconds / ours[0] if ours and ours[0] > 0 and row.who != OURS and row.seconds > 0 else None


def verdict_on(row: Row) -> str:
    """What became of the row's target, in words."""
    if row.target is None:
        return ""
    if row.seconds <= row.target:
        return f"{row.target:g} s: met"
    return f"{row.target:g} s: missed, {row.seconds / row.target:.1f} times as long"


def as_markdown(rows: Sequence[Row]) -> str:
    """One table an engine, tasks in the order in which they were measured."""
    parts = []
    for engine in dict.fromkeys(row.engine for row in rows):
        lines = [
            f"### {engine.capitalize()}",
            "",
            "| task | who | CPU s | times ours | peak MB | result | target | note |",
            "|---|---|---:|---:|---:|---|---|---|",
        ]
        for row in (r for r in rows if r.engine == engine):
            times = ratio(row, rows)
            cells = [
                row.task,
                f"**{row.who}**" if row.who == OURS else row.who,
                f"{row.seconds:.3g}" if row.seconds else "",
                "" if times is None else f"{times:.2g}" if times < 100 else f"{times:.0f}",
                "" if row.peak_mb is None else f"{row.peak_mb:.0f}",
                row.result,
                verdict_on(row),
                row.note,
            ]
            lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def machine() -> str:
    """The machine in a few words: processors, memory, interpreter."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        )
        if Path("/proc/cpuinfo").exists()
        else iter(()),
        platform.machine(),
    )
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GB, Python {platform.python_version()}"


BEGIN, END = "<!-- results -->", "<!-- end of results -->"


def write_into(page: Path, rows: Sequence[Row], *, on: date) -> None:
    """Replace the results in the page: those of the engines measured now; other engines keep theirs and their date."""
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN, 1)
    old, after = rest.split(END, 1)
    kept = {part.split("\n", 1)[0]: part.rstrip() for part in old.split("\n### ")[1:]}
    for part in as_markdown(rows).split("### ")[1:]:
        title, body = part.split("\n", 1)
        kept[title] = f"{title}\n\nMeasured on {on.isoformat()}: {machine()}.\n{body}".rstrip()
    results = "".join(f"\n### {part}\n" for part in kept.values())
    page.write_text(f"{before}{BEGIN}\n{results}\n{END}{after}", encoding="utf-8")

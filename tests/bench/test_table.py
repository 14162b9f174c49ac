"""The table of benchmarks: ratios at the same task, targets in words, results of other engines kept."""

from datetime import date

import pytest

from bench.table import Row, as_markdown, ratio, verdict_on, write_into


def row(who="sabaq", seconds=2.0, **more):
    return Row(**{"engine": "names", "task": "t", "who": who, "seconds": seconds, "result": "r"} | more)


def test_a_ratio_is_taken_at_the_same_task_only():
    rows = [row(), row("peer", 5.0), row("other", 8.0, task="u")]
    assert [ratio(r, rows) for r in rows] == [None, 2.5, None]


@pytest.mark.parametrize(
    ("seconds", "said"), [(1.0, "2 s: met"), (2.0, "2 s: met"), (5.0, "2 s: missed, 2.5 times as long")]
)
def test_a_target_is_met_or_missed_by_so_much(seconds, said):
    assert verdict_on(row(seconds=seconds, target=2.0)) == said


def test_a_bar_in_a_cell_does_not_break_the_table():
    line = as_markdown([row(note="a|b")]).splitlines()[-1]
    assert line == "| t | **sabaq** | 2 |  |  | r |  | a/b |"


def test_measuring_one_engine_keeps_the_others(tmp_path):
    page = tmp_path / "README.md"
    page.write_text("Before\n<!-- results -->\n\n<!-- end of results -->\nAfter\n", encoding="utf-8")
    write_into(page, [row()], on=date(2026, 11, 24))
    write_into(page, [row(engine="lists", seconds=1.0)], on=date(2026, 11, 25))
    write_into(page, [row(seconds=3.0)], on=date(2026, 11, 26))
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before\n<!-- results -->\n\n### Names\n\nMeasured on 2026-11-26: ")
    assert text.endswith("\n\n<!-- end of results -->\nAfter\n")
    assert [line.split()[2] for line in text.splitlines() if line.startswith("Measured on")] == [
        "2026-11-26:",
        "2026-11-25:",
    ]
    assert text.count("| **sabaq** | 3 |") == 1
    assert text.count("| **sabaq** | 2 |") == 0

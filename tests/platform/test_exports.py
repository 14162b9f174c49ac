"""Downloads: what somebody typed cannot become a formula, and a number stays a number."""

import pytest

from sabaq.platform.exports import as_csv


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (-50, "-50"),
        (-0.5, "-0.5"),
        (7, "7"),
        ("-50", "'-50"),
        ("=1+1", "'=1+1"),
        ("＠x", "'＠x"),
        (None, ""),
        ("a", "a"),
    ],
)
def test_a_cell(cell, written):
    assert as_csv(["n", "x"], [[cell, 1]]).decode("utf-8-sig") == f"n;x\r\n{written};1\r\n"

"""`bin/bench [--quick] [ENGINE ...]`: measure, print, and write the table into the README beside this file."""

from __future__ import annotations

import argparse
import importlib
from datetime import date
from pathlib import Path

from bench.table import Row, as_markdown, write_into

ENGINES = ("lists", "names", "allocation", "matching")


def main() -> None:
    """Measure the engines asked for."""
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument(
        "engines", nargs="*", metavar="ENGINE", help=f"any of {', '.join(ENGINES)}; all if none is named"
    )
    parser.add_argument("--quick", action="store_true", help="small sizes, a minute an engine; writes nothing")
    asked = parser.parse_args()
    unknown = set(asked.engines) - set(ENGINES)
    if unknown:
        parser.error(f"no such engine: {', '.join(sorted(unknown))}")
    rows: list[Row] = []
    for engine in asked.engines or ENGINES:
        found = importlib.import_module(f"bench.{engine}").run(quick=asked.quick)
        print(as_markdown(found), flush=True)
        rows += found
        if not asked.quick:
            write_into(Path(__file__).with_name("README.md"), found, on=date.today())


if __name__ == "__main__":
    main()

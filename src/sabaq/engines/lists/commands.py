"""`sabaq lists read FILE`: reads a list from the command line, for people and for programs."""

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

from sabaq.engines.lists.answering import answer_workbook
from sabaq.engines.lists.guarded import read_list
from sabaq.engines.lists.known import KnownPerson, with_known
from sabaq.engines.lists.reading import SheetReading, Unreadable


def run(argv: list[str]) -> int:
    """Read the list named in `argv` (no program name). 0: it was read, 1: it cannot be, 2: wrong use."""
    options = _parser().parse_args(argv)
    try:
        reading = read_list(
            options.file,
            today=options.today,
            edition_end=options.edition_end,
            columns=options.columns,
            country=options.country,
        )
    except Unreadable as refusal:
        print(f"{options.file}: {refusal.message}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{options.file}: {error.strerror or 'There is no such file.'}", file=sys.stderr)
        return 1
    except RuntimeError as error:  # a mistake of ours; the sender still gets one line
        print(f"{options.file}: {error}. Please report this.", file=sys.stderr)
        return 1
    if options.known:
        reading = with_known(reading, options.known)
    if options.answer:
        answer_workbook(reading, options.answer)
    if options.json:
        print(json.dumps(reading.as_json(), ensure_ascii=False, indent=1))
    else:
        _print_summary(reading)
    return 0


def _print_summary(reading: SheetReading) -> None:
    sheets = ", ".join(f"“{part.sheet}”" for part in reading.parts or (reading.part_of(0),))
    print(f"Sheet {sheets}: {len(reading.records)} people, {len(reading.all_problems)} problems.")
    for problem in map(reading.told, reading.all_problems):
        print(f"{problem.cell or '-'}\t{problem.kind}\t{problem.message}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sabaq lists", description="Read lists of people as offices send them.")
    read = parser.add_subparsers(required=True).add_parser("read", help="read one list and report every problem")
    read.add_argument("file")
    read.add_argument("--json", action="store_true", help="everything as one JSON object")
    read.add_argument("--edition-end", type=dt.date.fromisoformat, help="last day of the edition, YYYY-MM-DD")
    today = dt.datetime.now(tz=dt.UTC).date()
    read.add_argument("--today", type=dt.date.fromisoformat, default=today, help="the day to check against")
    read.add_argument("--columns", type=_columns, help='meanings of columns, as {"B": "name", "C": "birth"}')
    read.add_argument("--country", help="country of the sender, two letters")
    read.add_argument("--known", type=_known, help="JSON file of people known already")
    read.add_argument("--answer", metavar="OUT.xlsx", help="write the sheet back with comments")
    return parser


def _columns(text: str) -> dict[str, str]:
    given = json.loads(text)
    if not isinstance(given, dict):
        raise argparse.ArgumentTypeError("give a JSON object of column letters and meanings")
    return {str(name): str(meaning) for name, meaning in given.items()}


def _known(path: str) -> list[KnownPerson]:
    try:
        return [KnownPerson.from_json(person) for person in json.loads(Path(path).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise argparse.ArgumentTypeError(f"{path} is not a JSON list of people with key and names") from error

"""Names on the command line: compare pairs of a CSV file, or find one name among many.

`compare PAIRS.csv --json` answers each row with its columns, score, verdict and reasons, in order.
"""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from . import NameIndex, compare
from .verdicts import Match


class Unusable(Exception):
    """A file that cannot be read as the command needs it; the text says why."""


def run(argv: list[str]) -> int:
    """Run `compare` or `find`; 0 on success, 2 with one line on stderr where a file cannot be used."""
    arguments = _parser().parse_args(argv)
    try:
        return _compare(arguments) if arguments.command == "compare" else _find(arguments)
    except BrokenPipeError:
        raise  # a reader who stops reading, which is no fault of a file
    except (Unusable, OSError, UnicodeDecodeError, csv.Error) as refusal:
        print(f"sabaq names: {refusal}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sabaq names", description="Compare names across scripts and spellings.")
    commands = parser.add_subparsers(dest="command", required=True)
    compare_parser = commands.add_parser("compare", help="compare the pairs of a CSV file with columns name1 and name2")
    compare_parser.add_argument("pairs", type=Path, help="CSV, UTF-8; a column schema may say Person or Organization")
    compare_parser.add_argument("--json", action="store_true", help="answer with a JSON array")
    find_parser = commands.add_parser("find", help="find a person's name among many")
    find_parser.add_argument("name")
    find_parser.add_argument("--among", type=Path, help="text, UTF-8, one name a line; without it, standard input")
    find_parser.add_argument("--limit", type=int, default=5)
    find_parser.add_argument("--json", action="store_true", help="answer with a JSON array")
    return parser


def _compare(arguments: argparse.Namespace) -> int:
    answers = [(row, _match(row)) for row in _rows(arguments.pairs)]
    if arguments.json:
        print(json.dumps([{**row, **_as_dict(match)} for row, match in answers], ensure_ascii=False, indent=1))
        return 0
    for row, match in answers:
        reasons = " ".join(reason.text for reason in match.reasons)
        print(f"{match.verdict:9} {match.score:.2f}  {row['name1']} | {row['name2']}  {reasons}")
    return 0


def _match(row: dict[str, str]) -> Match:
    organisation = (row.get("schema") or "").strip().casefold() in ("organization", "organisation")
    return compare(row["name1"], row["name2"], schema="Organization" if organisation else "Person")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = {"name1", "name2"} - set(reader.fieldnames or ())
        if missing:
            raise Unusable(f"{path} has no column {' and '.join(sorted(missing))}.")
        for row in reader:
            if row["name2"] is None or None in row:
                raise Unusable(f"{path}, line {reader.line_num}: the row does not have the columns of the header.")
            yield row


def _find(arguments: argparse.Namespace) -> int:
    text = arguments.among.read_text(encoding="utf-8-sig") if arguments.among else sys.stdin.read()
    lines = text.removeprefix("\ufeff").splitlines()
    index = NameIndex((number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip())
    found = index.find(arguments.name, limit=arguments.limit)
    if arguments.json:
        answers = [{"line": one.key, "name": one.name, **_as_dict(one.match)} for one in found]
        print(json.dumps(answers, ensure_ascii=False, indent=1))
        return 0
    for one in found:
        print(f"{one.match.verdict:9} {one.match.score:.2f}  line {one.key}: {one.name}")
    return 0


def _as_dict(match: Match) -> dict[str, object]:
    reasons = [{"kind": one.kind, "params": dict(one.params), "text": one.text} for one in match.reasons]
    return {"score": match.score, "verdict": match.verdict, "reasons": reasons}

"""`matching pairs | groups | rounds | verify` on files, for people without the platform and for checks by others."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sabaq.engines.matching.alliance import Alliance, BadInstance
from sabaq.engines.matching.files import read_alliance, read_result
from sabaq.engines.matching.grouping import groups
from sabaq.engines.matching.pairing import pairs
from sabaq.engines.matching.result import BadResult, Explanation, Plan, Result
from sabaq.engines.matching.rounds import rounds
from sabaq.engines.matching.verification import verify


def run(argv: Sequence[str]) -> int:
    """Run one command; 0 = done, 1 = a result was rejected, 2 = refused with one line on stderr."""
    wish = parser().parse_args(argv)
    try:
        alliance = read_alliance(wish.file)
        if wish.command == "verify":
            problems = verify(alliance, read_result(wish.result))
            print(json.dumps(problems) if wish.json else "\n".join(problems) or "accepted")
            return 1 if problems else 0
        result = solved(alliance, wish.command)
        print(json.dumps(result.as_json(), ensure_ascii=False) if wish.json else "\n".join(in_words(result, alliance)))
    except (BadInstance, BadResult) as refusal:
        print(" ".join(str(refusal).split()), file=sys.stderr)
        return 2
    return 0


def solved(alliance: Alliance, command: str) -> Result:
    """What the command asks for."""
    if command == "pairs":
        return pairs(alliance)
    return groups(alliance) if command == "groups" else rounds(alliance)


def parser() -> argparse.ArgumentParser:
    """The command line of this engine."""
    top = argparse.ArgumentParser(prog="sabaq matching", description="Match peers by what they need and offer.")
    commands = top.add_subparsers(dest="command", required=True)
    for name, purpose in (
        ("pairs", "the best pairs, with reasons"),
        ("groups", "the best groups of the size that the file names"),
        ("rounds", "several rounds in which nobody meets anybody twice"),
        ("verify", "check a stored result without a solver"),
    ):
        command = commands.add_parser(name, help=purpose)
        command.add_argument("file", type=Path, help="the alliance, .json")
        command.add_argument("--json", action="store_true", help="print JSON")
        if name == "verify":
            command.add_argument("result", type=Path, help="the result, .json")
    return top


def in_words(result: Result, alliance: Alliance) -> Iterator[str]:
    """What was reached, and a line for each member."""
    sums = f"{result.matched} matched of at most {result.most_matched}, value {result.value:.6g} of {result.bound:.6g}"
    yield f"{result.status}: {sums}"
    if isinstance(result, Plan):
        yield f"alone {result.alone} times; {result.greedy} if each round were planned by itself"
        for number, told in enumerate(result.explanations, 1):
            yield f"round {number}"
            yield from sentences(told, alliance)
        return
    yield from sentences(result.explanations, alliance)


def sentences(told: Sequence[Explanation], alliance: Alliance) -> Iterator[str]:
    """A line for each member, then one for each alternative."""
    for why in told:
        yield f"{alliance.ids[why.member]}: {why.text}"
        yield from (f"    {other.text}" for other in why.alternatives)

"""`allocation solve | verify | compare` on files, for people without the platform and for checks by others."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from sabaq.engines.allocation.files import read_instance, read_result
from sabaq.engines.allocation.folding import classify
from sabaq.engines.allocation.instance import BadInstance
from sabaq.engines.allocation.network import TooLarge
from sabaq.engines.allocation.orders import NotOneHierarchy
from sabaq.engines.allocation.result import POLICIES, BadResult, Result
from sabaq.engines.allocation.solving import MODES, SECONDS, Comparison, compare, solve
from sabaq.engines.allocation.verification import verify, what_proves


def run(argv: Sequence[str]) -> int:
    """Run one command; 0 = done, 1 = a result was rejected, 2 = refused with one line on stderr."""
    wish = parser().parse_args(argv)
    try:
        instance = read_instance(wish.file)
        if wish.command == "solve":
            result = solve(instance, policy=wish.policy, repair=wish.repair, seconds=wish.seconds, mode=wish.mode)
            for part in as_json(result) if wish.json else in_words(result, instance.ids):
                sys.stdout.write(part)
        elif wish.command == "rules":
            kinds = classify(instance)
            told = json.dumps([asdict(kind) for kind in kinds], ensure_ascii=False)
            print(told if wish.json else "\n".join(kind.text for kind in kinds))
        elif wish.command == "compare":
            rows = compare(instance, repair=wish.repair)
            print(json.dumps([asdict(row) for row in rows], ensure_ascii=False) if wish.json else side_by_side(rows))
        else:
            result = read_result(wish.result, instance)
            problems = verify(instance, result)
            print(json.dumps(problems) if wish.json else "\n".join(problems) or accepted(result))
            return 1 if problems else 0
    except (BadInstance, BadResult, NotOneHierarchy, TooLarge) as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line of this engine."""
    top = argparse.ArgumentParser(prog="sabaq allocation", description="Allocate seats and prove the result.")
    commands = top.add_subparsers(dest="command", required=True)
    for name, purpose in (
        ("solve", "allocate and explain"),
        ("verify", "check a stored result without a solver"),
        ("compare", "show the policies side by side"),
        ("rules", "say of each crossing rule whether it crosses, and why"),
    ):
        command = commands.add_parser(name, help=purpose)
        command.add_argument("file", type=Path, help="the instance, .json or .npz")
        command.add_argument("--json", action="store_true", help="print JSON")
        if name == "rules":
            continue
        if name == "verify":
            command.add_argument("result", type=Path, help="the result, .json")
            continue
        command.add_argument("--repair", action="store_true", help="move nobody in order to place somebody else")
        if name == "solve":
            command.add_argument("--seconds", type=float, default=SECONDS, help="to search under crossing rules")
            command.add_argument("--policy", choices=POLICIES, default="service")
            command.add_argument("--mode", choices=MODES, default="auto", help="ordinal: published order, with a bound")
    return top


def accepted(result: Result) -> str:
    """The verdict on a good result; where prices do not prove it, with what does."""
    by_solver = bool(result.crossing and result.crossing.proven)
    return f"accepted; optimality rests on {what_proves(result)}" if by_solver else "accepted"


def as_json(result: Result) -> Iterator[str]:
    """The result as one JSON object, in parts, since a million explanations do not fit into memory as text."""
    yield json.dumps(result.without_explanations(), ensure_ascii=False)[:-1] + ', "explanations": ['
    for at, why in enumerate(result.explanations):
        yield (", " if at else "") + json.dumps(vars(why), ensure_ascii=False)
    yield "]}\n"


def in_words(result: Result, ids: Sequence[str]) -> Iterator[str]:
    """The levels and one line for each nominee."""
    levels = ", ".join(f"{name} {value}" for name, value in result.shown_levels.items())
    bound = "" if result.most_placed is None else f"; no placement could place more than {result.most_placed}"
    yield f"{result.policy}, {result.status}: {levels}{bound}\n"
    for name, why in zip(ids, result.explanations, strict=True):
        yield f"{name}: {why.text}\n"


def side_by_side(rows: Sequence[Comparison]) -> str:
    """A small table of the policies."""
    lines = [f"{'policy':10}{'placed':>8}{'moved':>8}{'envious':>9}"]
    for row in rows:
        numbers = f"{row.placed!s:>8}{row.moved!s:>8}{row.envious!s:>9}"
        lines.append(f"{row.policy:10}" + (f"  {row.refusal.message}" if row.refusal else numbers))
    return "\n".join(lines)

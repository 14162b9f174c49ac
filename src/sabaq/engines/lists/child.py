"""The process in which an untrusted file is opened. It limits itself first, and may be killed at any time.

Takes one JSON object on standard input and gives one on standard output: `reading`, or `unreadable` with its kind.
"""

import datetime as dt
import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sabaq.engines.lists.assembling import assemble
from sabaq.engines.lists.reading import Limits, Unreadable
from sabaq.engines.lists.tables import load_sheets
from sabaq.engines.lists.values import Circumstances


def main() -> None:
    order = json.load(sys.stdin)
    limits = Limits(**order["limits"])
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = json.dumps(answer_to(order))
    except MemoryError:
        answer = json.dumps({"unreadable": {"kind": "bomb", "params": {}}})
    sys.stdout.write(answer)


def answer_to(order: dict[str, Any]) -> dict[str, Any]:
    """The parts of a `reading`, or why the file is `unreadable`. Sets no limits of its own."""
    try:
        now = Circumstances(_day(order["today"]) or dt.date.min, _day(order["edition_end"]), order["country"])
        sheets = load_sheets(Path(order["path"]), limits=Limits(**order["limits"]))
        return {"reading": asdict(assemble(sheets, now, columns=order["columns"], wordings=order["wordings"]))}
    except Unreadable as refusal:
        return {"unreadable": {"kind": refusal.kind, "params": refusal.params}}


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


if __name__ == "__main__":
    main()

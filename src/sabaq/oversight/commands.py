"""`sabaq promises`: the promise board from a shell, for people and for programs."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import Any

from django.utils import timezone

from sabaq.network.models import Network

from .queries import Promise, promises


def run(argv: list[str]) -> int:
    """Print every commitment as it stands. 0 if it could, 1 if there is no such network, 2 for wrong use."""
    options = _parser().parse_args(argv)
    network = Network.objects.filter(key=options.network).first() if options.network else None
    if options.network and network is None:
        print(f"There is no network called {options.network}.", file=sys.stderr)
        return 1
    rows = [as_json(promise) for promise in promises(on=options.on or timezone.localdate(), network=network)]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            done = "-" if row["delivered"] is None else row["delivered"]
            late = "overdue" if row["overdue"] else ""
            print(row["commitment"], f"{done}/{row['target'] or '-'}", row["status"], row["due"] or "-", late, sep="\t")
    return 0


def as_json(promise: Promise) -> dict[str, Any]:
    """One promise by keys: `delivered` is null without evidence, `target` and `due` are null where none was agreed."""
    commitment, target = promise.commitment, promise.target
    return {
        "commitment": commitment.key,
        "debtor": commitment.debtor.key,
        "creditor": commitment.creditor.key if commitment.creditor else None,
        "target": target.value if target else None,
        "delivered": promise.delivered,
        "status": promise.status.value,
        "due": (target.due or None) if target else None,
        "overdue": promise.is_overdue,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sabaq promises", description="Promise against delivery, from records.")
    parser.add_argument("--json", action="store_true", help="everything as one JSON array")
    parser.add_argument("--network", help="only the commitments of this network, by its key")
    parser.add_argument("--on", type=date.fromisoformat, help="the day to judge by, YYYY-MM-DD; today if not given")
    return parser

"""Reads a file that nobody vouches for, in a child process that may die instead of this one."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sabaq.engines.lists.reading import USUAL_LIMITS, Limits, SheetReading, Unreadable


def read_list(
    path: Path | str,
    *,
    today: dt.date,
    edition_end: dt.date | None = None,
    columns: Mapping[str, str] | None = None,
    wordings: Mapping[str, str] | None = None,
    country: str | None = None,
    limits: Limits = USUAL_LIMITS,
) -> SheetReading:
    """Read a list of people as an office sent it, and every problem in it.

    `edition_end` is the last day of the edition the people are proposed for (passports must outlive it by six months).
    `columns` are meanings by column letter ({"B": "name", "C": "birth"}), where a sender's headers are not understood;
    `wordings` are the sender's own headers, as `vocabulary.plain` leaves them, with the meanings explained before.
    `country` (ISO 3166) makes passport numbers of another country's shape worth a look.
    Raises `Unreadable`; its kinds are the keys of `UNREADABLE_SENTENCES`.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(path)
    size = path.stat().st_size
    if not size:
        raise Unreadable("empty")
    if size > limits.file_size:
        raise Unreadable("too_large.file", limit=limits.file_size >> 20)
    order = {
        "path": str(path.resolve()),
        "today": today.isoformat(),
        "edition_end": edition_end and edition_end.isoformat(),
        "columns": dict(columns) if columns else None,
        "wordings": dict(wordings or {}),
        "country": country,
        "limits": asdict(limits),
    }
    answer = _ask_child(json.dumps(order), limits)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"]["kind"], **answer["unreadable"]["params"])
    return SheetReading.from_parts(answer["reading"])


def _ask_child(order: str, limits: Limits) -> dict[str, dict[str, Any]]:
    """Run the child without our environment, which may hold passwords; killed by a signal, it asked too much."""
    environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.defpath, "PYTHONUTF8": "1"}
    try:
        child = subprocess.run(
            [sys.executable, "-m", "sabaq.engines.lists.child"],
            input=order,
            capture_output=True,
            encoding="utf-8",
            timeout=limits.wall_seconds,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("timeout", seconds=limits.wall_seconds) from error
    if child.returncode < 0:
        spent = child.returncode == -signal.SIGXCPU
        raise Unreadable("timeout", seconds=limits.cpu_seconds) if spent else Unreadable("bomb")
    if child.returncode:  # our own mistake, not the file's; the last line may hold what people wrote, so only its kind
        kind = child.stderr.strip().rpartition("\n")[2].partition(":")[0]
        raise RuntimeError(f"reading a list failed with {kind}")
    answer: dict[str, dict[str, Any]] = json.loads(child.stdout)
    return answer

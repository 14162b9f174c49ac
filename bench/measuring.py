"""Measuring one contender: CPU seconds, not the clock's, since other work shares the machine; in a process of its own
where memory is asked for or two libraries do not bear each other."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Measured:
    """What a contender answered, the CPU seconds it took, and its peak memory where it ran on its own."""

    answer: Any
    seconds: float
    peak_mb: float | None = None


def measured(work: Callable[[], Any], *, times: int = 1) -> Measured:
    """Run it so many times in this process; the least time counts."""
    best, answer = float("inf"), None
    for _ in range(times):
        began = time.process_time()
        answer = work()
        best = min(best, time.process_time() - began)
    return Measured(answer, best)


def in_child(function: str, *arguments: Any, timeout: float = 900) -> Measured:
    """Run `package.module:function(*arguments)` in a fresh interpreter. Arguments and answer travel as JSON.

    The answer is the function's own; if it is a dict with "seconds", those replace the time of the whole call, so that
    a function can leave out the making of its data.
    """
    told = subprocess.run(
        [sys.executable, "-m", "bench.measuring", function, json.dumps(arguments)],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    if told.returncode:
        raise RuntimeError(f"{function} failed: {told.stderr.strip()[-2000:]}")
    found = json.loads(told.stdout.splitlines()[-1])
    return Measured(found["answer"], found["seconds"], found["peak_mb"])


def _child(function: str, arguments: str) -> None:
    import importlib

    module, _, name = function.partition(":")
    work = getattr(importlib.import_module(module), name)
    began = time.process_time()
    answer = work(*json.loads(arguments))
    seconds = time.process_time() - began
    if isinstance(answer, dict) and "seconds" in answer:
        seconds = answer["seconds"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"answer": answer, "seconds": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    _child(*sys.argv[1:])

"""`sabaq serve`: the pages by gunicorn and a worker for jobs, both ended together."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

from django.conf import settings
from django.db import connections
from django.utils import timezone

from sabaq.platform.addresses import is_loopback
from sabaq.platform.jobs import end_interrupted_jobs

Process = subprocess.Popen[bytes]
# How long a process gets to end by itself, before it is told once more, and before it is killed.
_PATIENCE = 8.0


def start_worker() -> Process:
    """A process that runs jobs as they come. It is the only one, so whatever job still runs has lost its worker."""
    end_interrupted_jobs(at=timezone.now())
    connections.close_all()
    command = [sys.executable, "-m", "sabaq.config.command_line", "manage", "db_worker", "--interval", "0.3", "-v", "0"]
    return subprocess.Popen(command)


def start_server(address: str) -> Process:
    """Gunicorn with threads on `address`; the pages wait on the database, not on the processor."""
    command = [sys.executable, "-m", "gunicorn", "sabaq.config.wsgi:application", "--bind", address]
    command += ["--threads", "4", "--workers", os.environ.get("SABAQ_WORKERS", "1"), "--log-level", "warning"]
    return subprocess.Popen(command)


def _end(processes: Sequence[Process], *, patience: float) -> None:
    """Ask everything to end, then once more, by which the worker gives up a long job, then kill what is left."""
    for last_word in (Process.terminate, Process.terminate, Process.kill):
        for process in processes:
            last_word(process)
        until = time.monotonic() + patience
        while time.monotonic() < until and any(process.poll() is None for process in processes):
            time.sleep(0.05)


def keep_running(start: Sequence[Callable[[], Process]], *, patience: float = _PATIENCE) -> int:
    """Start processes and end them together; 0 if the reader asked for it, 1 if one of them ended by itself.

    Asking twice is asking once: nothing is left behind however often the signal comes.
    """
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)
    processes: list[Process] = []
    try:
        processes.extend(process() for process in start)
        while not asked and all(process.poll() is None for process in processes):
            time.sleep(0.3)
    finally:
        _end(processes, patience=patience)
    return 0 if asked else 1


def serve(address: str) -> int:
    """Run the pages and the worker until one ends or the reader interrupts."""
    return keep_running([lambda: start_server(address), start_worker])


def refuses_address(address: str, *, has_samples: bool) -> bool:
    """True, with a line that says so, for an address that others reach while sample accounts need no password."""
    if not has_samples or is_loopback(address.rpartition(":")[0]):
        return False
    sys.stderr.write("Sample accounts are on: serve on a loopback address, or unset SABAQ_SAMPLE_SIGN_IN.\n")
    return True


def run(argv: list[str]) -> int:
    """Serve an installation that is set up; exit status 1 if the server or the worker ended by itself."""
    parser = argparse.ArgumentParser(prog="sabaq serve", description="Serve the pages and run jobs.")
    parser.add_argument("--address", default="127.0.0.1:8000", help="host:port (default 127.0.0.1:8000)")
    options = parser.parse_args(argv)
    if refuses_address(options.address, has_samples=settings.SAMPLE_SIGN_IN):
        return 2
    return serve(options.address)

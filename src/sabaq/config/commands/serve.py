"""`sabaq serve`: the pages by gunicorn and a worker for jobs, both ended together."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings


def start_worker() -> subprocess.Popen[bytes]:
    """A process that runs jobs as they come."""
    command = [sys.executable, "-m", "sabaq.config.command_line", "manage", "db_worker", "--interval", "0.3", "-v", "0"]
    return subprocess.Popen(command)


def start_server(address: str) -> subprocess.Popen[bytes]:
    """Gunicorn with threads on `address`; the pages wait on the database, not on the processor."""
    command = [sys.executable, "-m", "gunicorn", "sabaq.config.wsgi:application", "--bind", address]
    command += ["--threads", "4", "--workers", os.environ.get("SABAQ_WORKERS", "1"), "--log-level", "warning"]
    return subprocess.Popen(command)


def serve(address: str) -> int:
    """Run both until one ends or the reader interrupts."""
    processes = [start_server(address), start_worker()]

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
    except KeyboardInterrupt:
        pass
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(10)
    return 0


def run(argv: list[str]) -> int:
    """Serve an installation that is set up."""
    parser = argparse.ArgumentParser(prog="sabaq serve", description="Serve the pages and run jobs.")
    parser.add_argument("--address", default="127.0.0.1:8000", help="host:port (default 127.0.0.1:8000)")
    options = parser.parse_args(argv)
    if settings.SAMPLE_SIGN_IN and not options.address.startswith(("127.", "localhost")):
        sys.stderr.write("Sample accounts are on: serve on a loopback address, or unset SABAQ_SAMPLE_SIGN_IN.\n")
        return 2
    return serve(options.address)

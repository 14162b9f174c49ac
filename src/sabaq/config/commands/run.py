"""`sabaq run`: migrate, load the sample network, do the main job once, serve. What `bin/run` calls."""

from __future__ import annotations

import argparse
import json
import os
import sys

from django.conf import settings
from django.core.management import call_command

from sabaq.platform.catalogues import compile_all
from sabaq.walkthrough.main_job import MainJob

from .serve import refuses_address, serve

FIGURES = "main-job.json"


def set_up() -> None:
    """Bring the database, the catalogues and the static files up to date."""
    compile_all()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def walk(*, only_network: bool, address: str) -> None:
    """Do the main job, a line for each step; write its figures."""
    job = MainJob()
    for step in job.steps(only_network=only_network):
        page = f"\n      http://{address}{step.page}" if address else ""
        sys.stdout.write(f"{step.number:>3}  {step.told}  ({step.seconds:.1f} s){page}\n")
        sys.stdout.flush()
    if not only_network:
        path = settings.VAR_DIR / FIGURES
        path.write_text(json.dumps(job.figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        sys.stdout.write(f"Figures: {path.relative_to(settings.VAR_DIR.parent)}\n")


def run(argv: list[str]) -> int:
    """Exit status 0 after the last step, or when the server was stopped; 2 for an address that others reach."""
    parser = argparse.ArgumentParser(prog="sabaq run", description="Load the sample network and do the main job.")
    parser.add_argument("--no-serve", action="store_true", help="end after the last step")
    parser.add_argument("--only-network", action="store_true", help="load the network, do no more")
    parser.add_argument("--address", default="127.0.0.1:8000", help="host:port to serve on")
    options = parser.parse_args(argv)
    if refuses_address(options.address, has_samples=True):
        return 2
    set_up()
    walk(only_network=options.only_network, address="" if options.no_serve else options.address)
    if options.no_serve:
        return 0
    sys.stdout.write(f"\nSabaq is at http://{options.address}/  (Ctrl-C ends it)\n")
    sys.stdout.flush()
    os.environ["SABAQ_SAMPLE_SIGN_IN"] = "1"
    return serve(options.address)

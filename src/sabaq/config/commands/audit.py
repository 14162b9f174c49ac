"""`sabaq audit verify [--json]`: does every entry still follow from the one before?"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from sabaq.platform.audit import verify_chain


def run(argv: list[str]) -> int:
    """Exit status 0 if the chain verifies, 1 if not."""
    parser = argparse.ArgumentParser(prog="sabaq audit", description="Check the audit chain from its first entry.")
    parser.add_argument("verb", choices=["verify"])
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(argv)
    report = verify_chain()
    if options.json:
        sys.stdout.write(json.dumps({**asdict(report), "verified": report.verified}) + "\n")
    elif report.verified:
        sys.stdout.write(f"The audit chain verifies: {report.entries} entries.\n")
    else:
        sys.stdout.write(f"The audit chain is broken at entry {report.broken_at}: {report.why}.\n")
    return 0 if report.verified else 1

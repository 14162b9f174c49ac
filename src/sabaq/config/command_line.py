"""The `sabaq` command: what the pages do, from a shell."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run one command and give back its exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sabaq.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["sabaq", *sys.argv[1:]])
    return 0

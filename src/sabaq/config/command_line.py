"""The `sabaq` command: what the pages do, from a shell. Each command is an app's or an engine's `commands.run(argv)`.

Commands of engines start without Django, so that they answer at once and work on any machine.
"""

from __future__ import annotations

import importlib
import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """Where a command lives, whether it needs the database's side of Sabaq, and what it does in one line."""

    module: str
    needs_django: bool
    help: str


COMMANDS: dict[str, Command] = {
    "run": Command("sabaq.config.commands.run", True, "set up, load the sample, do the main job, serve"),
    "serve": Command("sabaq.config.commands.serve", True, "serve the pages and run jobs"),
    "people": Command("sabaq.people.commands", True, "make the first secretary of a network"),
    "promises": Command("sabaq.oversight.commands", True, "promise against delivery"),
    "certificate": Command(
        "sabaq.credentials.commands", True, "verify certificates, export keys, publish status lists"
    ),
    "audit": Command("sabaq.config.commands.audit", True, "verify the audit chain"),
    "lists": Command("sabaq.engines.lists.commands", False, "read a list of people"),
    "names": Command("sabaq.engines.names.commands", False, "compare names across scripts"),
    "allocation": Command("sabaq.engines.allocation.commands", False, "allocate seats, verify an allocation"),
    "matching": Command("sabaq.engines.matching.commands", False, "match partners, groups, rounds of partners"),
    "catalogues": Command("sabaq.platform.catalogues", False, "compile or check message catalogues"),
    "manage": Command("sabaq.config.commands.manage", False, "Django's own commands, such as migrate"),
}


def main() -> int:
    """Run one command and give back its exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sabaq.config.settings")
    name, *argv = sys.argv[1:] or ["help"]
    command = COMMANDS.get(name)
    if command is None:
        lines = [f"  sabaq {key:<12} {known.help}" for key, known in COMMANDS.items()]
        sys.stdout.write("Commands (each explains itself with --help):\n" + "\n".join(lines) + "\n")
        return 0 if name in {"help", "-h", "--help"} else 2
    if command.needs_django:
        import django

        django.setup()
    try:
        status = importlib.import_module(command.module).run(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our answer, such as `head`, has enough of it; what is still held back goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return int(status)


if __name__ == "__main__":
    sys.exit(main())

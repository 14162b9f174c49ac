"""The `sabaq` command itself: what it lists, how it refuses, and that a reader who stops reading is no error."""

import subprocess
import sys
from pathlib import Path

import pytest

from sabaq.config.command_line import COMMANDS

PAIRS = Path(__file__).parents[1] / "engines" / "names" / "pairs_dev.csv"


def sabaq(*argv, **options):
    command = [sys.executable, "-m", "sabaq.config.command_line", *argv]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


@pytest.mark.parametrize(("argv", "status"), [(["help"], 0), ([], 0), (["nothing"], 2)])
def test_commands_are_listed(argv, status):
    told = sabaq(*argv)
    listed, _ = told.communicate(timeout=60)
    assert (told.returncode, [line.split()[1] for line in listed.splitlines()[1:]]) == (status, list(COMMANDS))


def test_a_reader_that_has_enough_is_no_error():
    told = sabaq("names", "compare", str(PAIRS), "--json")
    told.stdout.read(10)
    told.stdout.close()
    error = told.stderr.read()
    told.stderr.close()
    assert (told.wait(60), error) == (1, "")

"""The server and the worker end together, nothing is left behind, and samples are bound to this machine."""

import os
import signal
import subprocess
import sys
import time

import pytest

from sabaq.config.commands import run, serve

# Runs `keep_running` over two small processes; prints their ids and ends with its status.
KEEP = """
import os, subprocess, sys
import django
django.setup()
from sabaq.config.commands.serve import keep_running
def starting(code):
    def start():
        process = subprocess.Popen([sys.executable, "-c", code])
        print(process.pid, flush=True)
        return process
    return start
sys.exit(keep_running([starting(code) for code in sys.argv[1:]], patience=0.5))
"""
OBEYS = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
ENDS = "raise SystemExit(3)"


def kept(*codes):
    """The keeper, with the ids of its two processes."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "sabaq.config.settings"}
    keeper = subprocess.Popen([sys.executable, "-c", KEEP, *codes], stdout=subprocess.PIPE, text=True, env=environment)
    with keeper.stdout:
        return keeper, [int(keeper.stdout.readline()) for _ in codes]


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize(("codes", "times"), [((OBEYS, OBEYS), 1), ((OBEYS, STUBBORN), 2)])
def test_asking_ends_everything_however_often(codes, times):
    keeper, pids = kept(*codes)
    time.sleep(0.3)
    for _ in range(times):
        keeper.send_signal(signal.SIGTERM)
        time.sleep(0.1)
    assert keeper.wait(10) == 0
    assert [is_gone(pid) for pid in pids] == [True, True]


def test_a_process_that_ends_by_itself_ends_the_other_and_is_told():
    keeper, pids = kept(OBEYS, ENDS)
    assert keeper.wait(10) == 1
    assert [is_gone(pid) for pid in pids] == [True, True]


@pytest.mark.parametrize(
    "address", ["0.0.0.0:8000", "192.168.1.7:8000", "localhost.example.org:80", "127.example.org:80"]
)
def test_samples_are_served_to_this_machine_only(address, capsys, settings):
    settings.SAMPLE_SIGN_IN = True
    assert (serve.run(["--address", address]), run.run(["--address", address])) == (2, 2)
    assert capsys.readouterr().err.count("Sample accounts are on") == 2


@pytest.mark.parametrize("address", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "127.0.0.2:80"])
def test_this_machines_own_addresses_are_served(address):
    assert serve.refuses_address(address, has_samples=True) is False
    assert serve.refuses_address("0.0.0.0:80", has_samples=False) is False

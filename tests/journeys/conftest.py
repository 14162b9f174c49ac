"""A real server with the sample network, and a real browser: what the journeys walk through.

The server runs in its own process on a free port with its own folder, as an academy would run it. Every page a journey
opens is checked for accessibility (axe, WCAG 2.2 AA), for violations of the content policy and for overflow.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from .pages import Reader

PROJECT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Installation:
    """A folder of its own with a database, and the address of the server that serves it."""

    folder: Path
    address: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def sabaq(self, *argv: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one `sabaq` command in this installation."""
        command = [sys.executable, "-m", "sabaq.config.command_line", *argv]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=check, cwd=PROJECT)


@contextmanager
def installed(*run_options: str) -> Iterator[Installation]:
    """An installation after `sabaq run` with these options, served until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="sabaq-journey-"))
    # What the test run set for itself is not meant for an installation.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SABAQ_", "DJANGO_"))}
    environment |= {"SABAQ_VAR": str(folder), "SABAQ_SAMPLE_SIGN_IN": "1", "SABAQ_HOSTS": "127.0.0.1"}
    installation = Installation(folder, environment=environment)
    done = installation.sabaq("run", "--no-serve", *run_options, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    port = free_port()
    installation.address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "sabaq.config.command_line", "serve", "--address", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, env=environment, cwd=PROJECT)
    try:
        wait_for(installation.address)
        yield installation
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(address: str) -> None:
    """Wait until a server answers, at most a minute."""
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"nobody answers at {address}")


@pytest.fixture(scope="session")
def walked() -> Iterator[Installation]:
    """The sample network after the main job."""
    with installed() as installation:
        yield installation


@pytest.fixture(scope="session")
def fresh() -> Iterator[Installation]:
    """The sample network with its people, before anybody did anything."""
    with installed("--only-network") as installation:
        yield installation


@pytest.fixture(scope="session")
def chromium():
    """One browser for all journeys; the distribution's own."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def reader(chromium):
    """`reader(installation, width=390, language="ru", dark=True)` opens a new reader's browser window."""
    windows = []

    def open_window(installation, *, width=1280, language="en", dark=False):
        window = chromium.new_context(
            base_url=installation.address,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        window.add_cookies([{"name": "language", "value": language, "url": installation.address}])
        windows.append(window)
        return Reader(window.new_page())

    yield open_window
    for window in windows:
        window.close()

"""Runs a command with SABAQ_DATABASE naming a PostgreSQL that lives only as long as the command.

    python tests/with_postgres.py pytest …

The server is the distribution's own, in a temporary folder, on a free port of the loopback; as root it runs as
another account, because PostgreSQL refuses to run as root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

# The data dies with the command, so nothing has to reach the disk.
QUICK = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]


def binaries() -> Path:
    """The newest installed folder with initdb in it."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        sys.exit("PostgreSQL's initdb is not installed.")
    return Path(on_path).resolve().parent


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    """Start, run, stop; the command's exit status."""
    folder = Path(tempfile.mkdtemp(prefix="sabaq-postgres-"))
    account = None
    if os.geteuid() == 0:
        account = next(name for name in ("postgres", "nobody") if name in {p.pw_name for p in pwd.getpwall()})
        shutil.chown(folder, account)
    options = {"user": account, "extra_groups": [], "cwd": folder} if account else {"cwd": folder}
    place, port = binaries(), free_port()
    log = Path(folder / "log").open("w")  # noqa: SIM115 - stays open as long as the server
    subprocess.run(
        [place / "initdb", "-D", folder / "db", "-U", "sabaq", "-A", "trust", "-E", "UTF8", "-N", "--locale=C.UTF-8"],
        check=True,
        stdout=log,
        **options,
    )
    server = subprocess.Popen(
        [place / "postgres", "-D", folder / "db", "-p", str(port), "-h", "127.0.0.1", "-k", str(folder), *QUICK],
        stdout=log,
        stderr=log,
        **options,
    )
    try:
        for _ in range(150):
            ready = subprocess.run(
                [place / "pg_isready", "-h", "127.0.0.1", "-p", str(port), "-q", "-t", "1"], check=False
            )
            if ready.returncode == 0:
                break
        subprocess.run(
            [place / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "sabaq", "sabaq"], check=True, cwd=folder
        )
        environment = {**os.environ, "SABAQ_DATABASE": f"postgres://sabaq@127.0.0.1:{port}/sabaq"}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    finally:
        server.terminate()
        server.wait(30)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())

"""Settings as a fresh installation reads them: what is kept is the owner's alone, and samples stay on this machine."""

import os
import subprocess
import sys

import pytest

ASK = "from sabaq.config import settings; print(settings.SAMPLE_SIGN_IN)"


def read(folder, code=ASK, **environment):
    """What a process prints that reads the settings with this environment."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("SABAQ_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-c", code], env={**clean, "SABAQ_VAR": str(folder), **environment},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("environment", "is_on"),
    [
        ({}, "False"),
        ({"SABAQ_SAMPLE_SIGN_IN": "1"}, "True"),
        ({"SABAQ_SAMPLE_SIGN_IN": "1", "SABAQ_HOSTS": "127.0.0.1,[::1],localhost"}, "True"),
        ({"SABAQ_SAMPLE_SIGN_IN": "1", "SABAQ_HOSTS": "127.0.0.1,sabaq.example.org"}, "False"),
        ({"SABAQ_SAMPLE_SIGN_IN": "1", "SABAQ_HOSTS": "*"}, "False"),
        ({"SABAQ_SAMPLE_SIGN_IN": "1", "SABAQ_HTTPS": "1"}, "False"),
    ],
)
def test_sample_accounts_only_where_no_other_machine_is_served(tmp_path, environment, is_on):
    assert read(tmp_path, **environment) == is_on


def test_what_is_kept_is_read_by_nobody_else(tmp_path):
    folder = tmp_path / "var"
    read(folder, "import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'sabaq.config.settings'; django.setup();"
                 "from django.db import connection; connection.ensure_connection();"
                 "connection.cursor().execute('CREATE TABLE x (y)')")  # fmt: skip
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (folder, *folder.iterdir())}
    assert modes == {"var": "0o700", "static": "0o700", "secret-key": "0o600", "sabaq.sqlite3": "0o600"}


def test_processes_that_start_at_once_share_one_key(tmp_path):
    code = "from sabaq.config import settings; print(settings.SECRET_KEY)"
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("SABAQ_", "DJANGO_"))}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code], env={**clean, "SABAQ_VAR": str(tmp_path)}, stdout=subprocess.PIPE
        )
        for _ in range(4)
    ]
    keys = {process.communicate()[0] for process in started}
    assert (len(keys), len(keys.pop().strip()) > 60) == (1, True)
    assert [path.name for path in tmp_path.glob("secret-key*")] == ["secret-key"]

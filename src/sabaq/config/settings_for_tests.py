"""Settings of the test suite: a folder of its own for every run, and jobs that run at once."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("SABAQ_VAR", tempfile.mkdtemp(prefix="sabaq-test-"))
os.environ.setdefault("SABAQ_TASKS", "django_tasks.backends.immediate.ImmediateBackend")

from .settings import *  # noqa: F403 - the folder must be chosen before the settings are read

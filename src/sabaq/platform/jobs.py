"""Long work by name: an app registers a function, anybody above or below starts it by its name, a worker runs it.

A job's function takes ids, loads, and calls actions; it reports progress between transactions, never inside one,
because SQLite has a single writer. A refusal ends the job with its sentence; anything else is a failure and is logged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from .actors import Actor, load_actor
from .models import Job
from .refusals import Refusal, Sentence

logger = logging.getLogger(__name__)


class JobFunction(Protocol):
    """What an app registers. Returns the address of the page that shows the result."""

    def __call__(self, progress: Progress, *, by: Actor, at: datetime, **arguments: Any) -> str: ...


_register: dict[str, JobFunction] = {}


def job(name: str) -> Callable[[JobFunction], JobFunction]:
    """Register a function as the job called `name`, such as "nominations.read_list"."""

    def decorate(function: JobFunction) -> JobFunction:
        _register[name] = function
        return function

    return decorate


class Progress:
    """How a job tells how far it is. Each call is one short write of its own."""

    def __init__(self, job_id: Any) -> None:
        self._job_id = job_id

    def step(self, sentence: Sentence, *, done: int = 0, total: int = 0) -> None:
        """Say what is being done now, and how much of it is done. The sentence is kept in the starter's language."""
        Job.objects.filter(pk=self._job_id).update(step=str(sentence), done=done, total=total)


def start_job(name: str, *, by: Actor, at: datetime, **arguments: Any) -> Job:
    """Note the job and hand it to the worker once the surrounding transaction has committed."""
    if name not in _register:
        raise LookupError(f"no job is called {name}")
    row = Job.objects.create(
        name=name, arguments=arguments, asked_at=at, started_by=by.key, language=translation.get_language() or "en"
    )
    from .tasks import run_job_task

    transaction.on_commit(lambda: run_job_task.enqueue(str(row.pk)))
    return row


def run_job(job_id: str, *, at: datetime | None = None) -> None:
    """Run one job to its end and keep what came of it. Running an ended job again does nothing.

    `at` is the job's clock reading, now by default; the walkthrough gives the day of its story.
    """
    started = at or timezone.now()
    claimed = Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(state=Job.State.RUNNING, started_at=started)
    if not claimed:
        return
    row = Job.objects.get(pk=job_id)
    outcome: dict[str, Any] = {}
    with translation.override(row.language):
        try:
            by = load_actor(row.started_by, at=started)
            url = _register[row.name](Progress(row.pk), by=by, at=started, **row.arguments)
            outcome = {"state": Job.State.DONE, "result_url": url}
        except Refusal as refusal:
            outcome = {"state": Job.State.REFUSED, "refusal": str(refusal)}
        except BaseException as error:
            # A worker that is told to stop raises SystemExit here: the job has failed, and the worker goes on to end.
            logger.exception("job %s (%s) failed", row.pk, row.name)
            outcome = _failed()
            if not isinstance(error, Exception):
                raise
        finally:
            Job.objects.filter(pk=job_id).update(ended_at=at or timezone.now(), **outcome)


def _failed() -> dict[str, Any]:
    why = _("Something went wrong on our side. This step was not saved; you can start it again.")
    return {"state": Job.State.FAILED, "refusal": why}


def end_interrupted_jobs(*, at: datetime) -> int:
    """Say of jobs whose worker was killed that they failed; how many. Called before the only worker is started."""
    rows = list(Job.objects.filter(state=Job.State.RUNNING))
    for row in rows:
        with translation.override(row.language):
            Job.objects.filter(pk=row.pk, state=Job.State.RUNNING).update(ended_at=at, **_failed())
    return len(rows)


def start_again(row: Job, *, by: Actor, at: datetime) -> Job:
    """A new job like a failed one, for the account that started it; the job itself where it has not failed."""
    return start_job(row.name, by=by, at=at, **row.arguments) if row.state == Job.State.FAILED else row

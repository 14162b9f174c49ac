"""The one place that names the task library, so that it can change with Django's own."""

from __future__ import annotations

from django_tasks import task

from .jobs import run_job


@task()
def run_job_task(job_id: str) -> None:
    """Run the job with this id; called by the worker."""
    run_job(job_id)

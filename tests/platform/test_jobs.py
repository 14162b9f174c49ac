"""Jobs end as what they are: a worker that is told to stop leaves a failed job, a killed one is found at the start."""

import pytest

from sabaq.platform import jobs
from sabaq.platform.jobs import end_interrupted_jobs, run_job, start_again, start_job
from sabaq.platform.models import Job
from sabaq.platform.refusals import Refusal

WENT_WRONG = "Something went wrong on our side. This step was not saved; you can start it again."


@pytest.fixture
def job(monkeypatch, db, at):
    """`job(error)` runs a job that raises it, and gives the job as it is kept."""
    monkeypatch.setattr(jobs, "_register", dict(jobs._register))

    def ran(error=None):
        @jobs.job("test.work")
        def work(progress, *, by, at, **arguments):
            if error is not None:
                raise error
            return "/done/"

        row = Job.objects.create(name="test.work", arguments={"number": 7}, asked_at=at, started_by=None)
        try:
            run_job(str(row.pk), at=at)
        finally:
            row.refresh_from_db()
            ran.row = row
        return row

    return ran


@pytest.mark.parametrize(
    ("error", "state", "why"),
    [(None, "done", ""), (Refusal("No."), "refused", "No."), (ValueError("x"), "failed", WENT_WRONG)],
)
def test_what_a_job_comes_to(job, at, error, state, why):
    row = job(error)
    assert (row.state, row.refusal, row.ended_at) == (state, why, at)


@pytest.mark.parametrize("stop", [SystemExit(1), KeyboardInterrupt()])
def test_a_worker_that_is_told_to_stop_leaves_no_job_running(job, at, stop):
    with pytest.raises(type(stop)):
        job(stop)
    assert (job.row.state, job.row.refusal, job.row.ended_at) == ("failed", WENT_WRONG, at)


def test_jobs_of_a_killed_worker_are_ended_in_their_readers_language(db, at):
    for state, language in [("running", "en"), ("running", "ru"), ("waiting", "en"), ("done", "en")]:
        Job.objects.create(name="test.work", asked_at=at, state=state, language=language)
    assert end_interrupted_jobs(at=at) == 2
    found = list(Job.objects.order_by("state", "language").values_list("state", "language", "ended_at"))
    assert found == [("done", "en", None), ("failed", "en", at), ("failed", "ru", at), ("waiting", "en", None)]
    english, russian = Job.objects.filter(state="failed").order_by("language")
    assert (english.refusal, russian.refusal != WENT_WRONG, russian.refusal != "") == (WENT_WRONG, True, True)
    assert end_interrupted_jobs(at=at) == 0


def test_a_failed_job_is_started_again_as_it_was(job, actors, at):
    failed = job(ValueError("x"))
    again = start_again(failed, by=actors["manager"], at=at)
    assert (again.name, again.arguments, again.state, again.started_by) == (
        "test.work", {"number": 7}, "waiting", actors["manager"].key,
    )  # fmt: skip
    done = job(None)
    assert start_again(done, by=actors["manager"], at=at) == done


def test_no_job_starts_under_a_name_that_nobody_registered(db, actors, at):
    with pytest.raises(LookupError):
        start_job("test.nothing", by=actors["manager"], at=at)

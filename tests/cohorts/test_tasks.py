"""The job that issues a session's certificates."""

from __future__ import annotations

from datetime import timedelta

from sabaq.cohorts.models import Participation
from sabaq.credentials.models import Certificate, StatusList
from sabaq.people.models import PersonName
from sabaq.platform.jobs import run_job, start_job
from sabaq.platform.models import Job

from .conftest import LAST_DAY


def run(accounts, world) -> Job:
    from sabaq.people.queries import actor_of_account

    by = actor_of_account(accounts["manager"].pk, LAST_DAY)
    row = start_job("cohorts.issue_certificates", by=by, at=LAST_DAY + timedelta(hours=2), session=world.first.pk)
    run_job(str(row.pk))
    row.refresh_from_db()
    return row


def test_everybody_who_completed_gets_one_and_nobody_two(closed, people, issuer, accounts, world):
    lists = StatusList.objects.count()
    job = run(accounts, world)
    assert (job.state, job.result_url, job.done, job.total) == ("done", "/editions/short-kg/attendance/", 2, 2)
    certified = Participation.objects.filter(certificate__isnull=False)
    assert set(certified) == {people["a"], people["b"]}
    assert StatusList.objects.count() == lists + 1
    again = run(accounts, world)
    assert (again.state, again.total, Certificate.objects.count()) == ("done", 0, 2)


def test_one_that_cannot_be_issued_does_not_hold_up_the_others(closed, people, issuer, accounts, world):
    PersonName.objects.filter(person=people["a"].person).update(full="ஆசனோவா")
    job = run(accounts, world)
    assert job.state == "refused"
    assert job.refusal.startswith("1 certificate of 2 was not issued: The fonts cannot print these characters: ஆ")
    assert list(Participation.objects.filter(certificate__isnull=False)) == [people["b"]]


def test_without_an_issuer_it_says_so(closed, accounts, world):
    job = run(accounts, world)
    assert (job.state, Certificate.objects.count()) == ("refused", 0)
    assert "does not issue certificates yet" in job.refusal

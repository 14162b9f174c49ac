"""The main job on the sample lists: its figures, that doing it again doubles nothing, and what stands behind them."""

from __future__ import annotations

import json

import pytest

from sabaq.nominations.models import Holding, Nomination, PlanOutcome, SentList
from sabaq.platform.audit import verify_chain
from sabaq.platform.models import AuditEntry
from sabaq.walkthrough.main_job import MainJob

FIGURES = {
    "lists": [
        {"file": "kg-ministry.xlsx", "records": 18, "problems": 2, "duplicates": 1, "remarks": 2},
        {"file": "kz-agency.xlsx", "records": 14, "problems": 1, "duplicates": 0, "remarks": 8},
        {"file": "uz-vazirlik.csv", "records": 16, "problems": 1, "duplicates": 0, "remarks": 2},
    ],
    "nominations": 44,
    "placed": 31,
    "waiting": 12,
    "refused_over_issue": True,
    "substituted": 1,
    "moved_by_substitution": 0,
    "certificates": 12,
    "verified": 12,
    "revoked": 1,
    "altered_detected": True,
    "promise": {"target": 700, "delivered": 12},
    "audit_verified": True,
}


@pytest.mark.slow
def test_the_main_job_done_twice(db):
    first = MainJob()
    told = [step.told for step in first.steps()]
    entries = AuditEntry.objects.count()
    assert len(told) == 10
    assert {**FIGURES, "audit_entries": entries} == json.loads(json.dumps(first.figures))
    assert "Only 460 of 460 seats are free; 461 were asked for." in told[3]

    again = MainJob()
    list(again.steps())
    assert (again.figures, AuditEntry.objects.count()) == (first.figures, entries)

    assert SentList.objects.count() == 3
    assert PlanOutcome.objects.filter(kind="").count() == 0
    assert PlanOutcome.objects.count() == Nomination.objects.count()
    change = Holding.objects.get(in_place_of__isnull=False)
    assert change.placement_id == change.in_place_of.placement_id
    assert verify_chain().verified

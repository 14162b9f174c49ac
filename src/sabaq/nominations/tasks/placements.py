"""Works out a plan of placement outside any transaction and hands it to one action."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sabaq.engines.allocation import NotOneHierarchy, Policy
from sabaq.platform.actors import Actor
from sabaq.platform.jobs import Progress, job
from sabaq.programmes.models import Edition

from ..actions.placements import PolicyNotPossible, keep_plan
from ..domain.placements import work_out
from ..queries.placements import case_for

MAKE_PLAN = "nominations.make_plan"


@job(MAKE_PLAN)
def make_plan(progress: Progress, *, by: Actor, at: datetime, **arguments: Any) -> str:
    """Make a plan for the edition with the key `edition` by one `policy`; the result is the page of placement."""
    row = Edition.objects.get(pk=arguments["edition"])
    policy: Policy = arguments["policy"]
    progress.step(_("Placing people"), total=2)
    try:
        worked_out = work_out(case_for(row), policy=policy)
    except NotOneHierarchy as crossing:
        raise PolicyNotPossible from crossing
    progress.step(_("Checking the plan"), done=1, total=2)
    keep_plan(row, worked_out=worked_out, by=by, at=at)
    return reverse("nominations:placement", args=[row.key])

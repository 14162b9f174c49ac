"""Steps five to seven: the lists are read, people are nominated, forwarded, accepted, placed; one withdraws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.files import File

from sabaq.network.models import Country
from sabaq.nominations.actions.lists import send_list
from sabaq.nominations.actions.nominations import accept_nominations, forward_nominations
from sabaq.nominations.actions.placements import confirm_plan, substitute, withdraw_from_seat
from sabaq.nominations.actions.proposals import nominate_ready_rows
from sabaq.nominations.models import Holding, Nomination, PlacementPlan, SentList
from sabaq.nominations.states import HostState, PlanState, RowState, SenderState
from sabaq.platform.actors import Actor
from sabaq.platform.jobs import run_job, start_job
from sabaq.programmes.models import Edition

from .loading import Sample, institution

SENT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
FORWARDED = datetime(2026, 3, 9, 4, 0, tzinfo=UTC)
ACCEPTED = datetime(2026, 3, 11, 4, 0, tzinfo=UTC)
PLANNED = datetime(2026, 3, 16, 4, 0, tzinfo=UTC)
CONFIRMED = datetime(2026, 3, 17, 4, 0, tzinfo=UTC)
WITHDRAWN = datetime(2026, 4, 20, 4, 0, tzinfo=UTC)


# Kinds of finding that ask for a look and stop nobody.
REMARKS = {"unusual", "hidden", "expiring"}


@dataclass(frozen=True)
class ListFigures:
    """What was found in one list, as the figures of the main job name it.

    `problems` must be corrected or decided, a person named twice among them; `remarks` only want a look.
    """

    file: str
    records: int
    problems: int
    duplicates: int
    remarks: int


def read_lists(sample: Sample, *, actors: Mapping[str, Actor]) -> list[SentList]:
    """Send each list by its focal point, read it, and nominate whoever's row is ready."""
    sent = []
    for row in sample["lists"]:
        edition = Edition.objects.get(key=row["edition"])
        known = SentList.objects.filter(edition=edition, file__name=row["file"]).first()
        sent.append(known or _send(row, edition, by=actors[row["sent_by"]]))
    return sent


def _send(row: Sample, edition: Edition, *, by: Actor) -> SentList:
    path = Path(settings.SAMPLE_DIR) / "lists" / row["file"]
    with path.open("rb") as content:
        file = File(content, name=row["file"])
        sent_list = send_list(edition, file=file, sender=institution(row["sender"]), by=by, at=SENT)
    run_job(str(sent_list.job_id), at=SENT)
    nominate_ready_rows(SentList.objects.get(pk=sent_list.pk), by=by, at=SENT)
    return SentList.objects.get(pk=sent_list.pk)


def figures_of(sent_list: SentList) -> ListFigures:
    """Records, problems, people named twice and remarks of a list, counted from what was stored."""
    rows = list(sent_list.rows.all())
    found = [problem["sentence"] for row in rows for problem in row.problems]
    found += [problem["sentence"] for problem in sent_list.problems]
    remarks = sum(sentence.partition(".")[0] in REMARKS for sentence in found)
    doubles = sum(any(finding["row"] is not None for finding in row.likeness) for row in rows)
    return ListFigures(sent_list.file.name, len(rows), len(found) - remarks + doubles, doubles, remarks)


def waiting_rows(lists: list[SentList]) -> int:
    """How many rows wait at the intake desk with what is wrong."""
    return sum(row.state != RowState.NOMINATED for sent_list in lists for row in sent_list.rows.all())


def forward_and_accept(*, actors: Mapping[str, Actor]) -> None:
    """Each country's focal point forwards its people, then the host accepts them."""
    for edition in Edition.objects.all():
        proposed = Nomination.objects.filter(edition=edition, sender_state=SenderState.PROPOSED)
        for code in sorted({nomination.country_id for nomination in proposed}):
            own = [nomination for nomination in proposed if nomination.country_id == code]
            country = Country.objects.get(code=code)
            by = actors[f"focal-{code.lower()}"]
            forward_nominations(edition, country=country, nominations=own, by=by, at=FORWARDED)
        confirmed = Nomination.objects.filter(
            edition=edition, sender_state=SenderState.CONFIRMED, host_state=HostState.PENDING
        )
        if confirmed:
            accept_nominations(edition, nominations=list(confirmed), by=actors["manager"], at=ACCEPTED)


def place(edition: Edition, *, manager: Actor) -> PlacementPlan:
    """Plan by the policy `service` and confirm; an edition that is placed already keeps its plan."""
    plan = PlacementPlan.objects.filter(edition=edition, state=PlanState.CONFIRMED).first()
    if plan is not None:
        return plan
    job = start_job("nominations.make_plan", by=manager, at=PLANNED, edition=edition.pk, policy="service")
    run_job(str(job.pk), at=PLANNED)
    draft = PlacementPlan.objects.get(edition=edition, state=PlanState.DRAFT)
    return confirm_plan(draft, by=manager, at=CONFIRMED)


@dataclass(frozen=True)
class Substitution:
    """A seat that changed hands: who left, who came, and how many others were moved by it."""

    left: Holding
    came: Holding
    moved: int


def withdraw_and_substitute(edition: Edition, *, focal_point: Actor, manager: Actor) -> Substitution:
    """The holder of the first seat withdraws, the next in the reserve takes it; counts who else moved."""
    came = Holding.objects.filter(placement__session__edition=edition, in_place_of__isnull=False).first()
    if came is not None and came.in_place_of is not None:
        return Substitution(came.in_place_of, came, 0)
    before = _seats(edition)
    leaving = Holding.objects.filter(placement__session__edition=edition, until__isnull=True).order_by("pk")[0]
    left = withdraw_from_seat(leaving, reason="Transferred to another post", by=focal_point, at=WITHDRAWN)
    came = substitute(left.placement, by=manager, at=WITHDRAWN)
    after = _seats(edition)
    moved = sum(
        after.get(nomination) != seat for nomination, seat in before.items() if nomination != left.nomination_id
    )
    return Substitution(left, came, moved)


def _seats(edition: Edition) -> dict[int, int]:
    held = Holding.objects.filter(placement__session__edition=edition, until__isnull=True)
    return dict(held.values_list("nomination_id", "placement_id"))

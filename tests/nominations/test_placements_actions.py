"""Plans kept and published, people withdrawn and substituted: exact end states, refusals, permissions, triggers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sabaq.network.models import Country
from sabaq.nominations.actions.nominations import EditionTakesNobody
from sabaq.nominations.actions.placements import (
    NobodyToPlace,
    NotADraft,
    NotInReserve,
    NotProven,
    SeatLeft,
    SeatTaken,
    StalePlan,
    confirm_plan,
    keep_plan,
    substitute,
    withdraw_from_seat,
)
from sabaq.nominations.actions.rows import ReasonMissing
from sabaq.nominations.actions.seats import Ground, NoSeatsYet, grant_seats, split_seats
from sabaq.nominations.domain.placements import Candidate, work_out
from sabaq.nominations.models import Holding, Nomination, Placement, PlacementPlan
from sabaq.nominations.queries.placements import case_for, nominees_of, placements_that_wait, reserve_for
from sabaq.nominations.queries.seats import balances, pool_of
from sabaq.people.models import IdentityDocument, Person, PersonName
from sabaq.platform.actors import SYSTEM
from sabaq.platform.audit import history_of, verify_chain
from sabaq.platform.jobs import run_job, start_job
from sabaq.platform.models import AuditEntry, Job
from sabaq.platform.refusals import NotPermitted
from sabaq.programmes.actions import NobodyPlaced, NoSessions, change_capacity

GROUND = Ground("Planned", paper="Letter 1")


@pytest.fixture
def shared(world, at):
    """6 seats: 2 the agency's, 2 that Kyrgyzstan kept for its other agencies, 2 that the edition kept."""
    by = {"by": SYSTEM, "at": at}
    grant_seats(world.edition, seats=6, ground=GROUND, **by)
    country = Country.objects.get(pk="KG")
    split_seats(pool_of(world.edition), to=country, seats=4, ground=GROUND, **by)
    split_seats(pool_of(world.edition, country=country), to=world.agency, seats=2, ground=GROUND, **by)
    return world


@pytest.fixture
def nominate(world, at):
    """`nominate(agency, priority)` gives one more accepted person."""

    def accepted(agency, priority=1, *, languages=(), passport=None, **states):
        person = Person.objects.create()
        PersonName.objects.create(person=person, script="latn", full=f"{agency.key} {priority}")
        if passport:
            IdentityDocument.objects.create(person=person, number=f"P{person.pk}", valid_until=passport)
        return Nomination.objects.create(
            edition=world.edition, person=person, agency=agency, country=agency.country, priority=priority,
            languages=list(languages), nominated_at=at,
            **{"sender_state": "confirmed", "host_state": "accepted", **states},
        )  # fmt: skip

    return accepted


@pytest.fixture
def people(shared, nominate):
    """Six who can be placed beside three who wait or cannot, by short names."""
    return {
        "a1": nominate(shared.agency, 1),
        "a2": nominate(shared.agency, 2, languages=["en"]),
        "a3": nominate(shared.agency, 3),
        "t1": nominate(shared.other_agency, 1),
        "t2": nominate(shared.other_agency, 2, languages=["en", "ru"]),
        "t3": nominate(shared.other_agency, 3, languages=["tg"]),
        "u1": nominate(shared.foreign_agency, 1, passport=date(2026, 5, 9)),
    }


@pytest.fixture
def plan(world, actors, at):
    """`plan("serial")` makes and keeps a plan."""

    def kept(policy="service", *, by=None):
        out = work_out(case_for(world.edition), policy=policy)
        return keep_plan(world.edition, worked_out=out, by=by or actors["manager"], at=at)

    return kept


@pytest.fixture
def published(people, plan, actors, at):
    """The people, with a published plan."""
    confirm_plan(plan(), by=actors["manager"], at=at)
    return people


def outcomes(plan):
    return {str(row.nomination.person): (row.session and row.session.number, row.kind) for row in plan.outcomes.all()}


def seats(edition):
    """Who sits where: (session, seat) → person."""
    current = Holding.objects.filter(placement__session__edition=edition, until=None)
    return {(h.placement.session.number, h.placement.number): str(h.nomination.person) for h in current}


def host_states(people):
    return {name: Nomination.objects.get(pk=row.pk).host_state for name, row in people.items()}


def test_only_people_whom_both_sides_want_are_placed(shared, nominate):
    wanted = [nominate(shared.agency, 1), nominate(shared.agency, 2, host_state="waiting")]
    nominate(shared.agency, 3, host_state="pending")
    nominate(shared.agency, 4, host_state="rejected")
    nominate(shared.agency, 5, sender_state="proposed")
    nominate(shared.agency, 6, sender_state="withdrawn")
    assert [n.nomination for n in nominees_of(shared.edition)] == [row.pk for row in wanted]


def test_the_latest_passport_counts_and_one_without_a_date_is_unknown(shared, nominate):
    first = nominate(shared.agency, 1, passport=date(2026, 1, 1))
    second = nominate(shared.agency, 2, passport=date(2026, 1, 1))
    IdentityDocument.objects.create(person=first.person, number="NEW", valid_until=date(2030, 1, 1))
    IdentityDocument.objects.create(person=second.person, number="UNKNOWN", valid_until=None)
    nominate(shared.agency, 3)
    assert [n.passport_until for n in nominees_of(shared.edition)] == [date(2030, 1, 1), None, None]


def test_a_plan_keeps_its_case_its_proof_and_a_reason_for_everybody(world, people, plan, at):
    kept = plan()
    assert outcomes(kept) == {
        "agency 1": (1, "first_choice"),
        "agency 2": (2, "first_choice"),
        "agency 3": (None, "agency_full"),
        "tax 1": (1, "first_choice"),
        "tax 2": (2, "later_choice_session_full"),
        "tax 3": (None, "ineligible_rules"),
        "uz-agency 1": (1, "first_choice"),
    }
    assert kept.outcomes.get(nomination=people["t2"]).params == {
        "session": world.second.pk, "wanted": world.first.pk, "rank": 2, "seats": 3, "first_by": "priority",
        "last_priority": 1, "last_rank": 1, "own_priority": 2, "own_rank": 1,
    }  # fmt: skip
    assert kept.instance == case_for(world.edition).as_json()
    assert (kept.state, kept.policy, kept.made_at) == ("draft", "service", at)
    entry = history_of(kept, mentions=True)[0]
    assert (entry.verb, entry.facts) == (
        "nominations.keep_plan", {"policy": "service", "people": 7, "placed": 5},
    )  # fmt: skip
    assert Holding.objects.count() == 0


def test_a_new_plan_replaces_the_draft(people, plan, world):
    first, second = plan("service"), plan("serial")
    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "draft")
    assert [row["policy"] for row in second.comparison["policies"]] == ["service", "serial", "priority"]


def test_a_result_that_proves_nothing_is_not_kept(people, world, actors, at):
    true = work_out(case_for(world.edition), policy="service")
    claimed = replace(true, result=replace(true.result, explanations=true.result.explanations[::-1]))
    with pytest.raises(NotProven):
        keep_plan(world.edition, worked_out=claimed, by=actors["manager"], at=at)
    assert PlacementPlan.objects.count() == 0


def test_nothing_to_plan_is_refused_by_its_name(world, nominate, plan):
    with pytest.raises(NobodyToPlace):
        plan()
    nominate(world.agency)
    with pytest.raises(NoSeatsYet):
        plan()
    world.edition.sessions.all().delete()
    with pytest.raises(NoSessions):
        plan()


def test_an_ended_edition_is_not_planned_and_nobody_leaves_it(published, world, plan, actors, at):
    world.edition.state = "ended"
    world.edition.save()
    with pytest.raises(EditionTakesNobody):
        plan()
    with pytest.raises(EditionTakesNobody):
        withdraw_from_seat(Holding.objects.first(), reason="Ill", by=actors["manager"], at=at)


def test_publishing_gives_the_seats_and_settles_the_edition(people, plan, world, actors, at):
    kept = confirm_plan(plan(), by=actors["manager"], at=at)
    assert seats(world.edition) == {
        (1, 1): "agency 1", (1, 2): "tax 1", (1, 3): "uz-agency 1", (2, 1): "agency 2", (2, 2): "tax 2",
    }  # fmt: skip
    assert host_states(people) == {
        "a1": "accepted", "a2": "accepted", "a3": "waiting", "t1": "accepted", "t2": "accepted", "t3": "waiting",
        "u1": "accepted",
    }  # fmt: skip
    world.edition.refresh_from_db()
    assert (kept.state, kept.confirmed_at, world.edition.state) == ("confirmed", at, "placed")
    held = {str(p.institution or p.country or "edition"): b.held for p, b in balances(world.edition).items()}
    assert held == {"edition": 1, "Kyrgyzstan": 2, "Civil Service Agency": 2}
    entry = AuditEntry.objects.get(verb="nominations.confirm_plan")
    assert entry.facts == {"policy": "service", "seated": 5, "people": 7}
    assert history_of(people["a1"], mentions=True)[0] == entry
    assert verify_chain().verified


@pytest.mark.parametrize(
    "change",
    [
        lambda w, p, at: change_capacity(w.first, capacity=9, reason="Larger room", by=SYSTEM, at=at),
        lambda w, p, at: grant_seats(w.edition, seats=1, ground=GROUND, by=SYSTEM, at=at),
        lambda w, p, at: Nomination.objects.filter(pk=p["a1"].pk).update(sender_state="withdrawn"),
        lambda w, p, at: Nomination.objects.filter(pk=p["a1"].pk).update(priority=9),
        lambda w, p, at: IdentityDocument.objects.update(valid_until=date(2026, 1, 1)),
    ],
    ids=["room", "seats", "withdrawal", "order", "passport"],
)
def test_a_plan_that_is_not_true_any_more_is_refused(people, plan, world, actors, at, change):
    kept = plan()
    change(world, people, at)
    with pytest.raises(StalePlan) as refused:
        confirm_plan(kept, by=actors["manager"], at=at)
    assert str(refused.value) == "People, seats or rooms have changed since this plan was made. Make it again."
    assert (Holding.objects.count(), PlacementPlan.objects.get(pk=kept.pk).state) == (0, "draft")


def test_a_plan_is_published_once_and_one_that_places_nobody_never(world, shared, nominate, plan, actors, at):
    nominate(world.agency, languages=["tg"])
    with pytest.raises(NobodyPlaced):
        confirm_plan(plan(), by=actors["manager"], at=at)
    nominate(world.agency, 2)
    kept = confirm_plan(plan(), by=actors["manager"], at=at)
    with pytest.raises(NotADraft):
        confirm_plan(kept, by=actors["manager"], at=at)


def test_a_second_plan_leaves_everybody_where_they_sit(published, world, nominate, plan, actors, at):
    before = seats(world.edition)
    since = dict(Holding.objects.values_list("pk", "since"))
    grant_seats(world.edition, seats=3, ground=GROUND, by=SYSTEM, at=at)
    change_capacity(world.second, capacity=4, reason="Larger room", by=SYSTEM, at=at)
    nominate(world.foreign_agency, 2)
    later = at + timedelta(days=1)
    second = confirm_plan(plan(), by=actors["manager"], at=later)
    assert seats(world.edition) == {**before, (2, 3): "uz-agency 2"}
    assert {h.pk: h.since for h in Holding.objects.exclude(since=later)} == since
    assert list(world.edition.plans.values_list("state", flat=True)) == ["confirmed", "superseded"]
    assert outcomes(second)["tax 2"] == (2, "kept")


def test_priority_may_move_a_holder_to_a_session_they_prefer(world, nominate, plan, actors, at):
    grant_seats(world.edition, seats=9, ground=GROUND, by=SYSTEM, at=at)
    last = [nominate(world.agency, priority) for priority in (1, 2, 3, 4)][-1]
    confirm_plan(plan("priority"), by=actors["manager"], at=at)
    assert seats(world.edition)[2, 1] == "agency 4"
    change_capacity(world.first, capacity=4, reason="Larger room", by=SYSTEM, at=at)
    later = at + timedelta(days=1)
    confirm_plan(plan("priority"), by=actors["manager"], at=later)
    assert seats(world.edition) == {(1, n): f"agency {n}" for n in (1, 2, 3, 4)}
    left, now = last.holdings.order_by("pk")
    assert (left.until, left.end_reason, now.until) == (later, "Moved to another session by a new plan", None)


def test_withdrawing_frees_the_seat_and_says_why(published, world, actors, at):
    holding = published["a1"].holdings.get()
    withdraw_from_seat(holding, reason=" Ill ", by=actors["officer"], at=at)
    holding.refresh_from_db()
    published["a1"].refresh_from_db()
    assert (holding.until, holding.end_reason, published["a1"].sender_state) == (at, "Ill", "withdrawn")
    entry = history_of(published["a1"])[0]
    assert (entry.verb, entry.facts, entry.word("reason")) == (
        "nominations.withdraw_from_seat", {"session": 1, "country": "KG"}, "Ill",
    )  # fmt: skip
    with pytest.raises(SeatLeft):
        withdraw_from_seat(holding, reason="Ill", by=actors["officer"], at=at)
    with pytest.raises(ReasonMissing):
        withdraw_from_seat(published["a2"].holdings.get(), reason=" ", by=actors["officer"], at=at)


def test_the_first_in_the_reserve_takes_the_seat_and_nobody_else_moves(published, world, actors, at):
    left = withdraw_from_seat(published["a1"].holdings.get(), reason="Ill", by=actors["manager"], at=at)
    before = seats(world.edition)
    agency_pool = pool_of(world.edition, agency=world.agency).pk
    country_pool = pool_of(world.edition, country=Country.objects.get(pk="KG")).pk
    assert reserve_for(left.placement) == [
        Candidate(published["a3"].pk, "same_agency", 3, agency_pool),
        Candidate(published["t3"].pk, "other_pool", 3, country_pool, ("language", "no_seat")),
    ]
    holding = substitute(left.placement, by=actors["manager"], at=at)
    assert seats(world.edition) == {**before, (1, 1): "agency 3"}
    assert (holding.in_place_of, holding.pool_id, holding.since) == (left, agency_pool, at)
    assert host_states(published)["a3"] == "accepted"
    entry = history_of(published["a3"])[0]
    assert entry.facts == {"session": 1, "reserve": 1, "why": "same_agency"}
    with pytest.raises(SeatTaken):
        substitute(left.placement, by=actors["manager"], at=at)


def test_somebody_named_must_be_in_the_reserve(published, world, nominate, actors, at):
    left = withdraw_from_seat(published["u1"].holdings.get(), reason="Ill", by=actors["manager"], at=at)
    for name in ("t3", "a3", "a2", "u1"):
        with pytest.raises(NotInReserve) as refused:
            substitute(left.placement, nomination=published[name], by=actors["manager"], at=at)
    assert str(refused.value) == (
        "Nobody in the reserve may take this seat. Ask the countries for more people, or leave it free."
    )
    second, third = (nominate(world.foreign_agency, n, host_state="waiting") for n in (2, 3))
    with pytest.raises(NotInReserve) as refused:
        substitute(left.placement, nomination=published["t3"], by=actors["manager"], at=at)
    assert str(refused.value).startswith("This person may not take the seat.")
    holding = substitute(left.placement, nomination=third, by=actors["manager"], at=at)
    assert (holding.nomination, history_of(third)[0].facts["reserve"]) == (third, 2)
    assert Nomination.objects.get(pk=second.pk).host_state == "waiting"


def test_the_manager_of_the_host_places_and_nobody_else(people, plan, actors, at):
    kept = plan()
    for role in ("secretary", "focal_point", "officer", "participant", "nobody"):
        with pytest.raises(NotPermitted):
            plan(by=actors[role])
        with pytest.raises(NotPermitted):
            confirm_plan(kept, by=actors[role], at=at)
    confirm_plan(kept, by=actors["system"], at=at)
    left = withdraw_from_seat(people["a1"].holdings.get(), reason="Ill", by=actors["focal_point"], at=at)
    for role in ("secretary", "focal_point", "officer", "participant", "nobody"):
        with pytest.raises(NotPermitted):
            substitute(left.placement, by=actors[role], at=at)


def test_the_senders_side_and_the_host_withdraw_and_nobody_else(published, actors, at):
    holding = published["t1"].holdings.get()
    for role in ("secretary", "foreign_focal_point", "officer", "participant", "nobody"):
        with pytest.raises(NotPermitted):
            withdraw_from_seat(holding, reason="Ill", by=actors[role], at=at)
    withdraw_from_seat(holding, reason="Ill", by=actors["manager"], at=at)


def raw(model, **values):
    """Insert past every action."""
    with transaction.atomic():
        return model.objects.create(**values)


def test_the_database_refuses_a_seat_beyond_the_room(published, world, at):
    with pytest.raises(IntegrityError, match="over_capacity"):
        raw(Placement, session=world.first, number=4)


def test_the_database_refuses_a_second_holder_and_a_second_seat(published, world, nominate, at):
    pool = pool_of(world.edition)
    taken = published["u1"].holdings.get().placement
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        raw(Holding, placement=taken, nomination=nominate(world.foreign_agency, 2), pool=pool, since=at)
    change_capacity(world.first, capacity=4, reason="Larger room", by=SYSTEM, at=at)
    free = raw(Placement, session=world.first, number=4)
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        raw(Holding, placement=free, nomination=published["u1"], pool=pool, since=at)


def test_the_database_refuses_a_holder_without_a_seat_in_the_pool(published, world, at):
    change_capacity(world.first, capacity=4, reason="Larger room", by=SYSTEM, at=at)
    free = raw(Placement, session=world.first, number=4)
    pool = pool_of(world.edition, agency=world.agency)
    with pytest.raises(IntegrityError, match="over_issue"):
        raw(Holding, placement=free, nomination=published["a3"], pool=pool, since=at)


def test_the_job_makes_the_plan_and_ends_with_the_refusals_sentence(people, world, accounts, actors, at):
    def run(policy):
        job = start_job("nominations.make_plan", by=actors["manager"], at=at, edition=world.edition.pk, policy=policy)
        run_job(str(job.pk))
        return Job.objects.get(pk=job.pk)

    # Mandates are read anew when the job runs, by the real clock.
    assert timezone.now() > at
    assert run("service").result_url == "/editions/short-kg/placement/"
    assert world.edition.plans.get().policy == "service"
    change_capacity(world.first, capacity=1, reason="Smaller room", by=SYSTEM, at=at)
    refused = run("priority")
    assert (refused.state, refused.refusal.split(".")[0]) == (
        "refused",
        "Seats of agencies and rooms of sessions both run out and lie across each other, so the agencies’ orders alone "
        "cannot decide",
    )


def test_the_desk_says_what_waits_for_whom(people, plan, world, actors, at):
    def desk(role):
        found = placements_that_wait(actors[role], date(2026, 3, 2))
        return [(str(item.sentence), str(item.button), item.due) for item in found]

    starts = world.edition.starts
    assert desk("manager") == [("7 people are accepted for 6 seats: Kyrgyz edition.", "Make a plan", starts)]
    kept = plan()
    assert desk("manager") == [
        ("The plan gives 5 people a seat and waits to be published: Kyrgyz edition.", "Check and publish", starts)
    ]
    confirm_plan(kept, by=actors["manager"], at=at)
    assert desk("manager") == []
    for name in ("a1", "t1"):
        withdraw_from_seat(
            people[name].holdings.get(), reason="Ill", by=actors["officer" if name == "a1" else "system"], at=at
        )
    assert desk("manager") == [
        ("2 seats are free since their holders withdrew: Kyrgyz edition.", "Find substitutes", starts)
    ]
    assert desk("focal_point") == [
        ("2 people of yours withdrew and their seats are free: Kyrgyz edition.", "See the placement", starts)
    ]
    assert [desk(role) for role in ("foreign_focal_point", "officer", "secretary", "participant")] == [[], [], [], []]

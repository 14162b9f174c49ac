"""Granting, amending, splitting and giving back: exact balances, refusals with their numbers, and who may."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from sabaq.network.models import Country
from sabaq.nominations.actions.seats import (
    Ground,
    NoSeatsYet,
    NotGrounded,
    NothingToRecord,
    OverIssue,
    WrongPool,
    amend_seats,
    give_back_seats,
    grant_seats,
    split_seats,
)
from sabaq.nominations.models import SeatEntry, SeatPool
from sabaq.nominations.queries.seats import balance_of, balances, has_seats, pool_for, pool_of
from sabaq.platform.actors import SYSTEM
from sabaq.platform.audit import history_of, verify_chain
from sabaq.platform.refusals import NotPermitted
from sabaq.programmes.actions import refusing

GROUND = Ground(reason="Originally planned", paper="Report of 5 September 2025")


@pytest.fixture
def kyrgyzstan(world):
    return Country.objects.get(pk="KG")


@pytest.fixture
def grant(world, at):
    """`grant(500)` gives the edition seats."""
    return lambda seats: grant_seats(world.edition, seats=seats, ground=GROUND, by=SYSTEM, at=at)


@pytest.fixture
def split(world, at):
    """`split(country_or_agency, 20)` shares out seats of the edition, or of a pool given as `source`."""

    def shared(to, seats, *, source=None, by=SYSTEM, ground=GROUND):
        return split_seats(source or pool_of(world.edition), to=to, seats=seats, ground=ground, by=by, at=at)

    return shared


def seats_by_owner(edition):
    return {
        str(pool.institution or pool.country or "edition"): balance.seats for pool, balance in balances(edition).items()
    }


def test_a_grant_is_one_entry_with_its_paper_and_its_place_in_the_history(world, actors, at):
    entry = grant_seats(
        world.edition, seats=50, ground=Ground("Planned", "Letter 1", world.commitment), by=actors["manager"], at=at
    )
    kept = SeatEntry.objects.values("kind", "source", "seats", "day", "reason", "paper", "commitment").get()
    assert kept == {
        "kind": "grant", "source": None, "seats": 50, "day": date(2026, 3, 2), "reason": "Planned",
        "paper": "Letter 1", "commitment": world.commitment.pk,
    }  # fmt: skip
    audit = history_of(world.edition).get()
    assert (audit.verb, audit.word("reason")) == ("nominations.grant_seats", "Planned")
    assert audit.facts == {
        "entry": entry.pk, "seats": 50, "day": "2026-03-02", "from": None, "to": entry.target_id,
    }  # fmt: skip
    assert history_of(entry, mentions=True).get() == audit
    assert verify_chain().verified


def test_an_amendment_records_the_difference_both_ways(world, grant, at):
    grant(50)
    raised = amend_seats(world.edition, new_total=500, ground=GROUND, by=SYSTEM, at=at)
    lowered = amend_seats(world.edition, new_total=480, ground=GROUND, by=SYSTEM, at=at)
    assert (raised.seats, raised.source, lowered.seats, lowered.target) == (450, None, 20, None)
    assert seats_by_owner(world.edition) == {"edition": 480}
    with pytest.raises(NothingToRecord):
        amend_seats(world.edition, new_total=480, ground=GROUND, by=SYSTEM, at=at)


def test_an_amendment_never_takes_back_what_was_shared_out(world, grant, split, kyrgyzstan, at):
    grant(50)
    split(kyrgyzstan, 40)
    with pytest.raises(OverIssue, match="Only 10 of 10 seats are free; 20 were asked for"):
        amend_seats(world.edition, new_total=30, ground=GROUND, by=SYSTEM, at=at)
    assert seats_by_owner(world.edition) == {"edition": 10, "Kyrgyzstan": 40}


def test_nothing_can_be_amended_before_the_first_grant(world, at):
    with pytest.raises(NoSeatsYet):
        amend_seats(world.edition, new_total=5, ground=GROUND, by=SYSTEM, at=at)
    assert not has_seats(world.edition)


def test_seats_go_down_to_an_agency_and_back_the_same_way(world, grant, split, kyrgyzstan, at):
    grant(500)
    split(kyrgyzstan, 120)
    split(world.agency, 30, source=pool_of(world.edition, country=kyrgyzstan))
    split(world.foreign_agency, 7)
    assert seats_by_owner(world.edition) == {
        "edition": 373, "Kyrgyzstan": 90, "Civil Service Agency": 30, "Ministry of Justice": 7,
    }  # fmt: skip
    for agency, seats in [(world.agency, 10), (world.foreign_agency, 7)]:
        give_back_seats(pool_of(world.edition, agency=agency), seats=seats, ground=GROUND, by=SYSTEM, at=at)
    give_back_seats(pool_of(world.edition, country=kyrgyzstan), seats=100, ground=GROUND, by=SYSTEM, at=at)
    assert seats_by_owner(world.edition) == {
        "edition": 480, "Kyrgyzstan": 0, "Civil Service Agency": 20, "Ministry of Justice": 0,
    }  # fmt: skip
    assert list(SeatEntry.objects.values_list("kind", flat=True)) == ["grant", *["split"] * 3, *["give_back"] * 3]


def test_over_issue_is_refused_with_all_three_numbers_and_changes_nothing(world, grant, split, kyrgyzstan):
    grant(500)
    split(kyrgyzstan, 480)
    with pytest.raises(OverIssue) as refused:
        split(world.foreign_agency, 21)
    assert refused.value.why == "Only 20 of 20 seats are free; 21 were asked for."
    assert refused.value.facts == {"free": 20, "seats": 20, "asked": 21}
    assert seats_by_owner(world.edition) == {"edition": 20, "Kyrgyzstan": 480}
    assert not SeatPool.objects.filter(institution=world.foreign_agency).exists()
    assert str(OverIssue.of(21, free=20, seats=500)) == (
        "Only 20 of 500 seats are free; 21 were asked for. Ask for fewer seats, or have more granted first."
    )


def test_a_pool_without_entries_refuses_like_any_other(world, split, kyrgyzstan):
    with pytest.raises(OverIssue, match="Only 0 of 0 seats are free; 1 were asked for"):
        split(kyrgyzstan, 1)


def test_a_pool_that_somebody_made_meanwhile_is_the_same_pool(world, grant, kyrgyzstan, at):
    drawn = pool_of(world.edition)
    grant(5)
    split_seats(drawn, to=kyrgyzstan, seats=2, ground=GROUND, by=SYSTEM, at=at)
    assert seats_by_owner(world.edition) == {"edition": 3, "Kyrgyzstan": 2}


def test_an_entry_holds_no_name_that_could_not_be_erased(world, actors, at):
    entry = grant_seats(world.edition, seats=5, ground=GROUND, by=actors["manager"], at=at)
    assert "Man Ager" not in str(SeatEntry.objects.values().get())
    assert history_of(entry, mentions=True).get().word("actor") == "Man Ager"


def test_the_database_refuses_over_issue_by_itself(world, grant, kyrgyzstan, at):
    pool = grant(5).target
    other = SeatPool.objects.create(edition=world.edition, country=kyrgyzstan, parent=pool)
    row = {
        "edition": world.edition, "kind": "split", "source": pool, "target": other, "day": at.date(),
        "entered_at": at, "reason": "raw",
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="over_issue"), transaction.atomic():
        SeatEntry.objects.create(seats=6, **row)
    named = OverIssue.of(6, free=5, seats=5)
    with pytest.raises(OverIssue, match="Only 5 of 5 seats are free; 6 were asked for"), refusing("over_issue", named):
        SeatEntry.objects.create(seats=6, **row)
    entry = SeatEntry.objects.create(seats=5, **row)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        SeatEntry.objects.filter(pk=entry.pk).update(seats=1)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        entry.delete()
    assert balance_of(pool).free == 0


def test_an_unknown_refusal_of_the_database_stays_what_it_is(world, at):
    pool = SeatPool.objects.create(edition=world.edition)
    row = {"edition": world.edition, "kind": "grant", "target": pool, "day": at.date(), "entered_at": at}
    named = OverIssue.of(0, free=0, seats=0)
    with pytest.raises(IntegrityError, match="seat_entry_moves_seats"), refusing("over_issue", named):
        SeatEntry.objects.create(seats=0, **row)


def test_seats_stay_within_their_branch(world, grant, split, kyrgyzstan, at):
    grant(50)
    split(kyrgyzstan, 20)
    of_country = pool_of(world.edition, country=kyrgyzstan)
    split(world.agency, 5, source=of_country)
    wrong = [
        (Country.objects.get(pk="UZ"), of_country, "A country shares its seats with its own agencies only."),
        (world.foreign_agency, of_country, "Ministry of Justice does not belong to this country."),
        (world.agency, None, "Civil Service Agency has its seats from elsewhere already."),
        (
            world.other_agency,
            pool_of(world.edition, agency=world.agency),
            "An agency's seats are not shared out further.",
        ),
    ]
    for to, source, why in wrong:
        with pytest.raises(WrongPool) as refused:
            split(to, 1, source=source)
        assert refused.value.why == why
    with pytest.raises(WrongPool):
        give_back_seats(pool_of(world.edition), seats=1, ground=GROUND, by=SYSTEM, at=at)
    assert SeatEntry.objects.count() == 3


@pytest.mark.parametrize(
    ("ground", "why"),
    [
        (Ground(reason=" ", paper="Letter"), "The reason is missing."),
        (Ground(reason="Planned"), "The paper that the entry rests on is missing."),
        (Ground(reason="Planned", paper="Letter", day=date(2026, 3, 3)), "The day is in the future."),
    ],
)
def test_a_grant_needs_reason_paper_and_a_day_that_came(world, at, ground, why):
    with pytest.raises(NotGrounded) as refused:
        grant_seats(world.edition, seats=5, ground=ground, by=SYSTEM, at=at)
    assert refused.value.why == why
    with pytest.raises(NothingToRecord):
        grant_seats(world.edition, seats=0, ground=GROUND, by=SYSTEM, at=at)


def test_no_day_ever_shows_a_balance_below_zero(world, grant, split, kyrgyzstan, at):
    grant(50)
    early = Ground("Early", day=at.date() - timedelta(days=1))
    with pytest.raises(NotGrounded, match="A later entry already moved these seats"):
        split(kyrgyzstan, 5, ground=early)


WHO_MAY_GRANT = {"manager", "system"}


@pytest.mark.parametrize(
    "role",
    ["manager", "secretary", "focal_point", "foreign_focal_point", "officer", "participant", "nobody", "system"],
)
def test_who_may_grant_and_share_out(world, actors, at, role):
    def attempted(act):
        try:
            with transaction.atomic():
                act()
        except NotPermitted:
            return False
        return True

    by = actors[role]
    country = Country.objects.get(pk="KG")
    assert attempted(lambda: grant_seats(world.edition, seats=9, ground=GROUND, by=by, at=at)) == (
        role in WHO_MAY_GRANT
    )
    grant_seats(world.edition, seats=40, ground=GROUND, by=SYSTEM, at=at)
    edition_pool = pool_of(world.edition)
    split = {"ground": GROUND, "by": by, "at": at}
    assert attempted(lambda: split_seats(edition_pool, to=country, seats=9, **split)) == (role in WHO_MAY_GRANT)
    split_seats(edition_pool, to=country, seats=9, ground=GROUND, by=SYSTEM, at=at)
    of_country = pool_of(world.edition, country=country)
    may = attempted(lambda: split_seats(of_country, to=world.agency, seats=2, **split))
    assert may == (role in {"focal_point", "system"})
    split_seats(of_country, to=world.agency, seats=2, ground=GROUND, by=SYSTEM, at=at)
    of_agency = pool_of(world.edition, agency=world.agency)
    may = attempted(lambda: give_back_seats(of_agency, seats=1, **split))
    assert may == (role in {"officer", "focal_point", "system"})


def test_the_secretariat_shares_out_what_the_network_runs(world, actors, at, grant, kyrgyzstan):
    grant(10)
    by = actors["secretary"]
    with pytest.raises(NotPermitted):
        split_seats(pool_of(world.edition), to=kyrgyzstan, seats=1, ground=GROUND, by=by, at=at)
    world.edition.network = world.network
    world.edition.save()
    split_seats(pool_of(world.edition), to=kyrgyzstan, seats=4, ground=GROUND, by=by, at=at)
    assert seats_by_owner(world.edition) == {"edition": 6, "Kyrgyzstan": 4}


def test_the_pool_that_serves_an_agency(world, grant, split, kyrgyzstan):
    assert pool_for(world.edition, world.agency) is None
    of_edition = grant(50).target
    assert pool_for(world.edition, world.agency) == of_edition
    of_country = split(kyrgyzstan, 20).target
    assert pool_for(world.edition, world.agency) == of_country
    of_agency = split(world.agency, 5, source=of_country).target
    assert [pool_for(world.edition, agency) for agency in (world.agency, world.other_agency, world.foreign_agency)] == [
        of_agency,
        of_country,
        of_edition,
    ]

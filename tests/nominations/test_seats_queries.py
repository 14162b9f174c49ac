"""What the ledger puts on a Desk: seats that wait for a name, until nominations close."""

from __future__ import annotations

from datetime import date

import pytest

from sabaq.nominations.actions.seats import Ground, grant_seats, split_seats
from sabaq.nominations.models import Nomination
from sabaq.nominations.queries.seats import pool_of, seats_to_name
from sabaq.people.models import Person

GROUND = Ground(reason="Share", paper="Letter 1")
TODAY = date(2026, 3, 2)


@pytest.fixture
def shared(world, actors, at):
    """Five seats for Kyrgyzstan, two of them for the agency."""
    grant_seats(world.edition, seats=5, ground=GROUND, by=actors["manager"], at=at)
    country = world.agency.country
    split_seats(pool_of(world.edition), to=country, seats=5, ground=GROUND, by=actors["manager"], at=at)
    kyrgyz = pool_of(world.edition, country=country)
    split_seats(kyrgyz, to=world.agency, seats=2, ground=GROUND, by=actors["focal_point"], at=at)
    return world


def named(world, at):
    """One person named by the agency."""
    return Nomination.objects.create(
        edition=world.edition, person=Person.objects.create(), agency=world.agency, country_id="KG", priority=1,
        nominated_at=at,
    )  # fmt: skip


def test_each_sender_is_told_of_the_own_seats_without_a_name(shared, actors, at):
    named(shared, at)
    told = {who: [str(line.sentence) for line in seats_to_name(actors[who], TODAY)] for who in actors}
    assert told == {
        "focal_point": ["1 of 5 people are named for Kyrgyz edition."],
        "officer": ["1 of 2 people are named for Kyrgyz edition."],
        **{who: [] for who in actors if who not in {"focal_point", "officer"}},
    }
    line = seats_to_name(actors["officer"], TODAY)[0]
    assert (line.url, line.due) == ("/editions/short-kg/lists/", shared.edition.nominations_close)


def test_nothing_is_said_once_all_have_names_or_nominations_are_closed(shared, actors, at):
    assert seats_to_name(actors["officer"], date(2026, 3, 13)) == []
    named(shared, at)
    named(shared, at)
    assert seats_to_name(actors["officer"], TODAY) == []


def test_the_queries_do_not_grow_with_people(shared, actors, at, django_assert_max_num_queries):
    for _ in range(6):
        named(shared, at)
    with django_assert_max_num_queries(4):
        seats_to_name(actors["focal_point"], TODAY)

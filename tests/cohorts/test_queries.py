"""Who sees whom, who was trained, and what waits on the Desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sabaq.cohorts import actions, queries
from sabaq.cohorts.models import Participation
from sabaq.credentials.actions import revoke_certificate
from sabaq.credentials.models import Certificate

from .conftest import FIRST_DAY, LAST_DAY, certify, nominate, reissue, seat


@pytest.mark.parametrize(
    ("role", "letters"),
    [
        ("manager", "abcd"),
        ("focal_point", "abc"),
        ("foreign_focal_point", "d"),
        ("officer", "ac"),
        ("participant", "a"),
        ("secretary", ""),
        ("nobody", ""),
        ("system", "abcd"),
    ],
)
def test_everybody_sees_only_their_own(people, actors, role, letters):
    seen = set(queries.visible_to(actors[role]))
    assert seen == {people[letter] for letter in letters}


def test_people_trained_are_counted_once_and_by_valid_certificates(certified, people, world, actors):
    commitments = [world.commitment]
    assert queries.people_trained(commitments) == {world.commitment.pk: 1}
    second = certify(people["b"], by=actors["manager"], at=LAST_DAY + timedelta(days=2))
    growth = [(date(2026, 5, 8), 1), (date(2026, 5, 10), 2)]
    assert queries.people_trained_growth(commitments) == {world.commitment.pk: growth}
    Participation.objects.filter(pk=people["b"].pk).update(person=people["a"].person)
    assert queries.people_trained(commitments) == {world.commitment.pk: 1}
    assert [edition.trained for edition in queries.trained_by_edition(world.commitment)] == [1]
    Participation.objects.filter(pk=people["b"].pk).update(person=people["b"].person)
    Certificate.objects.filter(pk=second.pk).update(is_trial=True)
    assert queries.people_trained(commitments) == {world.commitment.pk: 1}
    revoke_certificate(certified, reason="x", by=actors["manager"], at=LAST_DAY)
    assert queries.people_trained(commitments) == {world.commitment.pk: 0}
    assert list(queries.evidence_of(world.commitment)) == []


def test_a_replaced_certificate_still_counts_by_its_successor(certified, people, world, actors):
    reissue(people["a"], by=actors["manager"], at=LAST_DAY)
    assert queries.people_trained([world.commitment]) == {world.commitment.pk: 1}


def test_seats_behind_the_list(people, nominations, world, actors):
    assert queries.seats_behind(world.edition) == 0
    seat(nominate(world, "e"), world.first, 3)
    assert queries.seats_behind(world.edition) == 2
    actions.open_course(world.edition, by=actors["manager"], at=FIRST_DAY)
    assert queries.seats_behind(world.edition) == 0


def test_the_desk_asks_to_settle_and_then_to_issue(mark, world, actors):
    after = date(2026, 5, 9)
    mark(a="11111")
    assert [item.sentence for item in queries.sessions_that_wait(actors["manager"], after)] == [
        "Session 1 of “Kyrgyz edition” is over. Settle who has completed it."
    ]
    actions.close_session(world.first, by=actors["manager"], at=LAST_DAY)
    items = queries.sessions_that_wait(actors["manager"], after)
    assert [(i.sentence, i.button, i.url) for i in items] == [
        ("1 certificate can be issued: Kyrgyz edition.", "Issue 1 certificate", "/editions/short-kg/attendance/")
    ]
    assert queries.sessions_that_wait(actors["manager"], date(2026, 5, 6)) == []
    for role in ("secretary", "focal_point", "officer", "participant", "nobody"):
        assert queries.sessions_that_wait(actors[role], after) == []


def test_the_stand_of_a_session(closed, world):
    first, second = queries.session_stands(world.edition)
    assert (first.people, first.completed, first.not_completed, first.certified, first.to_certify) == (3, 2, 1, 0, 2)
    assert (first.open, first.marked_until, first.may_close(date(2026, 5, 9))) == (0, date(2026, 5, 8), False)
    assert (second.people, second.open, second.may_close(date(2026, 6, 1))) == (1, 1, False)


def test_a_revoked_certificate_is_neither_counted_nor_waits_for_the_next_batch(certified, closed, world, actors):
    first = queries.session_stands(world.edition)[0]
    assert (first.completed, first.certified, first.to_certify) == (2, 1, 1)
    revoke_certificate(certified, reason="x", by=actors["manager"], at=LAST_DAY)
    first = queries.session_stands(world.edition)[0]
    assert (first.completed, first.certified, first.to_certify) == (2, 0, 1)

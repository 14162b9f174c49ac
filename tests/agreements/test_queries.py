"""The register of indicators, and what waits on the secretariat's Desk."""

import pytest

from sabaq.agreements import actions, queries
from sabaq.agreements.models import Commitment
from sabaq.platform.actors import NOBODY, SYSTEM
from sabaq.platform.desk import waiting_items

from .conftest import approve_all


def register(name, calls):
    def count(commitments):
        calls.append([commitment.pk for commitment in commitments])
        return {commitment.pk: 7 for commitment in commitments}

    queries.register_indicator(name, "articles printed", count, lambda commitment: f"/articles/{commitment.key}/")


def test_an_indicator_counts_many_commitments_in_one_call(indicators, in_force, world, at):
    calls = []
    register("articles", calls)
    rows = [
        actions.record_commitment(
            in_force.agreement, key=f"c{n}", what={"en": "X"}, debtor=world.host, indicator="articles",
            verifiable=n != 2, by=SYSTEM, at=at,
        )
        for n in range(3)
    ]  # fmt: skip
    assert queries.counts_of(rows) == {rows[0].pk: 7, rows[1].pk: 7}
    assert calls == [[rows[0].pk, rows[1].pk]]
    assert queries.indicator_called("articles").evidence_url(rows[0]) == "/articles/c0/"


def test_an_indicator_nobody_registered_counts_nothing(world):
    Commitment.objects.update(indicator="wishes_granted")
    assert queries.counts_of(Commitment.objects.all()) == {}


def test_a_name_is_registered_once(indicators):
    register("articles", [])
    with pytest.raises(ValueError, match="articles"):
        register("articles", [])


def test_the_desk_says_when_all_parties_have_approved(draft, actors, at):
    assert queries.versions_ready(actors["secretary"], at.date()) == []
    approve_all(draft, at=at)
    (item,) = queries.versions_ready(actors["secretary"], at.date())
    assert (item.sentence, item.url) == (
        "All parties have approved version 1 of “Accord”.",
        "/agreements/accord/1/force/",
    )
    assert [queries.versions_ready(actor, at.date()) for actor in (actors["manager"], NOBODY)] == [[], []]
    assert item in waiting_items(actors["secretary"], at.date())

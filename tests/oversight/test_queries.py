"""Every number of the board comes from records, in a fixed number of queries."""

from datetime import date

from sabaq.agreements.models import Commitment
from sabaq.agreements.queries import counts_of
from sabaq.oversight import queries
from sabaq.platform.actors import NOBODY

ON = date(2026, 6, 1)


def board(**given):
    return {
        row.commitment.key: (row.delivered, row.target.value if row.target else None, row.status.value, row.is_overdue)
        for row in queries.promises(on=ON, **given)
    }


def test_without_records_nothing_is_delivered(promised):
    assert board() == {
        "practices": (None, None, "no_evidence", False),
        "seats": (0, 10, "not_started", False),
        "training": (0, 2, "not_started", True),
    }


def test_counts_come_from_the_ledger_and_the_courses(promised, ledger, trained):
    assert board() == {
        "practices": (None, None, "no_evidence", False),
        "seats": (4, 10, "limited", False),
        "training": (1, 2, "substantial", True),
    }


def test_an_entry_without_a_commitment_counts_for_that_of_its_edition(promised, world, at):
    from sabaq.nominations.models import SeatEntry, SeatPool

    pool = SeatPool.objects.create(edition=world.edition)
    SeatEntry.objects.create(
        edition=world.edition, kind="grant", target=pool, seats=3, day=ON, entered_at=at, reason="L"
    )
    Commitment.objects.filter(key="training").update(indicator="seats_secured")
    assert counts_of(Commitment.objects.all()) == {promised.training.pk: 3, promised.seats.pk: 0}


def test_only_what_comes_on_top_of_the_baseline_counts(promised, ledger):
    Commitment.objects.filter(key="seats").update(baseline=3)
    (row,) = [row for row in queries.promises(on=ON) if row.commitment.key == "seats"]
    assert (row.delivered, row.line.delivered[-1]) == (1, 1)


def test_what_cannot_be_verified_has_no_evidence(promised, ledger):
    Commitment.objects.filter(key="seats").update(verifiable=False)
    assert board()["seats"] == (None, 10, "no_evidence", False)


def test_the_line_and_the_number_agree(promised, ledger):
    seats = queries.promise_called("seats", on=ON)
    assert seats.growth == ((date(2026, 1, 10), 6), (date(2026, 2, 10), 4))
    assert (seats.line.delivered[-1], seats.line.promised[-1]) == (seats.delivered, 10)
    assert [seats.gained_since(day) for day in (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))] == [4, -2, 0]


def test_the_headline_is_counted(promised, ledger, trained, world):
    found = queries.headline(world.network, on=ON)
    told = (found.promised, found.complete, found.substantial, found.limited, found.without_evidence, found.overdue)
    assert (found.year, told) == (2026, (3, 0, 1, 1, 1, 1))
    assert (found.due_this_year, found.complete_this_year) == (1, 0)
    assert [row.commitment.key for row in found.largest] == ["seats", "training"]


def test_the_evidence_of_a_commitment_is_in_numbers(promised, ledger, trained, world):
    for commitment, seats in ((promised.seats, 4), (promised.training, 0)):
        (row,) = queries.editions_of(commitment)
        assert (row.edition, row.seats, row.placed, row.completed, row.certificates) == (world.edition, seats, 0, 1, 1)
    assert queries.editions_of(promised.practices) == []


def test_the_number_of_queries_does_not_grow(promised, ledger, trained, world, django_assert_num_queries):
    with django_assert_num_queries(8):
        assert len(queries.promises(on=ON)) == 3
    for number in range(20):
        Commitment.objects.create(
            key=f"c{number}", agreement=world.agreement, what={"en": "X"}, debtor=world.host,
            indicator=("seats_secured", "people_trained", "")[number % 3],
        )  # fmt: skip
    with django_assert_num_queries(8):
        assert len(queries.promises(on=ON)) == 23
    with django_assert_num_queries(4):
        queries.editions_of(promised.seats)


def test_the_overdue_wait_for_the_secretariat_and_the_debtor(promised, actors):
    (item,) = queries.overdue_promises(actors["secretary"], ON)
    assert (item.sentence, item.due, item.url) == (
        "“Training in China” is overdue: 0 of 2.",
        date(2026, 2, 28),
        "/promises/training/",
    )
    assert queries.overdue_promises(actors["manager"], ON) == [item]
    assert [queries.overdue_promises(actor, ON) for actor in (actors["officer"], NOBODY)] == [[], []]

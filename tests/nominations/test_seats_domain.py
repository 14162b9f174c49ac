"""The ledger's arithmetic: nothing appears or vanishes between pools, and the waterfall ends where the sum does."""

from hypothesis import given
from hypothesis import strategies as st

from sabaq.nominations.domain.seats import (
    Balance,
    Bar,
    Movement,
    PoolKey,
    Share,
    Step,
    pool_finder,
    share_of,
    sum_movements,
    waterfall,
)

POOLS = [1, 2, 3, 4]
side = st.none() | st.sampled_from(POOLS)
movements = st.lists(
    st.builds(Movement, side, side, st.integers(1, 500)).filter(lambda m: m.source != m.target), max_size=30
)
counts = st.dictionaries(st.sampled_from(POOLS), st.integers(0, 600))


@given(movements, counts, counts)
def test_the_shares_together_are_what_was_granted_less_what_was_reduced(entries, held, named):
    summed = sum_movements(POOLS, entries, held=held, named=named)
    granted = sum(m.seats for m in entries if m.source is None)
    reduced = sum(m.seats for m in entries if m.target is None)
    assert list(summed) == POOLS
    assert sum(balance.seats for balance in summed.values()) == granted - reduced
    assert sum(balance.free for balance in summed.values()) == granted - reduced - sum(held.values())


@given(movements, movements)
def test_a_later_entry_never_changes_what_an_earlier_one_did(first, later):
    before = sum_movements(POOLS, first, held={}, named={})
    after = sum_movements(POOLS, [*first, *later], held={}, named={})
    alone = sum_movements(POOLS, later, held={}, named={})
    assert {p: after[p].received - before[p].received for p in POOLS} == {p: alone[p].received for p in POOLS}
    assert {p: after[p].given - before[p].given for p in POOLS} == {p: alone[p].given for p in POOLS}


@given(st.integers(0, 500), st.integers(0, 800))
def test_named_people_either_have_a_seat_of_the_share_or_wait(seats, named):
    balance = Balance(received=seats, named=named)
    assert balance.with_name + balance.waiting == named
    assert balance.with_name + balance.unnamed == seats
    assert balance.waiting == 0 or balance.unnamed == 0


def test_people_who_wait_in_one_pool_do_not_fill_the_free_seats_of_another():
    full, spare = Balance(received=10, named=14), Balance(received=20, given=5, held=1, named=3)
    assert share_of([full, spare]) == Share(seats=25, with_name=13, unnamed=12, waiting=4, held=1)


def test_the_deepest_pool_serves():
    find = pool_finder([PoolKey(1, None, None), PoolKey(2, "KG", None), PoolKey(3, "KG", 30)])
    assert [find(30, "KG"), find(31, "KG"), find(40, "UZ"), find(None, None)] == [3, 2, 1, 1]
    assert pool_finder([PoolKey(2, "KG", None)])(40, "UZ") is None


def test_the_waterfall_of_the_reference_network():
    assert waterfall([50, 450], expected=700) == [
        Bar(Step.TOTAL, 0, 50, 0),
        Bar(Step.RAISED, 50, 500, 1),
        Bar(Step.TOTAL, 0, 500),
        Bar(Step.EXPECTED, 500, 700),
        Bar(Step.EXPECTED_TOTAL, 0, 700),
    ]
    assert waterfall([20], expected=20) == [Bar(Step.TOTAL, 0, 20, 0)]
    assert waterfall([20, -5])[1] == Bar(Step.REDUCED, 20, 15, 1)


@given(st.lists(st.integers(-400, 400).filter(bool), min_size=1, max_size=8), st.none() | st.integers(0, 900))
def test_each_bar_begins_where_the_one_before_ended(changes, expected):
    bars = waterfall(changes, expected=expected)
    steps = [bar for bar in bars if bar.entry is not None]
    assert [bar.change for bar in steps] == changes
    assert [bar.start for bar in steps] == [0] + [bar.end for bar in steps[:-1]]
    total = sum(changes)
    assert (bars[-1].step is Step.EXPECTED_TOTAL) == (expected is not None and expected > total)

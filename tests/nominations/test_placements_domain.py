"""The case for the engine and the reserve, without a database: exact numbers, exact orders."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.allocation import SENTENCES, instance_from_mapping, verify
from sabaq.nominations.domain.placements import (
    AllocationCase,
    Candidate,
    Nominee,
    Room,
    broken_rules,
    case_of,
    free_numbers,
    lottery_number,
    reserve,
    wishes,
    work_out,
)
from sabaq.nominations.tables.placements import CANDIDATES, HINDRANCES, POLICIES, REASONS, RULES

RUSSIAN = Room(11, 1, date(2026, 5, 4), date(2026, 5, 8), "ru", 2)
ENGLISH = Room(12, 2, date(2026, 5, 11), date(2026, 5, 15), "en", 1)
ROOMS = [RUSSIAN, ENGLISH]
AGENCY_POOL, COUNTRY_POOL = 1, 2


def nominee(nomination, *, agency=7, pool=AGENCY_POOL, priority=1, **more):
    return Nominee(nomination, agency, pool, priority, lottery=nomination, **more)


def test_what_is_unknown_breaks_no_rule():
    assert broken_rules(nominee(1), RUSSIAN) == ()
    assert broken_rules(nominee(1, languages=("ru",), passport_until=date(2026, 5, 8)), RUSSIAN) == ()


def test_a_language_not_listed_and_a_passport_a_day_too_short_break_theirs():
    assert broken_rules(nominee(1, languages=("en",)), RUSSIAN) == ("language",)
    assert broken_rules(nominee(1, passport_until=date(2026, 5, 7)), RUSSIAN) == ("passport",)
    late = nominee(1, languages=("en",), passport_until=date(2026, 5, 7))
    assert broken_rules(late, RUSSIAN) == ("language", "passport")


def test_wishes_follow_the_dates_and_a_held_seat_stays_open():
    assert wishes(nominee(1), [ENGLISH, RUSSIAN]) == [RUSSIAN, ENGLISH]
    assert wishes(nominee(1, languages=("en",)), ROOMS) == [ENGLISH]
    assert wishes(nominee(1, languages=("en",), session=11), ROOMS) == [ENGLISH, RUSSIAN]


def test_the_case_is_exactly_the_pools_the_rooms_and_the_people():
    people = [
        nominee(101, priority=2),
        nominee(102, priority=1, languages=("ru",)),
        nominee(103, agency=8, pool=COUNTRY_POOL, session=12),
        nominee(104, agency=9, pool=COUNTRY_POOL, languages=("tg",)),
    ]
    case = case_of(people, ROOMS, seats={AGENCY_POOL: 1, COUNTRY_POOL: 3}, agency_pools={AGENCY_POOL})
    assert case.instance == {
        "nominees": 4,
        "sessions": 2,
        "pair_ptr": [0, 2, 3, 5, 5],
        "pair_session": [0, 1, 0, 0, 1],
        "pair_rank": [1, 2, 1, 1, 2],
        "agency": [1, 1, 2, 3],
        "priority": [2, 1, 1, 1],
        "lottery": [101, 102, 103, 104],
        "quota_parent": [-1, -1, 0, 0],
        "quota_lower": [0, 0, 0, 0],
        "quota_upper": [3, 1, 1, 1],
        "capacity": [2, 1],
        "current": [-1, -1, 1, -1],
        "ids": ["101", "102", "103", "104"],
        "ineligible": [[1, 1, "language"], [3, 0, "language"], [3, 1, "language"]],
    }
    assert (case.sessions, case.pools) == ((11, 12), (COUNTRY_POOL, AGENCY_POOL, COUNTRY_POOL, COUNTRY_POOL))
    assert (case.seats, case.has_holders, case.nominations) == (4, True, (101, 102, 103, 104))
    assert case.first_wishes() == {101: 11, 102: 11, 103: 11}
    assert AllocationCase.from_json(case.as_json()) == case


@pytest.mark.parametrize("policy", list(POLICIES))
def test_an_agencys_seats_are_never_taken_by_others(policy):
    people = [nominee(n, priority=n) for n in (1, 2, 3)]
    people += [nominee(n, agency=n, pool=COUNTRY_POOL) for n in (4, 5, 6)]
    case = case_of(people, [replace(RUSSIAN, capacity=9)], seats={1: 1, 2: 2}, agency_pools={AGENCY_POOL})
    out = work_out(case, policy=policy)
    assert verify(instance_from_mapping(case.instance), out.result) == []
    assert out.places == 3
    assert [(n, session, kind) for n, session, kind, _params in out.outcomes()] == [
        (1, 11, "first_choice"),
        (2, None, "agency_full"),
        (3, None, "agency_full"),
        (4, 11, "first_choice"),
        (5, 11, "first_choice"),
        (6, None, "country_full"),
    ]
    params = {nomination: params for nomination, _session, _kind, params in out.outcomes()}
    by_order = {"own_rank": 1, "last_rank": 1, "last_priority": 1, "first_by": "priority"}
    assert params[2] == {"pool": AGENCY_POOL, "seats": 1, "own_priority": 2, **by_order}
    by_lot = {**by_order, "first_by": "lottery"}
    assert params[6] == {"pool": COUNTRY_POOL, "seats": 2, "own_priority": 1, **by_lot}


def test_agencies_that_share_a_pool_are_not_compared_with_each_other():
    """Number 3 of one agency has the first session; number 1 of another has the second, and envies no colleague."""
    people = [nominee(1, agency=7, pool=COUNTRY_POOL, priority=3, languages=("ru",))]
    people.append(nominee(2, agency=8, pool=COUNTRY_POOL, priority=1))
    case = case_of(people, [replace(RUSSIAN, capacity=1), ENGLISH], seats={COUNTRY_POOL: 2}, agency_pools=set())
    out = work_out(case, policy="service")
    assert [(n, session) for n, session, _kind, _params in out.outcomes()] == [(1, 11), (2, 12)]
    assert [row["envious"] for row in out.comparison["policies"] if row["policy"] == "service"] == [0]


def test_one_more_seat_names_the_whole_chain_of_moves():
    people = [nominee(1, languages=("ru",)), nominee(2, priority=2), nominee(3, priority=9, languages=("en",))]
    case = case_of(people, [replace(RUSSIAN, capacity=1), ENGLISH], seats={1: 9}, agency_pools={1})
    out = work_out(case, policy="service")
    assert [(n, session) for n, session, _kind, _params in out.outcomes()] == [(1, 11), (2, 12), (3, None)]
    assert out.comparison["one_more"] == [
        {"session": 11, "moves": [[2, 12, 11], [3, None, 12]]},
        {"session": 12, "moves": [[3, None, 12]]},
    ]
    assert out.comparison["one_more_shares"] == [{"pool": 1, "moves": []}]
    serial = work_out(case, policy="serial").comparison
    assert (serial["one_more"], serial["one_more_shares"]) == ([], [])


def test_one_more_seat_in_a_share_names_who_would_take_it():
    people = [nominee(1), nominee(2, priority=2), nominee(3, agency=8, pool=COUNTRY_POOL)]
    case = case_of(
        people, [replace(RUSSIAN, capacity=3)], seats={AGENCY_POOL: 1, COUNTRY_POOL: 1}, agency_pools={AGENCY_POOL}
    )
    assert work_out(case, policy="service").comparison["one_more_shares"] == [
        {"pool": COUNTRY_POOL, "moves": []},
        {"pool": AGENCY_POOL, "moves": [[2, None, 11]]},
    ]


@pytest.mark.parametrize("policy", list(POLICIES))
def test_a_repair_moves_nobody_to_place_somebody_else(policy):
    people = [nominee(1, priority=9, session=11), nominee(2, priority=1), nominee(3, priority=2)]
    case = case_of(people, [replace(RUSSIAN, capacity=1), ENGLISH], seats={1: 9}, agency_pools={1})
    out = work_out(case, policy=policy)
    assert [(n, session) for n, session, _kind, _params in out.outcomes()] == [(1, 11), (2, 12), (3, None)]


@st.composite
def cases(draw):
    """Up to 12 people of three agencies, one with a pool of its own, in two rooms; some hold seats already."""
    rooms = [replace(room, capacity=draw(st.integers(0, 4))) for room in ROOMS]
    seats = {AGENCY_POOL: draw(st.integers(0, 4)), COUNTRY_POOL: draw(st.integers(0, 4))}
    people, taken = [], Counter()
    for n in range(draw(st.integers(1, 12))):
        agency = draw(st.sampled_from([7, 8, 9]))
        pool = AGENCY_POOL if agency == 7 else COUNTRY_POOL
        held = draw(st.sampled_from([None, *rooms]))
        if held and taken[held.session] < held.capacity and taken[pool] < seats[pool]:
            taken.update([held.session, pool])
        else:
            held = None
        languages = draw(st.sampled_from([(), ("ru",), ("en", "ru"), ("tg",)]))
        more = {"languages": languages, "session": held and held.session}
        people.append(nominee(n, agency=agency, pool=pool, priority=draw(st.integers(1, 5)), **more))
    return people, rooms, seats


@settings(max_examples=60, deadline=None)
@given(cases(), st.sampled_from(["service", "serial"]))
def test_whatever_the_people_no_bound_is_broken_and_no_holder_moves(given_case, policy):
    people, rooms, seats = given_case
    out = work_out(case_of(people, rooms, seats=seats, agency_pools={AGENCY_POOL}), policy=policy)
    placed = {nomination: session for nomination, session, _kind, _params in out.outcomes() if session}
    by_key = {person.nomination: person for person in people}
    assert [p.nomination for p in people if p.session and placed.get(p.nomination) != p.session] == []
    assert {n for n, session in placed.items() if session not in {r.session for r in wishes(by_key[n], rooms)}} == set()
    pools, sessions = Counter(by_key[n].pool for n in placed), Counter(placed.values())
    assert {pool for pool, n in pools.items() if n > seats[pool]} == set()
    assert {room.session for room in rooms if sessions[room.session] > room.capacity} == set()


def test_an_edition_without_people_can_be_worked_out():
    case = case_of([], ROOMS, seats={}, agency_pools=set())
    assert (case.seats, work_out(case, policy="service").places) == (0, 0)


def test_the_lot_depends_on_edition_and_nomination_alone():
    numbers = {lottery_number(edition, n) for edition in ("a", "b") for n in range(50)}
    assert len(numbers) == 100
    assert lottery_number("short-kg", 1) == 0x3A84CA55


def test_the_reserve_begins_with_the_agency_then_its_pool_then_others():
    waiting = [
        nominee(1, agency=9, pool=3),
        nominee(2, agency=8, pool=COUNTRY_POOL, priority=2),
        nominee(3, agency=8, pool=COUNTRY_POOL, priority=1),
        nominee(4, agency=7, pool=COUNTRY_POOL, priority=5),
        nominee(5, agency=7, pool=COUNTRY_POOL, priority=1, languages=("en",)),
        nominee(6, agency=4, pool=4),
    ]
    assert reserve(waiting, RUSSIAN, agency=7, pool=COUNTRY_POOL, free={COUNTRY_POOL: 1, 3: 1, 4: 0}) == [
        Candidate(4, "same_agency", 5, COUNTRY_POOL),
        Candidate(3, "same_pool", 1, COUNTRY_POOL),
        Candidate(2, "same_pool", 2, COUNTRY_POOL),
        Candidate(1, "other_pool", 1, 3),
        Candidate(5, "same_agency", 1, COUNTRY_POOL, ("language",)),
        Candidate(6, "other_pool", 1, 4, ("no_seat",)),
    ]


def test_seats_that_were_left_are_numbered_again_first():
    assert free_numbers(5, [1, 2, 4]) == [3, 5]
    assert free_numbers(2, [1, 2]) == []


def test_every_reason_that_can_occur_has_a_sentence():
    """Bounds of countries inside sessions and reserved seats are not set; everything else the engine can say is."""
    never = {
        "later_choice_country_full", "session_country_full", "session_country_closed", "network_full", "network_closed",
        "ineligible_rules",
    }  # fmt: skip
    assert set(REASONS) == (set(SENTENCES) - never) | {"edition_full", "edition_closed"}
    assert set(RULES) == {("language",), ("passport",), ("language", "passport")}
    assert (set(CANDIDATES), set(HINDRANCES)) == (
        {"same_agency", "same_pool", "other_pool"},
        {"language", "passport", "no_seat"},
    )

"""How an edition stands, which state may follow, and the short names of editions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaq.programmes.domain import Status, edition_key, may_follow, moved, status_of
from sabaq.programmes.states import EditionState

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("state", "granted", "sessions", "closes", "expected"),
    [
        ("planned", 0, 0, TODAY, Status.NO_SESSIONS),
        ("planned", 0, 1, TODAY, Status.NO_SEATS),
        ("planned", 5, 1, TODAY, Status.PLANNED),
        ("open", 0, 1, TODAY, Status.NO_SEATS),
        ("open", 5, 1, TODAY, Status.OPEN),
        ("open", 5, 1, date(2026, 3, 1), Status.CLOSED),
        ("placed", 0, 0, TODAY, Status.PLACED),
        ("running", 5, 1, TODAY, Status.RUNNING),
        ("ended", 5, 1, TODAY, Status.ENDED),
    ],
)
def test_the_status(state, granted, sessions, closes, expected):
    assert status_of(state, granted=granted, sessions=sessions, closes=closes, today=TODAY) is expected


def test_the_states_follow_one_way_and_placement_may_be_opened_again():
    allowed = {(a, b) for a in EditionState for b in EditionState if may_follow(a, b)}
    assert allowed == {
        ("planned", "open"), ("open", "placed"), ("placed", "open"), ("placed", "running"), ("running", "ended"),
    }  # fmt: skip


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_a_sessions_day_keeps_its_distance_from_the_start(sample_starts, starts, after):
    day = date.fromordinal(sample_starts.toordinal() + after)
    assert (moved(day, sample_starts=sample_starts, starts=starts) - starts).days == after


@given(st.text("abc-", min_size=1, max_size=60), st.integers(0, 4))
def test_an_editions_key_is_free_and_fits(programme_key, others):
    taken: set[str] = set()
    for _ in range(others):
        taken.add(edition_key(programme_key, TODAY, taken=taken))
    key = edition_key(programme_key, TODAY, taken=taken)
    assert (len(taken), key in taken, len(key) <= 60) == (others, False, True)

"""Creating, planning, adopting and running: exact end states, refusals, and who may."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from sabaq.nominations.models import Holding, Nomination, Placement, SeatEntry, SeatPool
from sabaq.people.models import Person
from sabaq.platform.actors import SYSTEM
from sabaq.platform.audit import history_of
from sabaq.platform.refusals import NotPermitted
from sabaq.programmes.actions import (
    BelowSeatsGiven,
    DatesOutOfOrder,
    KeyTaken,
    NobodyPlaced,
    NominationsClosed,
    NoSessions,
    NotNow,
    Origin,
    PlannedDates,
    PlannedModule,
    ProgrammeText,
    add_session,
    adopt_edition,
    change_capacity,
    create_programme,
    end_edition,
    extend_nominations,
    open_nominations,
    plan_edition,
    refusing,
    settle_placement,
    start_edition,
)
from sabaq.programmes.models import Edition, Programme, Session

DATES = PlannedDates(starts=date(2026, 9, 7), ends=date(2026, 9, 18), nominations_close=date(2026, 8, 1))
EDITION = {"key": "autumn", "titles": {"en": "Autumn"}, "place": {"en": "Astana"}, "dates": DATES}


@pytest.fixture
def by(at):
    return {"by": SYSTEM, "at": at}


@pytest.fixture
def seated(world, at):
    """Somebody holds seat 2 of the first session."""
    pool = SeatPool.objects.create(edition=world.edition)
    SeatEntry.objects.create(
        edition=world.edition, kind="grant", target=pool, seats=5, day=at.date(), entered_at=at, reason="Planned"
    )
    nomination = Nomination.objects.create(
        edition=world.edition, person=Person.objects.create(), agency=world.agency, country_id="KG", priority=1,
        nominated_at=at,
    )  # fmt: skip
    seat = Placement.objects.create(session=world.first, number=2)
    Holding.objects.create(placement=seat, nomination=nomination, pool=pool, since=at)
    return world


def test_a_programme_with_its_modules(world, by):
    programme = create_programme(
        world.host, key="urban",
        text=ProgrammeText(titles={"en": "Urban governance"}, host_provides={"en": "Lodging"}, required_attendance=90),
        modules=[PlannedModule({"en": "Cities"}, 12), PlannedModule({"en": "Budgets"}, 8)],
        origin=Origin(sources="S1", illustrative=True), **by,
    )  # fmt: skip
    kept = Programme.objects.values("key", "host", "required_attendance", "sources", "illustrative").get(
        pk=programme.pk
    )
    assert kept == {
        "key": "urban", "host": world.host.pk, "required_attendance": 90, "sources": "S1", "illustrative": True,
    }  # fmt: skip
    assert list(programme.modules.values_list("position", "titles", "hours")) == [
        (1, {"en": "Cities"}, 12), (2, {"en": "Budgets"}, 8),
    ]  # fmt: skip
    assert history_of(programme).get().facts == {"modules": 2, "hours": 20}
    with pytest.raises(KeyTaken):
        create_programme(world.host, key="urban", text=ProgrammeText({"en": "Again"}), **by)


def test_an_edition_begins_planned_without_sessions(world, by):
    edition = plan_edition(world.host, programme=world.programme, commitment=world.commitment, **EDITION, **by)
    kept = Edition.objects.get(pk=edition.pk)
    assert (kept.state, kept.host, kept.commitment, kept.starts, kept.ends, kept.nominations_close) == (
        "planned", world.host, world.commitment, DATES.starts, DATES.ends, DATES.nominations_close,
    )  # fmt: skip
    assert list(kept.sessions.all()) == []
    with pytest.raises(KeyTaken):
        plan_edition(world.host, programme=world.programme, **EDITION, **by)
    with pytest.raises(NoSessions):
        open_nominations(edition, **by)


@pytest.mark.parametrize(
    ("starts", "ends", "closes", "why"),
    [
        (date(2026, 9, 7), date(2026, 9, 6), date(2026, 8, 1), "The last day is before the first."),
        (date(2026, 9, 7), date(2026, 9, 8), date(2026, 9, 8), "Nominations would close after the start."),
    ],
)
def test_dates_are_in_order(starts, ends, closes, why):
    with pytest.raises(DatesOutOfOrder) as refused:
        PlannedDates(starts, ends, closes)
    assert refused.value.why == why


def test_sessions_are_numbered_and_lie_within_the_edition(world, by):
    room = {"place": {"en": "Beijing"}, "language": "ru", "capacity": 24}
    third = add_session(world.edition, starts=date(2026, 5, 4), ends=date(2026, 5, 15), **room, **by)
    assert (third.number, Session.objects.get(pk=third.pk).capacity) == (3, 24)
    for starts, ends in [(date(2026, 5, 3), date(2026, 5, 8)), (date(2026, 5, 6), date(2026, 5, 5))]:
        with pytest.raises(DatesOutOfOrder):
            add_session(world.edition, starts=starts, ends=ends, **room, **by)
    assert world.edition.sessions.count() == 3
    world.edition.state = "ended"
    with pytest.raises(NotNow):
        add_session(world.edition, starts=date(2026, 5, 4), ends=date(2026, 5, 5), **room, **by)


def test_a_room_grows_and_never_shrinks_below_the_seats_given(seated, by):
    change_capacity(seated.first, capacity=2, reason="Smaller room", **by)
    assert Session.objects.get(pk=seated.first.pk).capacity == 2
    entry = history_of(seated.edition).get()
    assert (entry.facts, entry.word("reason")) == ({"session": 1, "capacity": [3, 2]}, "Smaller room")
    with pytest.raises(BelowSeatsGiven) as refused:
        change_capacity(seated.first, capacity=1, reason="Smaller still", **by)
    assert refused.value.why == "Seats up to number 2 of session 1 are given; a room of 1 is too small."
    assert Session.objects.get(pk=seated.first.pk).capacity == 2


def test_the_database_refuses_too_small_a_room_by_itself(seated):
    seated.first.capacity = 1
    with pytest.raises(IntegrityError, match="over_capacity"), transaction.atomic():
        seated.first.save()
    with pytest.raises(BelowSeatsGiven, match="too small"), refusing("over_capacity", BelowSeatsGiven("too small")):
        seated.first.save()
    seated.first.refresh_from_db()
    assert seated.first.capacity == 3


def test_the_network_adopts_an_edition_from_a_sample(world, actors, at):
    edition = adopt_edition(
        world.network, sample=world.edition, host=world.agency, by=actors["secretary"], at=at, **EDITION
    )
    assert (edition.adopted_from, edition.programme, edition.network, edition.state) == (
        world.edition, world.programme, world.network, "planned",
    )  # fmt: skip
    assert list(edition.sessions.values_list("number", "starts", "ends", "language", "capacity", "place")) == [
        (1, date(2026, 9, 7), date(2026, 9, 11), "ru", 3, {"en": "Astana"}),
        (2, date(2026, 9, 14), date(2026, 9, 18), "en", 2, {"en": "Astana"}),
    ]
    assert [entry.verb for entry in history_of(world.edition, mentions=True)] == ["programmes.adopt_edition"]
    short = PlannedDates(date(2026, 9, 7), date(2026, 9, 11), date(2026, 8, 1))
    with pytest.raises(DatesOutOfOrder):
        adopt_edition(
            world.network, sample=world.edition, host=world.agency, by=SYSTEM, at=at,
            **{**EDITION, "key": "other", "dates": short},
        )  # fmt: skip
    assert not Edition.objects.filter(key="other").exists()


def test_the_way_of_an_edition(seated, by):
    edition = seated.edition
    with pytest.raises(NotNow):
        start_edition(edition, by=SYSTEM, at=datetime(2026, 5, 4, 9, tzinfo=UTC))
    settle_placement(edition, **by)
    open_nominations(edition, **by)
    settle_placement(edition, **by)
    with pytest.raises(DatesOutOfOrder):
        start_edition(edition, **by)
    start_edition(edition, by=SYSTEM, at=datetime(2026, 5, 4, 9, tzinfo=UTC))
    with pytest.raises(DatesOutOfOrder):
        end_edition(edition, by=SYSTEM, at=datetime(2026, 5, 14, 9, tzinfo=UTC))
    end_edition(edition, by=SYSTEM, at=datetime(2026, 5, 15, 9, tzinfo=UTC))
    assert Edition.objects.get(pk=edition.pk).state == "ended"
    assert [entry.facts["state"] for entry in history_of(edition)] == [
        ["running", "ended"], ["placed", "running"], ["open", "placed"], ["placed", "open"], ["open", "placed"],
    ]  # fmt: skip
    with pytest.raises(NotNow):
        extend_nominations(edition, until=date(2026, 5, 1), reason="Late", **by)


def test_placement_is_not_settled_before_somebody_has_a_seat(world, by):
    with pytest.raises(NobodyPlaced):
        settle_placement(world.edition, **by)


def test_nominations_open_again_only_with_a_later_closing_day(world, by):
    world.edition.state = "planned"
    world.edition.save()
    late = {"by": SYSTEM, "at": datetime(2026, 3, 20, 9, tzinfo=UTC)}
    with pytest.raises(NominationsClosed, match="Nominations closed on"):
        open_nominations(world.edition, **late)
    with pytest.raises(DatesOutOfOrder):
        extend_nominations(world.edition, until=date(2026, 5, 5), reason="Late", **late)
    extend_nominations(world.edition, until=date(2026, 4, 1), reason="Lists are late", **late)
    open_nominations(world.edition, **late)
    kept = Edition.objects.get(pk=world.edition.pk)
    assert (kept.state, kept.nominations_close) == ("open", date(2026, 4, 1))


@pytest.mark.parametrize("role", ["manager", "secretary", "focal_point", "officer", "participant", "nobody", "system"])
def test_who_may(world, actors, at, role):
    by = {"by": actors[role], "at": at}
    attempts = {
        "create": lambda: create_programme(world.host, key="p", text=ProgrammeText({"en": "P"}), **by),
        "plan": lambda: plan_edition(world.host, programme=world.programme, **EDITION, **by),
        "plan at another": lambda: plan_edition(
            world.agency, programme=world.programme, **{**EDITION, "key": "o"}, **by
        ),
        "room": lambda: change_capacity(world.first, capacity=9, reason="Room", **by),
        "close": lambda: extend_nominations(world.edition, until=date(2026, 4, 1), reason="Late", **by),
        "adopt": lambda: adopt_edition(
            world.network, sample=world.edition, host=world.host, **{**EDITION, "key": "a"}, **by
        ),
    }
    allowed = set()
    for name, act in attempts.items():
        try:
            act()
            allowed.add(name)
        except NotPermitted:
            pass
    expected = {
        "manager": {"create", "plan", "room", "close"},
        "secretary": {"adopt"},
        "system": set(attempts),
    }
    assert allowed == expected.get(role, set())

"""What a history tells of an entry: who, when, what, why, on what paper, and numbers with what they were before."""

import pytest
from django.template import Context, Template
from django.utils import translation

from sabaq.nominations.actions.nominations import withdraw_nomination
from sabaq.nominations.actions.seats import Ground, grant_seats
from sabaq.nominations.models import Nomination
from sabaq.people.models import Person
from sabaq.platform.actors import SYSTEM
from sabaq.platform.audit import append_entry, history_of
from sabaq.platform.models import AuditWords
from sabaq.portal.queries import parties_named
from sabaq.portal.tables import facts_told
from sabaq.programmes.actions import change_capacity

ROLES = ("secretary", "focal_point", "foreign_focal_point", "officer", "manager", "participant")


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"session": 1, "capacity": [5, 7]}, ["Session: 1", "Seats in the room: 7, before 5"]),
        ({"closes": ["2026-03-12", "2026-04-01"]}, ["Closing day: 1 April 2026, before 12 March 2026"]),
        ({"hours": 40, "modules": 2}, ["Modules: 2", "Hours: 40"]),
        ({"seats": 0}, ["Seats: 0"]),
        ({"number": "CN-HA-2026-7", "paper": "ab"}, ["Certificate: CN-HA-2026-7"]),
        ({"party": "host", "version": 1}, ["Party: Host Academy", "Version: 1"]),
        ({"party": "gone", "version": 1}, ["Version: 1"]),
        ({"entry": 3, "hash": "ab", "rows": [1, 2], "people": True, "state": ["open", "placed"]}, []),
        ({"value": None, "sessions": [], "starts": "soon"}, []),
    ],
)
def test_facts_in_words(facts, told):
    assert facts_told(facts, {"host": "Host Academy"}) == told


def test_facts_are_told_in_the_readers_language():
    with translation.override("ru"):
        assert facts_told({"closes": "2026-04-01"})[0].endswith("1 апреля 2026")


def drawn(row):
    source = '{% include "components/history.html" with entries=entries %}'
    return " ".join(Template(source).render(Context({"entries": history_of(row)})).split())


def test_an_entry_tells_who_what_why_and_on_what_paper(world, actors, at):
    grant_seats(world.edition, seats=4, ground=Ground("Planned", "Letter 7"), by=actors["manager"], at=at)
    change_capacity(world.first, capacity=9, reason="A larger hall", by=actors["manager"], at=at)
    page = drawn(world.edition)
    assert page.index("Room changed") < page.index("Letter 7")
    assert "Man Ager · Session: 1 · Seats in the room: 9, before 3</small>" in page
    assert "<small>Reason: A larger hall</small>" in page
    assert "<small>Reason: Planned</small> <small>Paper: Letter 7</small>" in page


def test_an_approval_tells_whose_it_is(world, at, django_assert_num_queries):
    for institution in (world.host, world.agency):
        facts = {"version": 1, "party": institution.key}
        append_entry(verb="agreements.approve", by=SYSTEM, at=at, about=[world.agreement], facts=facts, words={})
    page = drawn(world.agreement)
    assert [f"Party: {name} · Version: 1</small>" in page for name in ("Host Academy", "Civil Service Agency")] == [
        True, True,
    ]  # fmt: skip
    entries = list(history_of(world.agreement))
    with django_assert_num_queries(1):
        parties_named(entries)
    with django_assert_num_queries(0):
        assert parties_named([]) == {}


def test_erased_words_leave_the_entry(world, actors, at):
    change_capacity(world.first, capacity=9, reason="A larger hall", by=actors["manager"], at=at)
    entry = history_of(world.edition).get()
    entry._prefetched_objects_cache = {"words": [AuditWords(entry=entry, name="actor", text=None)]}
    source = '{% include "components/history.html" with entries=entries %}'
    page = " ".join(Template(source).render(Context({"entries": [entry]})).split())
    assert "<small>Name erased · Session: 1" in page
    assert "Reason" not in page


def test_a_reason_about_a_person_stays_with_the_person(world, actors, sign_in, at):
    """The edition's page shows its history to every mandate holder; the entry about a person only names the edition."""
    person = Person.objects.create()
    nomination = Nomination.objects.create(
        edition=world.edition, person=person, agency=world.agency, country_id="KG", priority=1, nominated_at=at
    )
    withdraw_nomination(nomination, reason="She is in hospital", by=actors["officer"], at=at)
    pages = {role: sign_in(role).get("/editions/short-kg/").content.decode() for role in ROLES}
    assert [role for role, text in pages.items() if "hospital" in text or "withdrawn" in text.lower()] == []
    assert "hospital" not in sign_in("manager").get("/editions/short-kg/attendance/").content.decode()
    assert "hospital" in sign_in("officer").get(f"/nominations/{nomination.pk}/").content.decode()
    assert list(history_of(world.edition)) == []
    assert [e.word("reason") for e in history_of(world.edition, mentions=True)] == ["She is in hospital"]

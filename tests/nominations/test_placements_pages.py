"""The pages of placement: what each role sees, the buttons, the filters, and queries that do not grow with people."""

import csv
import io
from datetime import date

import pytest

from sabaq.nominations.actions.placements import confirm_plan, keep_plan, withdraw_from_seat
from sabaq.nominations.actions.seats import Ground, grant_seats, split_seats
from sabaq.nominations.domain.placements import work_out
from sabaq.nominations.models import Holding, Nomination
from sabaq.nominations.queries.placements import case_for
from sabaq.nominations.queries.seats import pool_of
from sabaq.people.models import IdentityDocument, Person, PersonName
from sabaq.platform.actors import SYSTEM
from sabaq.platform.models import Job
from sabaq.programmes.actions import change_capacity

URL = "/editions/short-kg/placement/"
GROUND = Ground("Planned", paper="Letter 1")


@pytest.fixture
def nominate(world, at):
    """`nominate(agency, names)` gives accepted people with these names, in the agency's order."""

    def accepted(agency, names, **more):
        people = Person.objects.bulk_create(Person() for _ in names)
        PersonName.objects.bulk_create(
            PersonName(person=person, script="latn", full=name) for person, name in zip(people, names, strict=True)
        )
        IdentityDocument.objects.bulk_create(
            IdentityDocument(person=person, number=f"P{person.pk}", valid_until=date(2030, 1, 1)) for person in people
        )
        return Nomination.objects.bulk_create(
            Nomination(
                edition=world.edition, person=person, agency=agency, country=agency.country, priority=priority,
                nominated_at=at, sender_state="confirmed", host_state="accepted", **more,
            )
            for priority, person in enumerate(people, start=1)
        )  # fmt: skip

    return accepted


@pytest.fixture
def people(world, nominate, at):
    """5 seats, 2 of them the agency's; six people."""
    grant_seats(world.edition, seats=5, ground=GROUND, by=SYSTEM, at=at)
    split_seats(pool_of(world.edition), to=world.agency, seats=2, ground=GROUND, by=SYSTEM, at=at)
    nominate(world.agency, ["Aida Asanova", "Bakyt Osmonov", "Cholpon Ismailova"])
    nominate(world.other_agency, ["Daniyar Alymov"])
    nominate(world.foreign_agency, ["Elyor Karimov"])
    nominate(world.foreign_agency, ["Farhod Nazarov"], languages=["tg"])
    return Nomination.objects.order_by("pk")


@pytest.fixture
def plan(people, world, at):
    """`plan()` makes and keeps a plan."""

    def kept(policy="service"):
        out = work_out(case_for(world.edition), policy=policy)
        return keep_plan(world.edition, worked_out=out, by=SYSTEM, at=at)

    return kept


@pytest.fixture
def published(plan, at):
    """A published plan."""
    return confirm_plan(plan(), by=SYSTEM, at=at)


def page(client, url=URL):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer


def shown(answer):
    return [(str(row.nomination.person), str(row.stand.word), row.reason) for row in answer.context["people"]]


def test_before_a_plan_the_manager_chooses_a_policy(people, sign_in):
    answer = page(sign_in("manager"))
    text = " ".join(answer.content.decode().split())
    assert '<p class="lede">6 people are accepted for 5 seats. No plan is made yet.</p>' in text
    assert text.count('name="policy"') == 3
    assert "Check and publish" not in text


def test_a_policy_starts_the_job_that_makes_the_plan(people, world, sign_in):
    answer = sign_in("manager").post(URL + "plan/", {"policy": "serial"})
    job = Job.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/jobs/{job.pk}/")
    assert (job.name, job.arguments) == ("nominations.make_plan", {"edition": world.edition.pk, "policy": "serial"})
    assert sign_in("manager").post(URL + "plan/", {"policy": "mine"}).status_code == 404
    assert sign_in("manager").get(URL + "plan/").status_code == 405


def test_the_draft_with_its_reasons_policies_and_one_more_seat(plan, sign_in):
    plan()
    answer = page(sign_in("manager"))
    assert shown(answer) == [
        ("Aida Asanova", "Session 1", "The first session that is open to this person."),
        (
            "Bakyt Osmonov",
            "Session 2",
            "Session 1 came first for this person; all its seats (3) went to others. The last person placed there is "
            "number 1 in the order of their agency, this person number 2.",
        ),
        (
            "Cholpon Ismailova",
            "Waiting",
            "The seats of Civil Service Agency are taken (2). The last person placed is number 2 in its order; this "
            "person is number 3.",
        ),
        ("Daniyar Alymov", "Session 1", "The first session that is open to this person."),
        ("Elyor Karimov", "Session 1", "The first session that is open to this person."),
        (
            "Farhod Nazarov",
            "Cannot take part",
            "No session is held in a language that the list names for this person.",
        ),
    ]
    assert answer.context["summary"] == ["This plan places 4 people.", "1 waits.", "1 person cannot take part."]
    assert [(line.session.number, line.placed, line.waiting) for line in answer.context["sessions"]] == [
        (1, 3, 1), (2, 1, 0),
    ]  # fmt: skip
    cards = [(card.policy, card.chosen, card.placed, card.moved, card.envious) for card in answer.context["policies"]]
    assert cards == [
        ("service", True, 4, 0, 0), ("serial", False, 4, 0, 0), ("priority", False, None, None, None),
    ]  # fmt: skip
    text = " ".join(answer.content.decode().split())
    more = answer.context["one_more"]
    assert [(line.number, line.seats, len(line.moves)) for line in more.sessions] == [(1, 4, 1), (2, 3, 0)]
    gains = [
        (share.owner, [(m.nomination.person.display_name, m.before, m.after) for m in share.moves])
        for share in more.shares
    ]
    assert gains == [("Civil Service Agency", [("Cholpon Ismailova", None, 2)])]
    assert more.idle == ["The edition"]
    assert "<p>Bakyt Osmonov moves from session 2 to session 1. </p>" in text
    assert "<p>Nothing would change.</p>" in text
    assert "Check and publish 4 places" in text


def test_a_stale_plan_says_so(plan, world, sign_in, at):
    plan()
    assert page(sign_in("manager")).context["is_stale"] is False
    change_capacity(world.first, capacity=9, reason="Larger room", by=SYSTEM, at=at)
    stale = page(sign_in("manager"))
    assert stale.context["is_stale"] is True
    assert "Check and publish" not in stale.content.decode()


def test_checking_and_publishing(plan, world, sign_in):
    kept, client = plan(), sign_in("manager")
    text = " ".join(page(client, URL + "publish/").content.decode().split())
    assert "Publish 4 places" in text
    assert "3 of 3 seats" in text
    answer = client.post(URL + "publish/", {"plan": kept.pk}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["4 people have a seat."]
    assert Holding.objects.filter(until=None).count() == 4
    assert answer.context["summary"] == ["4 people have a seat.", "1 waits.", "1 person cannot take part."]
    assert client.get(URL + "publish/")["Location"] == URL


def test_a_plan_made_meanwhile_is_not_published_for_the_one_that_was_checked(plan, sign_in):
    checked = plan()
    plan("serial")
    answer = sign_in("manager").post(URL + "publish/", {"plan": checked.pk}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "This plan was published or replaced before. Open the placement again to see the plan in force."
    ]
    assert Holding.objects.count() == 0


def test_senders_see_their_own_people_once_the_plan_is_published(plan, sign_in, at):
    kept = plan()
    before = page(sign_in("focal_point")).content.decode()
    assert "The host has not published a placement yet." in before
    assert "Asanova" not in before
    confirm_plan(kept, by=SYSTEM, at=at)
    seen = {role: [name for name, *_ in shown(page(sign_in(role)))] for role in (
        "focal_point", "foreign_focal_point", "officer",
    )}  # fmt: skip
    assert seen == {
        "focal_point": ["Aida Asanova", "Bakyt Osmonov", "Cholpon Ismailova", "Daniyar Alymov"],
        "foreign_focal_point": ["Elyor Karimov", "Farhod Nazarov"],
        "officer": ["Aida Asanova", "Bakyt Osmonov", "Cholpon Ismailova"],
    }
    text = page(sign_in("officer")).content.decode()
    for hidden in ("Karimov", "Daniyar", 'name="policy"', "Find a substitute", 'id="sessions"', 'id="history"'):
        assert hidden not in text, hidden


@pytest.mark.parametrize("role", ["secretary", "participant"])
def test_others_see_nothing(published, sign_in, role):
    assert sign_in(role).get(URL).status_code == 403


def test_acts_of_the_host_are_refused_to_everybody_else(published, world, sign_in, client):
    holding = Holding.objects.first()
    paths = [URL + "publish/", f"{URL}seats/{holding.placement_id}/"]
    for role in ("secretary", "focal_point", "officer", "participant"):
        assert [sign_in(role).get(path).status_code for path in paths] == [403, 403], role
        assert sign_in(role).post(URL + "plan/", {"policy": "service"}).status_code == 403
    assert sign_in("foreign_focal_point").get(f"{URL}holdings/{holding.pk}/withdraw/").status_code == 403
    assert client.get(URL)["Location"] == f"/sign-in/?next={URL}"
    assert Job.objects.count() == 0


def test_another_hosts_manager_sees_nothing(published, world, sign_in):
    world.edition.host = world.agency
    world.edition.save()
    assert sign_in("manager").get(URL).status_code == 403


def test_withdrawing_and_substituting_by_form(published, people, world, sign_in):
    aida, _bakyt, cholpon, *_rest = people
    officer, manager = sign_in("officer"), sign_in("manager")
    url = f"{URL}holdings/{aida.holdings.get().pk}/withdraw/"
    assert url in page(officer).content.decode()
    assert page(officer, url).context["form"].errors == {}
    assert officer.post(url, {"reason": " "}).context["form"].errors == {"reason": ["Say why in a few words."]}
    answer = officer.post(url, {"reason": "Ill"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["The seat is free now."]
    assert shown(answer)[0] == ("Aida Asanova", "Withdrawn", "The nomination was withdrawn.")

    seat = aida.holdings.get().placement
    url = f"{URL}seats/{seat.pk}/"
    assert url in page(manager).content.decode()
    assert [(str(line.nomination.person), line.able, [str(s) for s in line.sentences]) for line in
            page(manager, url).context["reserve"]] == [
        ("Cholpon Ismailova", True, ["Of the same agency as the person who left; number 3 in its order."]),
        ("Farhod Nazarov", False, ["The session is held in a language that the list does not name for this person."]),
    ]  # fmt: skip
    answer = manager.post(url, {"nomination": cholpon.pk}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["The substitute has the seat."]
    assert shown(answer)[2] == ("Cholpon Ismailova", "Session 1", "Took a seat that became free.")
    assert answer.context["vacant"] == []
    assert [entry.verb for entry in answer.context["history"]] == [
        "nominations.substitute", "nominations.withdraw_from_seat", "nominations.confirm_plan", "nominations.keep_plan",
    ]  # fmt: skip
    assert manager.get(url)["Location"] == URL
    assert manager.post(url, {"nomination": "x"}).status_code == 404


def test_filters_by_country_outcome_and_name_in_any_script(published, people, sign_in, at):
    withdraw_from_seat(people[0].holdings.get(), reason="Ill", by=SYSTEM, at=at)
    client = sign_in("manager")

    def found(query):
        return [name.split()[0] for name, *_ in shown(page(client, URL + query))]

    assert found("?country=UZ") == ["Elyor", "Farhod"]
    assert found("?outcome=placed") == ["Bakyt", "Daniyar", "Elyor"]
    assert found("?outcome=waiting") == ["Cholpon"]
    assert found("?outcome=cannot") == ["Farhod"]
    assert found("?outcome=withdrawn") == ["Aida"]
    assert found("?outcome=nonsense") == ["Aida", "Bakyt", "Cholpon", "Daniyar", "Elyor", "Farhod"]
    assert found("?name=чолпон") == ["Cholpon"]
    assert "Nobody fits these filters." in client.get(URL + "?name=nobody").content.decode()


def test_the_export_holds_the_filtered_people_with_reasons(published, sign_in):
    answer = sign_in("manager").get(URL + "?export=csv&outcome=waiting")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Name", "Country", "Agency", "Place in the agency’s order", "Outcome", "Session", "Reason"],
        ["Cholpon Ismailova", "Kyrgyzstan", "Civil Service Agency", "3", "Waiting", "",
         "The seats of Civil Service Agency are taken (2). The last person placed is number 2 in its order; this "
         "person is number 3."],
    ]  # fmt: skip


def test_the_published_placement_is_there_beside_a_new_draft(published, plan, sign_in):
    plan("serial")
    client = sign_in("manager")
    assert (page(client).context["plan"].state, page(client).context["has_published"]) == ("draft", True)
    assert page(client, URL + "?plan=published").context["plan"] == published


def count_queries(django_assert_max_num_queries, act, most=10_000):
    with django_assert_max_num_queries(most) as captured:
        act()
    return len(captured)


@pytest.mark.parametrize("state", ["draft", "confirmed"])
def test_queries_of_the_page_do_not_grow_with_people(
    state, plan, nominate, world, sign_in, at, django_assert_max_num_queries
):
    def shown_plan():
        kept = plan()
        return confirm_plan(kept, by=SYSTEM, at=at) if state == "confirmed" else kept

    shown_plan()
    pages = {role: sign_in(role) for role in ("manager", "focal_point", "officer")}
    few = {role: count_queries(django_assert_max_num_queries, lambda c=c: page(c), 45) for role, c in pages.items()}
    nominate(world.agency, [f"Person {n}" for n in range(40)])
    shown_plan()
    assert {role: count_queries(django_assert_max_num_queries, lambda c=c: page(c)) for role, c in pages.items()} == few


def test_700_people_are_planned_and_published_in_bounded_queries(world, nominate, at, django_assert_max_num_queries):
    grant_seats(world.edition, seats=700, ground=GROUND, by=SYSTEM, at=at)
    for agency in (world.agency, world.other_agency, world.foreign_agency):
        split_seats(pool_of(world.edition), to=agency, seats=150, ground=GROUND, by=SYSTEM, at=at)
        nominate(agency, [f"{agency.key} {n}" for n in range(234)])
    for session in (world.first, world.second):
        change_capacity(session, capacity=225, reason="Hall", by=SYSTEM, at=at)
    with django_assert_max_num_queries(8):
        case = case_for(world.edition)
    assert len(case.nominations) == 702
    out = work_out(case, policy="service")
    with django_assert_max_num_queries(25):
        plan = keep_plan(world.edition, worked_out=out, by=SYSTEM, at=at)
    with django_assert_max_num_queries(60):
        confirm_plan(plan, by=SYSTEM, at=at)
    assert Holding.objects.count() == 450
    assert Nomination.objects.filter(host_state="waiting").count() == 252


@pytest.mark.parametrize("invented", [True, False])
def test_an_invented_edition_marks_its_people(published, people, world, sign_in, invented):
    world.edition.illustrative = invented
    world.edition.save()
    text = page(sign_in("manager")).content.decode()
    note = "Illustrative: the people on this page are invented."
    assert (note in text, text.count('<span class="ill">')) == (invented, 6 if invented else 0)

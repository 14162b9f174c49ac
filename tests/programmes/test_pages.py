"""Programmes and editions as pages: public to read, buttons only for those who may, queries that do not grow."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from sabaq.nominations.actions.seats import Ground, grant_seats
from sabaq.platform.actors import SYSTEM
from sabaq.platform.permissions import all_permissions
from sabaq.programmes.models import Edition, Programme, Session
from sabaq.programmes.views import LINKS

EDITION_URL, PROGRAMME_URL = "/editions/short-kg/", "/programmes/short/"


@pytest.fixture
def granted(world, at):
    grant_seats(world.edition, seats=5, ground=Ground("Planned", "Letter"), by=SYSTEM, at=at)
    return world


def text_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_anybody_reads_programmes_and_editions(granted):
    anybody = Client()
    listed = text_of(anybody, "/programmes/")
    assert ("Short-term training" in listed, "Host Academy" in listed) == (True, True)
    programme = text_of(anybody, PROGRAMME_URL)
    assert ("What is taught, in 24 hours" in programme, "Kyrgyz edition" in programme) == (True, True)
    edition = text_of(anybody, EDITION_URL)
    assert ("0 of 5 seats have a person." in edition, "Session 2" in edition) == (True, True)
    assert [word for word in ('<h2 id="history">', "/seats/", "/lists/", "Change the room") if word in edition] == []


def test_the_list_is_filtered_counted_and_exported(world):
    Programme.objects.create(key="other", titles={"en": "Other"}, host=world.agency)
    found = {
        query: [row.key for row in Client().get("/programmes/" + query).context["listing"].page]
        for query in ("", "?open=&country=", "?open=1", "?country=KG", "?country=UZ", "?sort=-hours")
    }
    assert found == {
        "": ["other", "short"], "?open=&country=": ["other", "short"],
        "?open=1": ["short"], "?country=KG": ["other"], "?country=UZ": [],
        "?sort=-hours": ["short", "other"],
    }  # fmt: skip
    assert "No programme fits." in text_of(Client(), "/programmes/?country=UZ")
    rows = Client().get("/programmes/?export=csv").content.decode("utf-8-sig").splitlines()
    assert rows[1:] == ["Other;Civil Service Agency;0;0;;", "Short-term training;Host Academy;24;1;2026-03-12;"]


@pytest.mark.parametrize(
    ("state", "closes", "today_says"),
    [
        ("planned", date(2099, 1, 1), "5 seats are granted. Nominations are not open yet."),
        ("open", date(2099, 1, 1), "5 seats are granted. Nominations close on"),
        ("open", date(2020, 1, 1), "Nominations closed on"),
        ("placed", date(2020, 1, 1), "0 people have a seat. The edition starts on"),
        ("running", date(2020, 1, 1), "0 people take part until"),
        ("ended", date(2020, 1, 1), "The edition ended on"),
    ],
)
def test_one_sentence_says_how_the_edition_stands(granted, state, closes, today_says):
    dates = {"starts": date(2099, 5, 4), "ends": date(2099, 5, 15)}
    Edition.objects.filter(pk=granted.edition.pk).update(state=state, nominations_close=closes, **dates)
    assert today_says in text_of(Client(), EDITION_URL)


def test_an_edition_without_seats_or_sessions_says_what_to_do(world, sign_in):
    assert "This edition has no seats yet" in text_of(sign_in("manager"), EDITION_URL)
    assert "Open the seat ledger" in text_of(sign_in("manager"), EDITION_URL)
    world.edition.sessions.all().delete()
    text = text_of(sign_in("manager"), EDITION_URL)
    assert ("This edition has no session yet." in text, "sessions/add/" in text) == (True, True)


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("manager", {"/seats/", "/nominations/", "/placement/", "/attendance/", "Change the room", "closing-day"}),
        ("secretary", {"/seats/", "/adopt/"}),
        ("focal_point", {"/seats/", "/lists/", "/nominations/", "/placement/", "/attendance/"}),
        ("officer", {"/seats/", "/lists/", "/nominations/", "/placement/", "/attendance/"}),
        ("participant", set()),
    ],
)
def test_buttons_and_links_by_role(granted, sign_in, role, shown):
    text = text_of(sign_in(role), EDITION_URL)
    pages = ("/seats/", "/lists/", "/nominations/", "/placement/", "/attendance/")
    assert {word for word in (*pages, "Change the room", "closing-day", "/adopt/") if word in text} == shown
    assert ("Plan an edition" in text_of(sign_in(role), PROGRAMME_URL)) == (role == "manager")


def test_every_page_that_an_edition_leads_to_exists_with_its_permission():
    assert [reverse(name, args=["x"]) for name, _permission, _words in LINKS] == [
        "/editions/x/seats/", "/editions/x/lists/", "/editions/x/nominations/", "/editions/x/placement/",
        "/editions/x/attendance/",
    ]  # fmt: skip
    assert {permission for _name, permission, _words in LINKS} - set(all_permissions()) == set()


def test_the_host_notices_seats_beyond_the_rooms_while_there_is_time(granted, sign_in, at):
    grant_seats(granted.edition, seats=1, ground=Ground("More", "Letter"), by=SYSTEM, at=at)
    notice = "6 seats are granted, but the rooms hold 5."
    roles = ("manager", "secretary", "focal_point", "participant")
    assert [role for role in roles if notice in text_of(sign_in(role), EDITION_URL)] == ["manager"]
    assert notice not in text_of(Client(), EDITION_URL)
    shown = {}
    for state in ("planned", "open", "placed", "running", "ended"):
        Edition.objects.filter(pk=granted.edition.pk).update(state=state)
        shown[state] = notice in text_of(sign_in("manager"), EDITION_URL)
    assert shown == {"planned": True, "open": True, "placed": False, "running": False, "ended": False}


PLAN = {
    "title": "Autumn", "place": "Astana", "starts": "2026-09-07", "ends": "2026-09-18",
    "nominations_close": "2026-08-01", "commitment": "",
}  # fmt: skip


def test_an_edition_is_planned_by_the_form(world, sign_in):
    client, url = sign_in("manager"), PROGRAMME_URL + "plan/"
    assert client.get(url).context["form"]["host"].value() == world.host.pk
    wrong = client.post(url, {**PLAN, "host": world.host.pk, "ends": "2026-09-01"})
    assert wrong.context["form"].non_field_errors() == ["The last day is before the first. Correct the dates."]
    foreign = client.post(url, {**PLAN, "host": world.agency.pk})
    assert list(foreign.context["form"].errors) == ["host"]
    done = client.post(url, {**PLAN, "host": world.host.pk})
    assert done["Location"] == "/editions/short-2026-09/"
    assert Edition.objects.values("titles", "place", "host", "state").get(key="short-2026-09") == {
        "titles": {"en": "Autumn"}, "place": {"en": "Astana"}, "host": world.host.pk, "state": "planned",
    }  # fmt: skip


def test_the_secretariat_adopts_by_the_form(world, sign_in):
    from sabaq.network.models import Membership

    Membership.objects.create(network=world.network, institution=world.host)
    answer = {**PLAN, "network": world.network.pk, "host": world.host.pk}
    done = sign_in("secretary").post(EDITION_URL + "adopt/", answer)
    edition = Edition.objects.get(key="short-2026-09")
    assert (done.status_code, edition.adopted_from, edition.sessions.count()) == (302, world.edition, 2)
    assert "Adopted from" in text_of(Client(), "/editions/short-2026-09/")
    assert "Adopted by" in text_of(Client(), EDITION_URL)


def test_a_session_a_room_and_a_closing_day_by_forms(granted, sign_in):
    client = sign_in("manager")
    session = {"starts": "2026-05-04", "ends": "2026-05-08", "place": "", "language": "ru", "capacity": "20"}
    assert client.get(EDITION_URL + "sessions/add/").context["form"]["starts"].value() == date(2026, 5, 4)
    client.post(EDITION_URL + "sessions/add/", session)
    client.post(EDITION_URL + "sessions/1/room/", {"capacity": "7", "reason": "Larger"})
    client.post(EDITION_URL + "closing-day/", {"until": "2026-04-01", "reason": "Late"})
    assert list(Session.objects.values_list("number", "capacity")) == [(1, 7), (2, 2), (3, 20)]
    assert Edition.objects.get(pk=granted.edition.pk).nominations_close == date(2026, 4, 1)
    client.get(EDITION_URL)
    refused = client.post(EDITION_URL + "sessions/add/", {**session, "ends": "2026-06-08"}, follow=True)
    assert [str(message) for message in refused.context["messages"]] == [
        "The session lies outside the edition's dates. Correct the dates."
    ]


def test_steps_are_buttons_that_post(granted, sign_in):
    dates = {"starts": date(2099, 5, 4), "ends": date(2099, 5, 15), "nominations_close": date(2099, 1, 1)}
    Edition.objects.filter(pk=granted.edition.pk).update(state="planned", **dates)
    client = sign_in("manager")
    assert "Open nominations" in text_of(client, EDITION_URL)
    assert client.get(EDITION_URL + "step/open/").status_code == 405
    client.post(EDITION_URL + "step/open/")
    assert Edition.objects.get(pk=granted.edition.pk).state == "open"
    assert client.post(EDITION_URL + "step/cancel/").status_code == 404


@pytest.mark.parametrize("role", ["secretary", "focal_point", "officer", "participant"])
def test_others_may_not_open_the_forms(world, sign_in, role):
    client = sign_in(role)
    pages = ["sessions/add/", "sessions/1/room/", "closing-day/"]
    assert [client.get(EDITION_URL + page).status_code for page in pages] == [403] * 3
    assert client.post(EDITION_URL + "step/settle/").status_code == 403
    assert client.get(EDITION_URL + "adopt/").status_code == (200 if role == "secretary" else 403)
    assert Client().get(EDITION_URL + "closing-day/").status_code == 302


def test_a_manager_of_another_host_may_not_run_this_edition(world, sign_in):
    Edition.objects.filter(pk=world.edition.pk).update(host=world.agency)
    client = sign_in("manager")
    assert client.get(EDITION_URL + "closing-day/").status_code == 403
    assert client.post(EDITION_URL + "step/settle/").status_code == 403
    assert "Change the room" not in text_of(client, EDITION_URL)


def test_queries_do_not_grow_with_rows(world, django_assert_max_num_queries):
    client = Client()
    for number in range(12):
        programme = Programme.objects.create(key=f"p{number}", titles={"en": f"P{number}"}, host=world.host)
        Edition.objects.create(
            key=f"e{number}", programme=world.programme, titles={"en": "E"}, host=world.host, starts=date(2026, 5, 4),
            ends=date(2026, 5, 5), nominations_close=date(2026, 3, 1), adopted_from=world.edition,
        )  # fmt: skip
        Session.objects.create(
            edition=world.edition, number=3 + number, starts=date(2026, 5, 4), ends=date(2026, 5, 5), language="ru",
            capacity=1,
        )  # fmt: skip
        assert programme.pk
    for url, most in [("/programmes/", 6), (PROGRAMME_URL, 9), (EDITION_URL, 9)]:
        with django_assert_max_num_queries(most):
            client.get(url)

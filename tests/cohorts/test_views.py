"""Pages by role: who sees what, which buttons are there, and that pages do not grow with people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sabaq.cohorts.models import AttendanceMark, Participation
from sabaq.credentials.models import Certificate
from sabaq.people.models import IdentityDocument
from sabaq.platform.models import Job

from .conftest import DAYS, LAST_DAY, NAMES, certify, nominate, seat

EDITION = "/editions/short-kg/attendance/"


def text_of(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert (url, response.status_code) == (url, status)
    return response.content.decode()


def names_in(text: str) -> str:
    return "".join(letter for letter, name in NAMES.items() if name in text)


def page_of(row) -> str:
    return f"/participants/{row.nomination_id}/"


@pytest.mark.parametrize(
    ("role", "letters"), [("manager", "abcd"), ("focal_point", "abc"), ("foreign_focal_point", "d"), ("officer", "ac")]
)
def test_the_list_shows_everybody_their_own(certified, sign_in, role, letters):
    text = text_of(sign_in(role), EDITION)
    assert names_in(text) == letters
    assert ("Settle who completed it" in text, "Issue 1 certificate" in text) == (False, role == "manager")
    assert ("Course opened to those who hold its seats" in text) == (role == "manager")


@pytest.mark.parametrize("role", ["secretary", "participant"])
def test_others_do_not_see_the_list(people, sign_in, role):
    text_of(sign_in(role), EDITION, 403)


def test_a_stranger_is_sent_to_sign_in(people):
    for url in (EDITION, EDITION + "1/", page_of(people["a"]), "/me/", page_of(people["a"]) + "certificate/"):
        response = Client().get(url)
        assert (response.status_code, response.url) == (302, f"/sign-in/?next={url}")


def test_the_list_filters_and_exports(certified, people, sign_in):
    client = sign_in("manager")
    assert names_in(text_of(client, EDITION + "?state=not_completed")) == "c"
    csv = client.get(EDITION + "?export=csv").content.decode("utf-8-sig").splitlines()
    assert csv[0] == (
        "Name;Country;Agency;Session;Attendance, per cent;Completion;Certificate;State of the certificate"
    )
    assert csv[1].startswith(f"{NAMES['a']};Kyrgyzstan;Civil Service Agency;1;100;Completed;CN-NAG-2026-00001;Issued")
    assert len(csv) == 5


def test_the_list_does_not_grow_in_queries(closed, world, sign_in):
    client = sign_in("manager")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(client, EDITION)
        return len(captured)

    queries()
    few = queries()
    for letter in "eb":
        nomination = nominate(world, letter)
        Participation.objects.create(nomination=nomination, person=nomination.person, session=world.first)
    assert queries() == few


def test_the_sheet_is_recorded_for_one_day(people, sign_in, world):
    client, url = sign_in("manager"), EDITION + "1/"
    shown = [str(people[letter].pk) for letter in "abc"]
    text = text_of(client, url)
    assert (names_in(text), text.count('type="checkbox"'), text.count(" checked")) == ("abc", 3, 3)
    response = client.post(url, {"day": "2026-05-05", "shown": shown, "present": shown[:2]})
    assert (response.status_code, response.url) == (302, url + "?day=2026-05-05")
    assert list(AttendanceMark.objects.order_by("participation").values_list("day", "present")) == [
        (DAYS[1], True), (DAYS[1], True), (DAYS[1], False),
    ]  # fmt: skip
    assert text_of(client, url + "?day=2026-05-05").count(" checked") == 2


def test_the_days_stand_in_their_order_whichever_is_marked(people, sign_in):
    text = text_of(sign_in("manager"), EDITION + "1/?day=2026-05-06")
    headers = text[text.index("<thead>") : text.index("</thead>")]
    places = [headers.index(f">{day}") for day in ("Mon 4", "Tue 5", "Wed 6", "Thu 7", "Fri 8")]
    assert places == sorted(places)
    cells = text[text.index(NAMES["a"]) :].split("</tr>", 1)[0].split("<td>")[1:]
    assert ['type="checkbox"' in cell for cell in cells] == [False, False, True, False, False, False]


def test_a_mark_for_a_stranger_changes_nothing(people, sign_in):
    client = sign_in("manager")
    shown = [str(people["a"].pk), str(people["d"].pk)]
    response = client.post(EDITION + "1/", {"day": "2026-05-05", "shown": shown, "present": shown}, follow=True)
    assert "is not in this session" in response.content.decode()
    assert AttendanceMark.objects.count() == 0


def test_who_gave_up_the_seat_is_shown_without_a_box(people, world, sign_in):
    seat(nominate(world, "e"), world.first, 3)
    text = text_of(sign_in("manager"), EDITION + "1/")
    assert ("gave up the seat" in text, text.count('type="checkbox"')) == (True, 2)
    assert "2 seats have holders" in text_of(sign_in("manager"), EDITION)


@pytest.mark.parametrize("role", ["secretary", "focal_point", "officer", "participant"])
def test_only_the_host_sees_sheets_and_presses_buttons(certified, people, sign_in, role):
    client, before = sign_in(role), (Certificate.objects.count(), Job.objects.count())
    assert client.get(EDITION + "1/").status_code == 403
    for path in ("open/", "1/", "1/close/", "1/certificates/"):
        assert (path, client.post(EDITION + path, {}).status_code) == (path, 403)
    for path in ("revoke/", "replace/", "issue/"):
        assert (path, client.post(page_of(people["a"]) + path, {"reason": "x"}).status_code) == (path, 403)
    assert (Certificate.objects.count(), Job.objects.count()) == before
    assert Certificate.objects.get().state == "valid"


def test_from_opening_to_certificates_by_buttons(nominations, issuer, world, sign_in):
    client = sign_in("manager")
    assert "Open the course" in text_of(client, EDITION)
    client.post(EDITION + "open/")
    rows = {row.nomination_id: str(row.pk) for row in world.first.participations.all()}
    for day in DAYS:
        client.post(EDITION + "1/", {"day": day, "shown": list(rows.values()), "present": list(rows.values())})
    assert "Settle who completed it" in text_of(client, EDITION)
    client.post(EDITION + "1/close/")
    assert "Issue 3 certificates" in text_of(client, EDITION)


def test_the_button_starts_the_job(closed, issuer, world, sign_in):
    response = sign_in("manager").post(EDITION + "1/certificates/")
    job = Job.objects.get()
    assert (response.status_code, response.url) == (302, f"/jobs/{job.pk}/")
    assert (job.name, job.arguments) == ("cohorts.issue_certificates", {"session": world.first.pk})


@pytest.mark.parametrize(
    ("role", "letters"),
    [
        ("manager", "abcd"),
        ("focal_point", "abc"),
        ("foreign_focal_point", "d"),
        ("officer", "ac"),
        ("participant", "a"),
        ("secretary", ""),
    ],
)
def test_a_participants_page_by_role(certified, people, sign_in, role, letters):
    client = sign_in(role)
    for letter, row in people.items():
        allowed = letter in letters
        text = text_of(client, page_of(row), 200 if allowed else 403)
        others = set(names_in(text)) - {letter, "a" if role == "participant" else ""}
        assert (NAMES[letter] in text, others) == (allowed, set())
    url = page_of(people["a"]) + "certificate/"
    response = client.get(url)
    response.close()
    assert response.status_code == (200 if "a" in letters else 403)


def test_the_certificate_is_an_attachment(certified, people, sign_in):
    response = sign_in("participant").get(page_of(people["a"]) + "certificate/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="CN-NAG-2026-00001.pdf"'
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    response.close()


def test_ones_own_page(certified, people, world, sign_in):
    client = sign_in("participant")
    text = text_of(client, "/me/")
    for words in (
        "Monday 4 May 2026",
        "Beijing",
        "taught in Russian",
        "The course began on",
        "100 per cent of the days taught",
    ):
        assert words in text
    assert "/check/CN-NAG-2026-00001/" in text
    assert ("Revoke" in text, "Show my name" in text) == (False, True)


def test_before_the_course_the_page_names_the_passport_to_its_holder_alone(people, world, sign_in):
    IdentityDocument.objects.create(person=people["a"].person, number="E11427958")
    world.first.ends = date(2099, 5, 8)
    world.first.save()
    assert "Your passport: E11427958." in text_of(sign_in("participant"), "/me/")
    for role in ("manager", "focal_point", "officer"):
        text = text_of(sign_in(role), page_of(people["a"]))
        assert ("Be there" in text, "E11427958" in text) == (True, False)


def test_the_switch_shows_the_name_on_the_check_page_and_hides_it(certified, sign_in):
    client, url = sign_in("participant"), "/check/CN-NAG-2026-00001/"
    assert names_in(text_of(Client(), url)) == ""
    client.post("/me/name/", {"show": "1"})
    assert names_in(text_of(Client(), url)) == "a"
    assert "Hide my name" in text_of(client, "/me/")
    client.post("/me/name/", {"hide": "1"})
    assert names_in(text_of(Client(), url)) == ""


def test_without_a_nomination_the_own_page_says_so(sign_in):
    assert "You are not nominated for a course." in text_of(sign_in("participant"), "/me/")


def test_a_host_sees_nobody_without_a_seat(people, world, sign_in):
    unseated = nominate(world, "e")
    text_of(sign_in("manager"), f"/participants/{unseated.pk}/", 404)
    assert "There is no seat yet." in text_of(sign_in("focal_point"), f"/participants/{unseated.pk}/")


def test_revoking_asks_for_a_reason_first(certified, people, sign_in):
    client, url = sign_in("manager"), page_of(people["a"]) + "revoke/"
    assert "Revoke the certificate" in text_of(client, page_of(people["a"]))
    assert "This cannot be undone." in text_of(client, url)
    assert client.post(url, {"reason": ""}).status_code == 200
    assert Certificate.objects.get().state == "valid"
    response = client.post(url, {"reason": "Issued in error."})
    assert (response.status_code, Certificate.objects.get().state) == (302, "revoked")
    assert "because: Issued in error." in text_of(Client(), "/check/CN-NAG-2026-00001/")
    assert "Revoke the certificate" not in text_of(client, page_of(people["a"]))


def test_after_a_revocation_a_new_certificate_is_issued_by_button(certified, people, sign_in):
    client, page = sign_in("manager"), page_of(people["a"])
    button = f'action="{page}issue/"'
    assert button not in text_of(client, page)
    client.post(page + "revoke/", {"reason": "Issued in error."})
    assert button in text_of(client, page)
    assert button not in text_of(sign_in("participant"), page)
    assert (client.post(page + "issue/").url, button in text_of(client, page)) == (page, False)
    people["a"].refresh_from_db()
    assert (people["a"].certificate.number, people["a"].certificate.state) == ("CN-NAG-2026-00002", "valid")


def test_the_host_is_led_to_its_signing_keys(certified, sign_in):
    link = 'href="/issuers/host/"'
    assert [link in text_of(sign_in(role), EDITION) for role in ("manager", "focal_point", "officer")] == [
        True, False, False,
    ]  # fmt: skip
    text_of(sign_in("manager"), "/issuers/host/")


def test_replacing_leads_on_to_the_new_one(certified, people, sign_in):
    client = sign_in("manager")
    client.post(page_of(people["a"]) + "replace/", {"reason": "Spelling."})
    assert 'href="/check/CN-NAG-2026-00002/"' in text_of(Client(), "/check/CN-NAG-2026-00001/")
    assert "CN-NAG-2026-00002" in text_of(client, page_of(people["a"]))


def test_the_evidence_counts_for_all_and_names_for_few(certified, sign_in):
    url = "/evidence/training/"
    for client, letters in [(Client(), ""), (sign_in("secretary"), ""), (sign_in("foreign_focal_point"), "")]:
        text = text_of(client, url)
        assert ("1 person trained" in text, names_in(text)) == (True, letters)
    for role in ("manager", "focal_point", "officer"):
        assert names_in(text_of(sign_in(role), url)) == "a"


def test_the_evidence_does_not_grow_in_queries(certified, people, issuer, actors, sign_in):
    client, counts = sign_in("manager"), []
    text_of(client, "/evidence/training/")
    for _n in range(2):
        with CaptureQueriesContext(connection) as captured:
            text_of(client, "/evidence/training/")
        counts.append(len(captured))
        if not counts[1:]:
            certify(people["b"], by=actors["manager"], at=LAST_DAY + timedelta(hours=3))
    assert counts[0] == counts[1]

"""The whole run by hand, as five people at their own browsers, from a commitment to a checked certificate.

Each does only what their office lets them; what is not theirs is refused with the reason. The edition lasts one day,
today, so that the clock does not stand in the way.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from .conftest import PROJECT, installed

pytestmark = pytest.mark.journey

SECRETARY, FOCAL_POINT, OFFICER, MANAGER = "Saule Akhmetova", "Эркин Сатыбалдиев", "Нургүл Төлөбаева", "李文静"
# The day it is where the installation stands, whatever the clock of the machine that tests it.
TODAY = datetime.now(ZoneInfo("Asia/Almaty")).date().isoformat()
LIST = PROJECT / "sample" / "lists" / "kg-ministry.xlsx"


class People:
    """The windows of everybody in the story."""

    def __init__(self, reader, installation, width: int) -> None:
        self.secretary = reader(installation, width=width)
        self.manager = reader(installation, width=width)
        self.focal_point = reader(installation, width=width)
        self.officer = reader(installation, width=width)
        self.secretary.sign_in(SECRETARY)
        self.manager.sign_in(MANAGER)
        self.focal_point.sign_in(FOCAL_POINT)
        self.officer.sign_in(OFFICER)


def fill(window, **values: str | bool) -> None:
    """Fill in fields by their names; True ticks a box."""
    for name, value in values.items():
        field = window.page.locator(f"main [name='{name}']").first
        if value is True:
            field.check()
        elif field.evaluate("e => e.tagName") == "SELECT":
            option = field.locator("option", has_text=value).first.get_attribute("value")
            field.select_option(option)
        else:
            field.fill(str(value))


def promise(people: People) -> None:
    """The secretary records a commitment under the Network's agreement, and its target."""
    window = people.secretary
    window.open("/agreements/agreement-2023/promise/")
    fill(window, what_en="Training of one day", key="one-day", debtor="Chinese National", indicator="people trained")
    window.press("Check the answers")
    window.press("Record")
    window.open("/agreements/agreement-2023/promise/one-day/")
    fill(window, value="50")
    window.press("Check the answers")
    window.press("Set the target")
    window.open("/promises/one-day/")
    assert "0 of 50" in window.text


def create_programme(people: People) -> None:
    """The manager creates a programme with two modules; the officer is refused, with the reason."""
    people.officer.open("/programmes/new/")
    assert "Only the programme manager of the host" in people.officer.text
    window = people.manager
    window.open("/programmes/new/")
    fill(window, key="short", title_en="Short course", modules_en="5 | Urban governance\n3 | E-government")
    window.page.get_by_role("button", name="Create the programme").dblclick()
    window.page.wait_for_url("**/programmes/short/")
    window.check()
    assert "Urban governance" in window.text


def plan(people: People) -> str:
    """The manager plans an edition of one day with two sessions; gives its address."""
    window = people.manager
    window.open("/programmes/short/plan/")
    dates = {"starts": TODAY, "ends": TODAY, "nominations_close": TODAY}
    fill(window, title="One day in Beijing", place="Beijing", commitment="Training of one day", **dates)
    window.press("Plan the edition")
    edition = window.path
    for language, capacity in [("Русский", "9"), ("English", "4")]:
        window.open(edition + "sessions/add/")
        fill(window, starts=TODAY, ends=TODAY, place="Beijing", language=language, capacity=capacity)
        window.press("Add the session")
    return edition


def grant_seats(people: People, edition: str) -> None:
    """The manager grants seats and gives them to the country; the focal point shares them out; too many are refused."""
    window = people.manager
    window.open(edition + "seats/entry/")
    window.page.get_by_label("Seats are added").check()
    fill(window, seats="40", reason="First grant", paper="Letter 1", commitment="Training of one day")
    window.press("Check the entry")
    window.press("Record")
    move_seats(window, edition, to="Kyrgyzstan", seats="40")
    window = people.focal_point
    move_seats(window, edition, to="Bishkek City", seats="12")
    window.open(edition + "seats/move/")
    window.page.locator("main tbody").get_by_role("link", name="Kyrgyzstan").first.click()
    fill(window, to="State Tax Service", seats="29", reason="Too many")
    window.press("Check the entry")
    assert "Only 28 of 28 seats are free; 29 were asked for." in window.text
    window.open(edition + "seats/")
    assert "40 seats are granted." in window.text


def move_seats(window, edition: str, *, to: str, seats: str) -> None:
    """Pass seats on, through the check page."""
    window.open(edition + "seats/move/")
    fill(window, to=to, seats=seats, reason="Share")
    window.press("Check the entry")
    window.press("Record")


def open_for_nominations(people: People, edition: str) -> None:
    """The manager opens nominations; the officer may not."""
    people.officer.open(edition)
    assert people.officer.page.get_by_role("button", name="Open nominations").count() == 0
    people.manager.open(edition)
    people.manager.press("Open nominations")


def send_and_correct(people: People, edition: str) -> None:
    """The officer sends the list as it is, corrects a cell, decides about a double, and nominates everybody."""
    window = people.officer
    window.open(edition + "lists/")
    window.page.locator("main [name='file']").set_input_files(LIST)
    window.press("Send the list")
    window.wait_for_job()
    assert "List of 18 people from Kyrgyzstan" in window.text
    window.page.get_by_label("“aigul.borubaev12@example.org” is right").check()
    window.press("Save the corrections")
    window.press("One person: keep row 8")
    window.press("Nominate 17 people")


def forward_and_accept(people: People, edition: str) -> None:
    """The nominations pass the officer and the focal point; then the host sees and accepts them."""
    page = edition + "nominations/"
    people.manager.open(page)
    assert "Бөрүбаева" not in people.manager.text
    for window, verb in [(people.officer, "Forward"), (people.focal_point, "Forward"), (people.manager, "Accept")]:
        window.open(page)
        window.press(f"{verb} all 17 people")


def place_and_substitute(people: People, edition: str) -> None:
    """The manager plans and publishes; one person withdraws at home, and a substitute takes the seat."""
    page, window = edition + "placement/", people.manager
    window.open(page)
    window.press("Use the service policy")
    window.wait_for_job()
    assert "This plan places 13 people. 4 wait." in window.text
    window.press("Check and publish 13 places")
    window.press("Publish 13 places")
    people.focal_point.open(page)
    people.focal_point.press("Withdraw")
    fill(people.focal_point, reason="Another post")
    people.focal_point.press("Withdraw this person")
    window.open(page)
    assert "12 people have a seat. 4 wait. 1 person withdrew." in window.text
    window.press("Find a substitute")
    window.press("Give the seat")
    assert "13 people have a seat. 3 wait. 1 person withdrew." in window.text


def run_the_course(people: People, edition: str) -> None:
    """The manager opens the issuer and the course, takes attendance, settles, and issues certificates."""
    window = people.manager
    window.open("/issuers/nag/")
    fill(window, code="cn-nag")
    window.press("Open the issuer")
    window.open(edition + "attendance/")
    window.press("Open the course")
    window.open(edition + "attendance/1/")
    window.page.locator("main [name='present']").last.uncheck()
    window.press("Record")
    window.open(edition + "attendance/2/")
    window.press("Record")
    window.open(edition + "attendance/")
    window.press("Settle who completed it")
    window.press("Settle who completed it")
    for number in (8, 4):
        window.press(f"Issue {number} certificates")
        window.wait_for_job()


def check_and_revoke(people: People, stranger) -> None:
    """A stranger checks one certificate; the manager revokes it; the stranger sees that and why."""
    number = "CN-NAG-" + TODAY[:4] + "-00001"
    stranger.open("/check/")
    fill(stranger, asked=number)
    stranger.press("Check the certificate")
    assert "Valid" in stranger.text
    assert "The name is not shown here." in stranger.text
    window = people.manager
    window.open("/evidence/one-day/")
    window.page.locator("main tbody th a").nth(1).click()
    window.page.wait_for_load_state()
    window.check()
    assert number in window.text
    window.press("Revoke")
    fill(window, reason="Issued as a trial")
    window.press("Revoke")
    stranger.open(f"/check/{number}/")
    assert "Revoked" in stranger.text
    assert "Issued as a trial" in stranger.text


@pytest.mark.parametrize("width", [1280, 390])
def test_the_whole_run_by_hand(reader, width):
    with installed("--only-network") as network:
        people = People(reader, network, width)
        promise(people)
        create_programme(people)
        edition = plan(people)
        grant_seats(people, edition)
        open_for_nominations(people, edition)
        send_and_correct(people, edition)
        forward_and_accept(people, edition)
        place_and_substitute(people, edition)
        run_the_course(people, edition)
        people.secretary.open("/promises/one-day/")
        assert "12 of 50 people trained" in people.secretary.text
        check_and_revoke(people, reader(network, width=width))
        people.secretary.open("/promises/one-day/")
        assert "11 of 50 people trained" in people.secretary.text
        assert network.sabaq("audit", "verify").stdout.startswith("The audit chain verifies")

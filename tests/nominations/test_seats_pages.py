"""The ledger's numbers and pages: what is counted as of a day, what is shown to whom, and the two forms."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.test import Client

from sabaq.agreements.models import Target
from sabaq.network.models import Country, Institution
from sabaq.nominations.actions.seats import Ground, grant_seats, split_seats
from sabaq.nominations.domain.seats import Balance, Share
from sabaq.nominations.models import Holding, Nomination, Placement, SeatEntry
from sabaq.nominations.queries.seats import (
    balances,
    editions_without_seats,
    entry_lines,
    expected_target,
    pool_of,
    seats_of_editions,
    share_lines,
)
from sabaq.nominations.tables.seats import draw_waterfall
from sabaq.people.models import Person
from sabaq.platform.actors import SYSTEM
from sabaq.programmes.queries import SeatsInEdition

URL = "/editions/short-kg/seats/"


def on(day):
    return Ground("Letter", paper="Letter 1", day=day)


@pytest.fixture
def shared(world, at):
    """20 seats on 1 January, 5 of them Kyrgyzstan's on 1 February, 2 of these the agency's on 1 March."""
    by = {"by": SYSTEM, "at": at}
    grant_seats(world.edition, seats=20, ground=on(date(2026, 1, 1)), **by)
    country = Country.objects.get(pk="KG")
    split_seats(pool_of(world.edition), to=country, seats=5, ground=on(date(2026, 2, 1)), **by)
    of_country = pool_of(world.edition, country=country)
    split_seats(of_country, to=world.agency, seats=2, ground=on(date(2026, 3, 1)), **by)
    return world


@pytest.fixture
def nominate(world, at):
    """`nominate(agency)` proposes one more person of an agency."""

    def proposed(agency, **states):
        return Nomination.objects.create(
            edition=world.edition, person=Person.objects.create(), agency=agency, country=agency.country, priority=1,
            **{"nominated_at": at, **states},
        )  # fmt: skip

    return proposed


def by_name(edition, **as_of):
    return {str(p.institution or p.country or "edition"): b for p, b in balances(edition, **as_of).items()}


def test_balances_count_people_where_their_seats_come_from(shared, nominate, at):
    for _ in range(3):
        nominate(shared.agency)
    nominate(shared.other_agency)
    nominate(shared.foreign_agency)
    nominate(shared.agency, sender_state="withdrawn")
    nominate(shared.agency, sender_state="draft")
    nominate(shared.agency, host_state="rejected")
    pool = pool_of(shared.edition, agency=shared.agency)
    placed, left = nominate(shared.agency), nominate(shared.agency)
    seats = [Placement.objects.create(session=shared.first, number=number) for number in (1, 2)]
    Holding.objects.create(placement=seats[0], nomination=placed, pool=pool, since=at)
    Holding.objects.create(placement=seats[1], nomination=left, pool=pool, since=at, until=at + timedelta(days=1))
    assert by_name(shared.edition) == {
        "edition": Balance(received=20, given=5, named=1),
        "Kyrgyzstan": Balance(received=5, given=2, named=1),
        "Civil Service Agency": Balance(received=2, held=1, named=5),
    }
    assert seats_of_editions([shared.edition]) == {
        shared.edition.pk: SeatsInEdition(20, {shared.first.pk: 1}, {shared.first.pk: 2})
    }


def test_the_ledger_as_of_an_earlier_day(shared, nominate, at):
    nominate(shared.agency)
    pool = pool_of(shared.edition, agency=shared.agency)
    seat = Placement.objects.create(session=shared.first, number=1)
    Holding.objects.create(
        placement=seat, nomination=nominate(shared.agency), pool=pool, since=at, until=at + timedelta(days=9)
    )
    assert by_name(shared.edition, as_of=date(2025, 12, 31)) == {}
    assert by_name(shared.edition, as_of=date(2026, 1, 31)) == {"edition": Balance(received=20)}
    assert by_name(shared.edition, as_of=date(2026, 3, 1)) == {
        "edition": Balance(received=20, given=5),
        "Kyrgyzstan": Balance(received=5, given=2),
        "Civil Service Agency": Balance(received=2),
    }
    assert by_name(shared.edition, as_of=at.date())["Civil Service Agency"] == Balance(received=2, held=1, named=2)
    assert by_name(shared.edition)["Civil Service Agency"] == Balance(received=2, held=0, named=2)
    assert [(line.number, line.change, line.total) for line in entry_lines(shared.edition)] == [
        (1, 20, 20), (2, 0, 20), (3, 0, 20),
    ]  # fmt: skip


def test_three_queries_give_all_balances(shared, nominate, django_assert_num_queries, at):
    for number in range(4):
        agency = Institution.objects.create(key=f"a{number}", country_id="KG", kind="agency", names={"en": str(number)})
        nominate(agency)
        split_seats(pool_of(shared.edition), to=agency, seats=1, ground=on(None), by=SYSTEM, at=at)
    with django_assert_num_queries(3):
        found = balances(shared.edition)
        assert [str(pool.institution or pool.country) for pool in found][-1] == "3"
    with django_assert_num_queries(3):
        seats_of_editions([shared.edition, shared.edition])


def test_shares_put_agencies_under_their_country(shared, nominate):
    for _ in range(3):
        nominate(shared.agency)
    lines = [
        (line.kind, str(line.pool and (line.pool.institution or line.pool.country)), line.share)
        for line in share_lines(balances(shared.edition))
    ]
    assert lines == [
        ("group", "Kyrgyzstan", Share(seats=5, with_name=2, unnamed=3, waiting=1)),
        ("pool", "Civil Service Agency", Share(seats=2, with_name=2, waiting=1)),
        ("rest", "Kyrgyzstan", Share(seats=3, unnamed=3)),
        ("rest", "None", Share(seats=15, unnamed=15)),
        ("total", "None", Share(seats=20, with_name=2, unnamed=18, waiting=1)),
    ]


def test_the_chart_says_its_finding_and_draws_what_is_only_expected(shared, at):
    assert draw_waterfall([], None) is None
    Target.objects.create(commitment=shared.commitment, version=1, value=50)
    Target.objects.create(commitment=shared.commitment, version=2, value=700, is_expected=True)
    grant_seats(shared.edition, seats=480, ground=Ground("Raised in 2026", "Report"), by=SYSTEM, at=at)
    chart = draw_waterfall(entry_lines(shared.edition), expected_target(shared.edition))
    assert chart.finding == "From 20 seats to 500; 200 more are expected"
    assert chart.description == (
        "Letter: 20; Raised in 2026: +480; Granted in all: 500; Expected: +200; Expected in all: 700"
    )
    assert [(bar.fill, bar.x, bar.width, bar.y) for bar in chart.bars] == [
        ("f-ink", "0.00%", "2.40%", 24), ("f-got", "2.40%", "57.60%", 86), ("f-ink", "0.00%", "60.00%", 148),
        ("f-next", "60.00%", "24.00%", 210), ("f-free", "0.00%", "84.00%", 272),
    ]  # fmt: skip


def test_many_entries_are_drawn_as_one_bar_and_the_newest(shared, at):
    for _ in range(7):
        grant_seats(shared.edition, seats=1, ground=Ground("One more", "Letter"), by=SYSTEM, at=at)
    bars = draw_waterfall(entry_lines(shared.edition), None).bars
    assert [(bar.label, bar.number) for bar in bars] == [
        ("Earlier entries together", "21"), *[("One more", "+1")] * 6, ("Granted in all", "27"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "status", "buttons"),
    [
        ("manager", 200, ["seats/move/", "seats/entry/"]),
        ("secretary", 200, []),
        ("focal_point", 200, ["seats/move/"]),
        ("officer", 200, ["seats/move/"]),
        ("foreign_focal_point", 200, []),
        ("participant", 403, []),
    ],
)
def test_who_sees_the_ledger_and_which_buttons(shared, sign_in, role, status, buttons):
    response = sign_in(role).get(URL)
    text = response.content.decode()
    assert response.status_code == status
    assert [part for part in ("seats/move/", "seats/entry/") if part in text] == buttons


@pytest.mark.parametrize(("state", "first"), [("open", "btn"), ("ended", "btn quiet")])
def test_seats_are_not_the_next_step_of_an_edition_that_has_ended(shared, sign_in, state, first):
    shared.edition.state = state
    shared.edition.save()
    text = sign_in("manager").get(URL).content.decode()
    assert re.findall(r'<a class="([^"]+)" href="[^"]*/seats/(?:move|entry)/"', text) == [first, "btn quiet"]


@pytest.mark.parametrize("asked", ["garbage", "2026-02-30"])
def test_a_day_that_cannot_be_read_is_said_and_today_is_shown(shared, sign_in, asked):
    response = sign_in("manager").get(URL, {"on": asked})
    assert response.context["form"].errors == {"on": [f"“{asked}” is not a date."]}
    text = response.content.decode()
    assert (response.context["as_of"], "1 answer needs a change" in text, 'id="id_on"' in text) == (None, True, True)
    fine = sign_in("manager").get(URL, {"on": "2026-01-31"})
    assert (fine.context["as_of"], fine.context["form"].errors) == (date(2026, 1, 31), {})


def test_bars_compare_the_shares_and_leave_out_what_is_not_shared_out(shared, nominate, sign_in):
    nominate(shared.agency)
    response = sign_in("manager").get(URL)
    text = response.content.decode()
    assert (response.context["scale"], text.count('class="meter"')) == (2, 1)
    assert ("1 has a name. 19 have no name yet." in text, "On the placement page" in text) == (True, False)
    for _ in range(2):
        nominate(shared.agency)
    response = sign_in("manager").get(URL)
    text = response.content.decode()
    assert (response.context["scale"], "On the placement page" in text) == (3, True)
    assert "2 have a name. 18 have no name yet. 1 person waits where the share is full." in text


def test_nobody_is_sent_to_sign_in(shared):
    assert Client().get(URL).status_code == 302


def test_an_edition_without_seats_says_what_to_do(world, sign_in):
    text = sign_in("manager").get(URL).content.decode()
    assert "This edition has no seats yet." in text
    assert "The programme manager of the host records the first entry" in text
    assert ("seats/entry/" in text, "seats/move/" in text) == (True, False)


def test_the_desk_of_the_host_names_editions_without_seats(world, actors, at):
    lines = {role: editions_without_seats(actors[role], at.date()) for role in ("manager", "focal_point", "nobody")}
    assert {role: [(str(i.sentence), i.url, i.due) for i in items] for role, items in lines.items()} == {
        "manager": [("Kyrgyz edition has no seats yet, so nobody can be nominated.", URL, date(2026, 3, 12))],
        "focal_point": [],
        "nobody": [],
    }
    assert editions_without_seats(actors["manager"], date(2026, 3, 13)) == []
    grant_seats(world.edition, seats=1, ground=on(None), by=SYSTEM, at=at)
    assert editions_without_seats(actors["manager"], at.date()) == []


def test_the_ledger_of_an_earlier_day_offers_no_button(shared, sign_in):
    text = sign_in("manager").get(URL + "?on=2026-01-31").content.decode()
    assert "This is the ledger at the end of" in text
    assert ("seats/entry/" in text, "Civil Service Agency" in text) == (False, False)
    assert "seats/entry/" in sign_in("manager").get(URL + "?on=tomorrow").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_ledger(shared, sign_in, django_assert_max_num_queries, at):
    client = sign_in("manager")
    client.get(URL)
    for number in range(12):
        agency = Institution.objects.create(key=f"a{number}", country_id="UZ", kind="agency", names={"en": str(number)})
        split_seats(pool_of(shared.edition), to=agency, seats=1, ground=on(None), by=SYSTEM, at=at)
    with django_assert_max_num_queries(14):
        assert client.get(URL).status_code == 200


def test_the_register_as_a_spreadsheet(shared, sign_in):
    body = sign_in("focal_point").get(URL + "?export=csv").content.decode("utf-8-sig")
    rows = [row[:8] for row in csv.reader(io.StringIO(body), delimiter=";")]
    assert rows == [
        ["No.", "Date", "Entry", "From", "To", "Seats", "Change of the total", "Total"],
        ["1", "2026-01-01", "Granted", "", "The edition", "20", "20", "20"],
        ["2", "2026-02-01", "Shared out", "The edition", "Kyrgyzstan", "5", "0", "20"],
        ["3", "2026-03-01", "Shared out", "Kyrgyzstan", "Civil Service Agency", "2", "0", "20"],
    ]
    assert sign_in("manager").get(URL + "?export=xlsx").content[:2] == b"PK"


ENTRY = {"kind": "amend", "seats": "30", "reason": "Raised", "paper": "Letter 2", "day": "2026-03-02"}


def test_an_entry_is_checked_before_it_is_written(shared, sign_in):
    client = sign_in("manager")
    assert client.get(URL + "entry/").status_code == 200
    wrong = client.post(URL + "entry/", {**ENTRY, "paper": ""})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (200, ["paper"])
    check = client.post(URL + "entry/", ENTRY)
    assert check.context["checks"] == [("Granted so far", "20"), ("Granted after this entry", "30")]
    again = client.post(URL + "entry/", {**ENTRY, "change": "1"})
    assert again.context["form"]["reason"].value() == "Raised"
    assert SeatEntry.objects.count() == 3
    done = client.post(URL + "entry/", {**ENTRY, "confirmed": "1"}, follow=True)
    assert [str(message) for message in done.context["messages"]] == ["The entry was recorded."]
    assert SeatEntry.objects.order_by("-pk").values_list("kind", "seats", "paper")[0] == ("amend", 10, "Letter 2")


def test_seats_are_moved_by_the_form_and_a_refusal_is_said(shared, sign_in):
    client = sign_in("focal_point")
    choice = client.get(URL + "move/")
    assert [str(pool.institution or pool.country) for pool, _balance in choice.context["choices"]] == [
        "Kyrgyzstan", "Civil Service Agency",
    ]  # fmt: skip
    pool = pool_of(shared.edition, country=Country.objects.get(pk="KG"))
    url, answer = f"{URL}move/?from={pool.pk}", {"seats": "3", "reason": "Ours", "day": "2026-03-02"}
    answer["to"] = f"agency:{shared.other_agency.pk}"
    assert client.post(url, answer).context["checks"] == [
        ("From", "Kyrgyzstan"), ("To", "Tax Service"), ("Seats", "3"), ("Free before", "3"), ("Free after", "0"),
    ]  # fmt: skip
    foreign = client.post(url, {**answer, "to": f"agency:{shared.foreign_agency.pk}"})
    assert list(foreign.context["form"].errors) == ["to"]
    refused = client.post(url, {**answer, "seats": "4", "confirmed": "1"}, follow=True)
    assert refused.context["form"].errors == {
        "seats": ["Only 3 of 3 seats are free; 4 were asked for. Ask for fewer seats, or have more granted first."]
    }
    client.post(url, {**answer, "confirmed": "1"})
    assert by_name(shared.edition)["Tax Service"] == Balance(received=3)


def test_seats_are_given_back_by_the_form(shared, sign_in):
    answer = {"to": "back", "seats": "1", "reason": "Not needed", "day": "2026-03-02", "confirmed": "1"}
    sign_in("officer").post(URL + "move/", answer)
    assert by_name(shared.edition)["Civil Service Agency"] == Balance(received=2, given=1)


def test_forms_about_the_seats_of_others_are_refused(shared, sign_in):
    pool = pool_of(shared.edition)
    assert sign_in("focal_point").get(f"{URL}move/?from={pool.pk}").status_code == 403
    assert sign_in("manager").get(f"{URL}move/?from=999").status_code == 404
    assert sign_in("focal_point").post(URL + "entry/", ENTRY).status_code == 403
    assert sign_in("participant").get(URL + "move/").status_code == 403
    shared.edition.host = shared.agency
    shared.edition.save()
    assert sign_in("manager").post(URL + "entry/", {**ENTRY, "confirmed": "1"}).status_code == 403
    assert SeatEntry.objects.count() == 3

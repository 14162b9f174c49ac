"""Accounts by letter: the one-time password is shown once, must be changed, and until then opens nothing else."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sabaq.network.models import Country, Institution, Membership, Network
from sabaq.people import actions
from sabaq.people.domain import one_time_password
from sabaq.people.models import Account, Mandate, Person, PersonName, Post
from sabaq.people.queries import actor_of_account
from sabaq.people.states import ConsentPurpose, Role
from sabaq.platform.audit import history_of
from sabaq.platform.models import AuditEntry
from sabaq.platform.refusals import NotPermitted
from tests.conftest import make_account

PASSWORD = re.compile(r"<code translate=\"no\">([a-z0-9-]{19})</code>")


@pytest.fixture
def rector(world):
    person = Person.objects.create()
    PersonName.objects.create(person=person, script="latn", full="Rec Tor")
    Post.objects.create(person=person, institution=Institution.objects.get(key="agency"), office={"en": "Rector"})
    Mandate.objects.create(person=person, role="focal_point", country_id="KG", since="2026-01-01")
    return person


def open_account(client, person):
    return client.post(f"/people/{person.key}/account/open/", {"email": "Rec.Tor@example.org", "language": "ru"})


def password_on(letter):
    found = PASSWORD.search(letter.content.decode())
    assert found is not None
    return found.group(1)


def send(client, password):
    return client.post("/sign-in/", {"email": "rec.tor@example.org", "password": password})


def test_a_letter_brings_the_password_once_and_nothing_keeps_it(rector, sign_in):
    client = sign_in("secretary")
    letter = open_account(client, rector)
    password = password_on(letter)
    assert (letter.status_code, letter["Cache-Control"]) == (200, "no-store")
    account = Account.objects.get(person=rector)
    assert (account.email, account.language, account.must_change_password) == ("rec.tor@example.org", "ru", True)
    assert (account.check_password(password), password in account.password) == (True, False)
    entry = history_of(account, mentions=True).get()
    assert (entry.facts, {word.name for word in entry.words.all()}) == ({"sample": False}, {"actor"})
    again = open_account(client, rector)
    assert again.context["form"].non_field_errors() == ["This person already has an account."]


def test_before_the_change_the_account_can_do_nothing_else(rector, sign_in, at):
    password = password_on(open_account(sign_in("secretary"), rector))
    account = Account.objects.get(person=rector)
    waiting = actor_of_account(account.pk, at)
    assert (waiting.key, waiting.person, waiting.grants) == (account.pk, None, ())
    client = Client()
    assert send(client, password)["Location"] == "/password/"
    assert client.cookies["language"].value == "ru"
    client.cookies["language"] = "en"
    assert client.get("/desk/")["Location"] == "/password/"
    assert [client.get(url).status_code for url in ("/chains/KG/", "/people/")] == [403, 403]
    assert client.get("/password/").context["is_first"] is True
    same = client.post("/password/", {"current": password, "new": password})
    assert same.context["form"].errors == {"new": ["The new password is the one you use now. Choose another one."]}
    assert client.post("/password/", {"current": password, "new": "four quiet horses"})["Location"] == "/desk/"
    assert (client.get("/desk/").status_code, client.get("/chains/KG/").status_code) == (200, 200)
    assert [grant.scope for grant in actor_of_account(account.pk, at).grants] == ["country:KG"]
    assert send(Client(), password).status_code == 200
    assert send(Client(), "four quiet horses")["Location"] == "/desk/"


def test_a_new_letter_ends_the_password_and_opens_a_closed_account(rector, sign_in):
    secretary = sign_in("secretary")
    first = password_on(open_account(secretary, rector))
    secretary.post(f"/people/{rector.key}/account/close/", {"reason": "Left"})
    assert send(Client(), first).status_code == 200
    second = password_on(secretary.post(f"/people/{rector.key}/account/letter/"))
    assert (send(Client(), first).status_code, send(Client(), second)["Location"]) == (200, "/password/")
    account = Account.objects.get(person=rector)
    told = [(e.verb, e.facts, e.word("reason")) for e in history_of(account, mentions=True)]
    assert told == [
        ("people.renew_password", {"reopened": True}, ""),
        ("people.close_account", {}, "Left"),
        ("people.open_account", {"sample": False}, ""),
    ]


def test_closing_an_account_ends_its_sessions(accounts, sign_in):
    officer, url = sign_in("officer"), f"/people/{accounts['officer'].person.key}/account/close/"
    assert officer.get("/desk/").status_code == 200
    secretary = sign_in("secretary")
    assert secretary.post(url, {"reason": ""}).context["form"].errors == {"reason": ["This field is required."]}
    assert secretary.post(url, {"reason": "Left the service"}).status_code == 302
    assert officer.get("/desk/").status_code == 302
    again = secretary.post(url, {"reason": "x"})
    assert again.context["form"].non_field_errors() == ["This account is already closed."]


def test_nobody_closes_or_renews_their_own_account(accounts, actors, sign_in, at):
    account, by = accounts["secretary"], actors["secretary"]
    with pytest.raises(actions.OwnAccount):
        actions.close_account(account, reason="x", by=by, at=at)
    with pytest.raises(actions.OwnAccount):
        actions.renew_password(account, password=one_time_password(), by=by, at=at)
    page = sign_in("secretary").get(f"/people/{account.person.key}/").content.decode()
    assert ("account/letter" in page, "account/close" in page) == (False, False)


def test_the_secretariat_does_not_take_an_administrators_account(world, accounts, actors, at):
    account = accounts["officer"]
    actions.grant_mandate(
        account.person, role=Role.ADMINISTRATOR, where=world.network, since=at.date(), by=actors["system"], at=at
    )
    with pytest.raises(NotPermitted, match="Only another administrator"):
        actions.renew_password(account, password=one_time_password(), by=actors["secretary"], at=at)
    with pytest.raises(NotPermitted, match="Only another administrator"):
        actions.close_account(account, reason="x", by=actors["secretary"], at=at)
    actions.close_account(account, reason="x", by=actors["system"], at=at)
    assert Account.objects.get(pk=account.pk).is_active is False


@pytest.mark.parametrize("role", ["focal_point", "officer", "manager", "participant", "nobody"])
def test_only_the_secretariat_opens_and_closes(accounts, actors, at, role):
    account = accounts["foreign_focal_point"]
    with pytest.raises(NotPermitted):
        actions.close_account(account, reason="x", by=actors[role], at=at)
    with pytest.raises(NotPermitted):
        actions.renew_password(account, password=one_time_password(), by=actors[role], at=at)
    assert not AuditEntry.objects.exists()


def test_one_time_passwords_differ_and_have_no_letters_that_look_alike():
    made = {one_time_password() for _ in range(200)}
    assert len(made) == 200
    assert set("".join(made)) & set("0o1ilO") == set()
    assert {len(password) for password in made} == {19}


@pytest.fixture
def other_secretary(world, at):
    """The secretary of another network, whose member is in another country."""
    other = Network.objects.create(key="other", names={"en": "Other"})
    Membership.objects.create(network=other, institution=world.foreign_agency)
    account = make_account("Sec Two", ("secretary", "network", other))
    return actor_of_account(account.pk, at)


def test_a_secretary_of_another_network_takes_nothing_in_hand(world, rector, accounts, actors, other_secretary, at):
    act = {"by": other_secretary, "at": at}
    account = accounts["focal_point"]
    elsewhere = "This person has no office and no mandate in your network."
    with pytest.raises(NotPermitted, match=elsewhere):
        actions.open_account(rector, email="x@example.org", password=one_time_password(), **act)
    with pytest.raises(NotPermitted, match=elsewhere):
        actions.renew_password(account, password=one_time_password(), **act)
    with pytest.raises(NotPermitted, match=elsewhere):
        actions.close_account(account, reason="x", **act)
    for role, where in [(Role.FOCAL_POINT, Country.objects.get(code="KG")), (Role.AGENCY_OFFICER, world.other_agency)]:
        with pytest.raises(NotPermitted, match="Only the secretariat of that network"):
            actions.grant_mandate(rector, role=role, where=where, since=at.date(), **act)
    for mandate in Mandate.objects.filter(person__in=[account.person, accounts["secretary"].person]):
        with pytest.raises(NotPermitted, match="Only the secretariat of that network"):
            actions.end_mandate(mandate, last_day=at.date(), reason="x", **act)
    assert not AuditEntry.objects.exists()
    ending = Mandate.objects.get(person=accounts["foreign_focal_point"].person)
    actions.end_mandate(ending, last_day=at.date(), reason="x", **act)


def test_no_letter_takes_an_account_over_that_is_in_use(world, rector, accounts, sign_in, actors, at):
    secretary = sign_in("secretary")
    password = password_on(open_account(secretary, rector))
    page = f"/people/{rector.key}/"
    assert "account/letter" in secretary.get(page).content.decode()
    assert send(Client(), password)["Location"] == "/password/"
    account = Account.objects.get(person=rector)
    with pytest.raises(NotPermitted, match="Only an administrator does this to an account that is in use"):
        actions.renew_password(account, password=one_time_password(), by=actors["secretary"], at=at)
    assert (
        "account/letter" in secretary.get(page).content.decode(),
        secretary.get(page + "account/letter/").status_code,
    ) == (False, 403)
    Mandate.objects.create(
        person=accounts["secretary"].person, role="administrator", network=world.network, since="2026-01-01"
    )
    assert password_on(secretary.post(page + "account/letter/")) != password


def test_an_administrators_mandate_is_ended_by_an_administrator_or_its_holder(world, accounts, actors, at):
    mandate = Mandate.objects.create(
        person=accounts["officer"].person, role="administrator", network=world.network, since=date(2026, 1, 1)
    )
    ending = {"last_day": at.date(), "reason": "x", "at": at}
    with pytest.raises(NotPermitted, match="Only an administrator ends an administrator's mandate"):
        actions.end_mandate(mandate, by=actors["secretary"], **ending)
    actions.end_mandate(mandate, by=actor_of_account(accounts["officer"].pk, at), **ending)
    second = Mandate.objects.create(
        person=accounts["participant"].person, role="administrator", network=world.network, since=date(2026, 1, 1)
    )
    Mandate.objects.create(
        person=accounts["secretary"].person, role="administrator", network=world.network, since="2026-01-01"
    )
    actions.end_mandate(second, by=actor_of_account(accounts["secretary"].pk, at), **ending)


def test_a_mandate_holds_on_the_days_of_the_installations_calendar(accounts):
    """Eight in the evening of 1 March UTC is 2 March where the sample network is."""
    Mandate.objects.filter(person=accounts["manager"].person).update(until=date(2026, 3, 1))
    Mandate.objects.filter(person=accounts["officer"].person).update(since=date(2026, 3, 2))
    evening = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
    held = {role: len(actor_of_account(accounts[role].pk, evening).grants) for role in ("manager", "officer")}
    assert held == {"manager": 0, "officer": 1}


def test_what_a_person_has_once_is_written_behind_a_lock_on_the_person(rector, accounts, actors, world, at):
    """Two clicks at once: the second waits for the first, then reads what it wrote, and is refused in words."""
    participant = accounts["participant"].person
    acts = {
        "people_consent": lambda: actions.give_consent(
            participant, purpose=ConsentPurpose.NAME_ON_CHECK_PAGE, text_version="1", language="en",
            by=actors["participant"], at=at,
        ),
        "people_mandate": lambda: actions.grant_mandate(
            rector, role=Role.AGENCY_OFFICER, where=world.agency, since=at.date(), by=actors["secretary"], at=at
        ),
        "people_account": lambda: actions.open_account(rector, email="x@example.org", by=actors["secretary"], at=at),
    }  # fmt: skip
    for table, act in acts.items():
        with CaptureQueriesContext(connection) as queries:
            act()
        asked = [query["sql"] for query in queries]
        locks = [n for n, sql in enumerate(asked) if sql.startswith("SELECT") and 'FROM "people_person" WHERE' in sql]
        if connection.vendor == "postgresql":
            locks = [n for n in locks if asked[n].endswith("FOR UPDATE")]
        reads = [n for n, sql in enumerate(asked) if f'FROM "{table}" WHERE' in sql and "INNER JOIN" not in sql]
        assert (len(locks), locks[0] < reads[-1]) == (1, True), table

"""Accounts by letter: the one-time password is shown once, must be changed, and until then opens nothing else."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from sabaq.network.models import Institution
from sabaq.people import actions
from sabaq.people.domain import one_time_password
from sabaq.people.models import Account, Mandate, Person, PersonName, Post
from sabaq.people.queries import actor_of_account
from sabaq.people.states import Role
from sabaq.platform.audit import history_of
from sabaq.platform.models import AuditEntry
from sabaq.platform.refusals import NotPermitted

PASSWORD = re.compile(r"<code translate=\"no\">([a-z0-9-]{19})</code>")


@pytest.fixture(autouse=True)
def _clean_counters():
    cache.clear()


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
    assert (letter.status_code, letter["Cache-Control"]) == (
        200, "max-age=0, no-cache, no-store, must-revalidate, private",
    )  # fmt: skip
    account = Account.objects.get(person=rector)
    assert (account.email, account.language, account.must_change_password) == ("rec.tor@example.org", "ru", True)
    assert (account.check_password(password), password in account.password) == (True, False)
    entry = history_of(account).get()
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
    told = [(e.verb, e.facts, e.word("reason")) for e in history_of(account)]
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

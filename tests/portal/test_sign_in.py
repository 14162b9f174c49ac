"""Signing in: the password, the brake on guessing, where the sample's one click is answered, and the way out."""

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from sabaq.platform.models import Tries
from sabaq.portal.forms import ACCOUNT_LIMIT, ADDRESS_LIMIT, PAIR_LIMIT

PASSWORD = "four quiet horses"
URL = "/sign-in/"


@pytest.fixture
def manager(accounts):
    account = accounts["manager"]
    account.set_password(PASSWORD)
    account.save()
    return account


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def send(client, email, password=PASSWORD, **extra):
    return client.post(URL, {"email": email, "password": password, **extra.pop("fields", {})}, **extra)


def test_the_right_password_leads_to_the_desk_in_the_accounts_language(manager, client):
    manager.language = "ru"
    manager.save()
    response = send(client, "Man.Ager@Example.ORG")
    assert (response.status_code, response.url, signed_in_as(client)) == (302, "/desk/", str(manager.pk))
    assert response.cookies["language"].value == "ru"


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [("/programmes/", "/programmes/"), ("https://evil.example/", "/desk/"), ("//evil.example", "/desk/")],
)
def test_the_way_on_stays_on_this_site(manager, client, wanted, leads_to):
    assert send(client, manager.email, fields={"next": wanted}).url == leads_to


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(manager, client):
    answers = [send(client, manager.email, "x"), send(client, "nobody@example.org", "x")]
    shown = [answer.context["form"].non_field_errors() for answer in answers]
    assert shown == [["The e-mail and the password do not belong together."]] * 2
    assert signed_in_as(client) is None


def test_a_closed_account_cannot_sign_in(manager, client):
    manager.is_active = False
    manager.save()
    assert send(client, manager.email).status_code == 200
    assert signed_in_as(client) is None


TOO_MANY = ["There were too many attempts. Wait 15 minutes, then try again."]


def test_guessing_from_one_address_locks_nobody_out_elsewhere(manager, client):
    for _ in range(PAIR_LIMIT):
        send(client, manager.email, "x", REMOTE_ADDR="10.0.0.1")
    refused = send(client, manager.email.upper(), REMOTE_ADDR="10.0.0.1")
    assert (refused.context["form"].non_field_errors(), signed_in_as(client)) == (TOO_MANY, None)
    send(client, manager.email, REMOTE_ADDR="10.0.0.2")
    assert signed_in_as(client) == str(manager.pk)


def test_one_account_is_guarded_from_many_addresses(manager, client, monkeypatch):
    monkeypatch.setattr("sabaq.portal.forms.authenticate", lambda **_: None)
    for number in range(ACCOUNT_LIMIT):
        send(client, manager.email, "x", REMOTE_ADDR=f"10.0.0.{number}")
    monkeypatch.undo()
    response = send(client, manager.email, REMOTE_ADDR="10.0.1.1")
    assert (response.context["form"].non_field_errors(), signed_in_as(client)) == (TOO_MANY, None)


def test_tries_are_counted_for_all_workers_whatever_the_cache_forgets(manager, client):
    for _ in range(PAIR_LIMIT):
        cache.clear()
        send(client, manager.email, "x", REMOTE_ADDR="10.0.0.1")
    assert send(client, manager.email, REMOTE_ADDR="10.0.0.1").context["form"].non_field_errors() == TOO_MANY
    Tries.objects.update(until=timezone.now())
    assert send(client, manager.email, REMOTE_ADDR="10.0.0.1").url == "/desk/"
    send(client, "nobody@example.org", "x", REMOTE_ADDR="10.0.0.1")
    assert list(Tries.objects.values_list("count", flat=True)) == [1, 1, 1]


def test_one_address_is_stopped_for_all_accounts_and_others_are_not(manager, client, monkeypatch):
    monkeypatch.setattr("sabaq.portal.forms.authenticate", lambda **_: None)
    for number in range(ADDRESS_LIMIT):
        send(client, f"somebody{number}@example.org", "x", REMOTE_ADDR="10.0.0.1")
    monkeypatch.undo()
    send(client, manager.email, REMOTE_ADDR="10.0.0.1")
    assert signed_in_as(client) is None
    send(client, manager.email, REMOTE_ADDR="10.0.0.2")
    assert signed_in_as(client) == str(manager.pk)


def test_a_proxy_on_this_machine_is_believed_in_the_last_place_only(manager, client, monkeypatch):
    monkeypatch.setattr("sabaq.portal.forms.authenticate", lambda **_: None)
    for number in range(ADDRESS_LIMIT):
        forwarded = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": f"1.1.1.{number}, 10.0.0.1"}
        send(client, f"somebody{number}@example.org", "x", **forwarded)
    monkeypatch.undo()
    send(client, manager.email, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="9.9.9.9, 10.0.0.1")
    assert signed_in_as(client) is None


@pytest.fixture
def sample(accounts):
    account = accounts["focal_point"]
    account.is_sample = True
    account.save()
    return account


def click(client, account, **extra):
    return client.post(reverse("portal:sign_in_as_sample", args=[account.pk]), **extra)


LOCAL = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}


@override_settings(SAMPLE_SIGN_IN=True)
def test_one_click_signs_in_on_this_machine(sample, client):
    page = client.get(URL, **LOCAL)
    assert [s.account for s in page.context["samples"]] == [sample]
    assert "National focal point · Kyrgyzstan" in page.content.decode()
    assert click(client, sample, **LOCAL).url == "/desk/"
    assert signed_in_as(client) == str(sample.pk)


@pytest.mark.parametrize(
    ("switched_on", "extra"),
    [
        (False, LOCAL),
        (True, {**LOCAL, "REMOTE_ADDR": "10.0.0.1"}),
        (True, {**LOCAL, "HTTP_HOST": "testserver"}),
        *(
            (True, {**LOCAL, header: value})
            for header, value in {
                "HTTP_X_FORWARDED_FOR": "127.0.0.1",
                "HTTP_X_FORWARDED_HOST": "sabaq.example.org",
                "HTTP_X_FORWARDED_PROTO": "https",
                "HTTP_X_REAL_IP": "8.8.8.8",
                "HTTP_VIA": "1.1 nginx",
                "HTTP_FORWARDED": "for=8.8.8.8",
            }.items()
        ),
    ],
)
def test_one_click_is_refused_elsewhere(sample, client, switched_on, extra):
    with override_settings(SAMPLE_SIGN_IN=switched_on):
        assert client.get(URL, **extra).context["samples"] == []
        click(client, sample, **extra)
    assert signed_in_as(client) is None


@override_settings(SAMPLE_SIGN_IN=True)
def test_one_click_never_opens_a_real_account(sample, accounts, client):
    assert click(client, accounts["secretary"], **LOCAL).status_code == 404
    assert signed_in_as(client) is None


def test_signing_out_needs_a_click_and_ends_the_session(sign_in):
    client = sign_in("manager")
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").url == "/"
    assert signed_in_as(client) is None


def test_every_form_is_guarded_against_other_sites(manager):
    assert send(Client(enforce_csrf_checks=True), manager.email).status_code == 403


def test_changing_the_password_keeps_this_session_and_ends_the_others(manager):
    here, there = Client(), Client()
    send(here, manager.email)
    send(there, manager.email)
    wrong = here.post("/password/", {"current": "x", "new": "seven loud rivers"})
    assert wrong.context["form"].errors == {
        "current": ["The password you use now is another one. Write the password with which you signed in."]
    }
    weak = here.post("/password/", {"current": PASSWORD, "new": "short"})
    assert list(weak.context["form"].errors) == ["new"]
    assert here.post("/password/", {"current": PASSWORD, "new": "seven loud rivers"}).url == "/mandates/"
    assert (here.get("/desk/").status_code, there.get("/desk/").status_code) == (200, 302)


def test_nothing_of_somebodys_own_stays_in_a_browser(sign_in, client):
    signed_in = sign_in("manager")
    assert [signed_in.get(url)["Cache-Control"] for url in ("/", "/desk/", "/people/")] == ["no-store"] * 3
    assert client.get("/").has_header("Cache-Control") is False

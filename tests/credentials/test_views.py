"""The public check page says everything but the name; the page of keys is the manager's."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sabaq.credentials import actions, queries
from sabaq.credentials.forms import CERTIFICATE_LIMIT, PAPER_LIMIT
from sabaq.credentials.models import Issuer, IssuerKey
from sabaq.people.actions import withdraw_consent
from sabaq.platform.files import path_of

from .conftest import PASSPORT, WRITTEN, agree

NAMES = (WRITTEN, PASSPORT, "Асанова", "ASANOVA", "Жылдыз", "ZHYLDYZ")


@pytest.fixture
def certificate(issue):
    """One certificate whose holder did not agree to anything."""
    return issue()


def shown_names(response) -> list[str]:
    text = response.content.decode()
    return [name for name in NAMES if name in text]


def by_number(number: str = "CN-NAG-2026-00001", **posted):
    url = reverse("credentials:check_number", args=[number])
    return Client().post(url, posted) if posted else Client().get(url)


def test_the_page_shows_what_was_taught_by_whom_and_when_but_not_the_name(certificate):
    response = by_number()
    text = response.content.decode()
    shown = ("Valid", "CN-NAG-2026-00001", "Digital governance", "E-government", "16 hours", "Beijing", "Host Academy")
    assert [
        word for word in (*shown, "2–6 February 2026", "Compare with the paper in your hand") if word not in text
    ] == []
    assert (response.status_code, shown_names(response)) == (200, [])


def test_no_public_address_leaks_a_name(certificate):
    client, number = Client(), certificate.number
    for url in (
        f"/check/{number}/",
        f"/check/{number.lower()}/",
        f"/check/{number}.json",
        "/check/issuers.json",
        "/check/",
    ):
        response = client.get(url)
        assert (url, response.status_code, shown_names(response)) == (url, 200, [])


def test_with_consent_the_name_is_shown_and_goes_again(issue, accounts, actors, at):
    issue(person=accounts["participant"].person)
    consent = agree(accounts["participant"].person, by=actors["participant"], at=at)
    assert (WRITTEN in by_number().content.decode(), PASSPORT in by_number().content.decode()) == (True, True)
    withdraw_consent(consent, by=actors["participant"], at=at)
    assert shown_names(by_number()) == []


def test_a_typed_name_gets_yes_or_no(certificate):
    right, wrong = by_number(name="Asanova Zhyldyz"), by_number(name="Асанова Айгүл")
    assert "This is the holder’s name." in right.content.decode()
    assert "This is not the holder’s name" in wrong.content.decode()
    assert shown_names(wrong) == ["Асанова"]  # what was typed, in its own box
    assert "Жылдыз" not in wrong.content.decode()


def test_guessing_is_braked(certificate):
    answers = [by_number(name=f"Name {n}").content.decode() for n in range(CERTIFICATE_LIMIT + 1)]
    assert ["Too many names were tried" in text for text in answers] == [False] * CERTIFICATE_LIMIT + [True]
    assert "Too many names were tried" in by_number(name=WRITTEN).content.decode()


def test_tries_are_counted_for_the_address_that_the_proxy_names(certificate):
    url = reverse("credentials:check_number", args=[certificate.number])

    def answer(address: str) -> str:
        response = Client().post(url, {"name": "Somebody Else"}, headers={"x-forwarded-for": address})
        return response.content.decode()

    for _n in range(CERTIFICATE_LIMIT):
        answer("192.0.2.1")
    assert ["Too many names were tried" in answer(a) for a in ("192.0.2.1", "192.0.2.2")] == [True, False]


def sent(content: bytes, address: str = "192.0.2.1") -> str:
    """The page after a PDF was sent from an address."""
    response = Client(REMOTE_ADDR=address).post("/check/", {"paper": SimpleUploadedFile("c.pdf", content)})
    return response.content.decode()


def test_an_address_sends_so_many_files_and_no_more(issuer):
    answers = [sent(b"nonsense") for _n in range(PAPER_LIMIT + 1)]
    assert ["There were too many attempts." in text for text in answers] == [False] * PAPER_LIMIT + [True]
    assert "Not readable" in sent(b"nonsense", "192.0.2.2")


def test_who_sends_a_file_while_another_is_read_is_asked_to_wait(certificate):
    with queries.only_reader():
        text = sent(path_of(certificate.paper).read_bytes())
    assert ("Another file is being read." in text, 'class="state done">Valid' in text) == (True, False)


def test_public_pages_answer_while_no_private_key_opens(certificate, settings):
    settings.SECRET_KEY = "another, so that no key opens"
    urls = (f"/check/{certificate.number}/", f"/check/{certificate.number}.json", "/check/issuers.json")
    assert [Client().get(url).status_code for url in urls] == [200, 200, 200]
    assert 'class="state done">Valid' in by_number().content.decode()


def test_the_code_itself_carries_the_name(certificate):
    for response in (
        Client().get("/check/", {"code": certificate.statement}),
        Client().post("/check/", {"asked": certificate.statement}),
    ):
        assert ("Valid" in response.content.decode(), WRITTEN in response.content.decode()) == (True, True)


def test_an_altered_code_says_so_and_shows_nothing_of_it(certificate):
    code = certificate.statement
    changed = code[:90] + ("A" if code[90] != "A" else "B") + code[91:]
    response = Client().get("/check/", {"code": changed})
    assert 'class="state late">Altered' in response.content.decode()
    assert ("What the certificate says" in response.content.decode(), shown_names(response)) == (False, [])


def test_a_number_is_sent_on_to_its_page(certificate):
    response = Client().post("/check/", {"asked": " cn-nag-2026-00001"})
    assert (response.status_code, response.url) == (302, "/check/CN-NAG-2026-00001/")


def test_a_pdf_is_checked_and_nonsense_is_not_readable(certificate):
    pdf = SimpleUploadedFile("c.pdf", path_of(certificate.paper).read_bytes())
    text = Client().post("/check/", {"paper": pdf}).content.decode()
    assert ("Valid" in text, "Are the printed words the signed ones?" in text) == (True, True)
    text = Client().post("/check/", {"paper": SimpleUploadedFile("c.pdf", b"nonsense")}).content.decode()
    assert ("Not readable" in text, "The file is not a PDF, or it is damaged." in text) == (True, True)


def test_nothing_asked_is_said(issuer):
    assert "Write the number, or choose the PDF." in Client().post("/check/", {}).content.decode()


def test_an_unknown_number_is_not_found(issuer):
    response = by_number("CN-NAG-2026-00099")
    assert (response.status_code, "Not found" in response.content.decode()) == (404, True)
    response = Client().get("/check/CN-NAG-2026-00099.json")
    assert (response.status_code, response.json()) == (404, {"number": "CN-NAG-2026-00099", "state": "not_found"})


def test_revoked_and_replaced_say_when_why_and_what_instead(issue, replace_with, actors, at):
    revoked, replaced = issue(), issue()
    actions.revoke_certificate(revoked, reason="Attended elsewhere.", by=actors["manager"], at=at)
    new = replace_with(replaced)
    text = by_number(revoked.number).content.decode()
    assert "On Monday 2 March 2026, because: Attended elsewhere." in text
    text = by_number(replaced.number).content.decode()
    assert f'href="/check/{new.number}/"' in text
    verdict = json.loads(Client().get(f"/check/{replaced.number}.json").content)
    assert (verdict["state"], verdict["replacement"], verdict["withdrawn_on"]) == ("replaced", new.number, "2026-03-02")


def test_the_page_needs_the_same_queries_for_few_and_many(issue):
    counts = []
    for _n in range(3):
        issue()
        with CaptureQueriesContext(connection) as captured:
            by_number()
        counts.append(len(captured))
    assert counts == [counts[0]] * 3


@pytest.mark.parametrize(
    ("role", "status"), [("manager", 200), ("secretary", 403), ("focal_point", 403), ("participant", 403)]
)
def test_the_keys_are_the_managers(sign_in, issuer, role, status):
    assert sign_in(role).get("/issuers/host/").status_code == status
    assert Client().get("/issuers/host/").status_code == 302


def test_opening_and_renewing_by_button(sign_in, world):
    client = sign_in("manager")
    assert client.get("/issuers/agency/").status_code == 403
    client.post("/issuers/host/", {"code": "CN-NAG"})
    assert Issuer.objects.get().code == "cn-nag"
    IssuerKey.objects.update(since=timezone.now() - timedelta(days=400))
    client.post("/issuers/host/new-key/")
    assert IssuerKey.objects.count() == 2
    text = client.get("/issuers/host/").content.decode()
    assert [key.kid in text for key in IssuerKey.objects.all()] == [True, True]
    assert [key.sealed_private in text for key in IssuerKey.objects.all()] == [False, False]

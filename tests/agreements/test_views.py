"""The register as the public, a party and the secretariat see it, and the way from a draft to a promise by forms."""

import pytest
from django.test import Client

from sabaq.agreements import actions
from sabaq.agreements.models import Agreement, Approval, Commitment
from sabaq.platform.actors import SYSTEM

from .conftest import approve_all, text_of

FORMS = ["draft/", "1/approve/", "1/force/", "promise/"]


@pytest.fixture
def client_of(sign_in):
    """A client for a role, or for the public."""
    return lambda role: Client() if role == "public" else sign_in(role)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("public", 404),
        ("participant", 404),
        ("foreign_focal_point", 404),
        ("focal_point", 200),
        ("manager", 200),
        ("secretary", 200),
    ],
)
def test_a_draft_is_for_the_parties_and_the_secretariat(role, sees, draft, client_of):
    assert client_of(role).get("/agreements/accord/").status_code == sees
    listed = b"Accord" in client_of(role).get("/agreements/").content
    assert listed == (sees == 200)


def test_a_later_draft_stays_hidden_beside_the_text_in_force(in_force, client_of, at):
    actions.draft_version(in_force.agreement, text=text_of("A secret thought."), by=SYSTEM, at=at)
    for role, seen in (("public", False), ("foreign_focal_point", False), ("officer", True), ("secretary", True)):
        page = client_of(role).get("/agreements/accord/?version=2")
        assert page.status_code == 200
        assert (b"A secret thought." in page.content) == seen
        assert (b"Train people." in page.content) != seen
        assert (b"The agreement was drafted" in page.content) == seen


@pytest.mark.parametrize("role", ["public", "participant", "officer", "focal_point", "manager"])
def test_forms_are_for_the_secretariat(role, in_force, client_of):
    client = client_of(role)
    page = client.get("/agreements/accord/")
    assert [form for form in FORMS if f"/agreements/accord/{form}".encode() in page.content] == []
    expected = 302 if role == "public" else 403
    addresses = ["/agreements/new/", *(f"/agreements/accord/{form}" for form in FORMS)]
    assert [client.get(address).status_code for address in addresses] == [expected] * 5


def test_buttons_follow_the_state(draft, sign_in, at):
    client = sign_in("secretary")

    def shown():
        content = client.get("/agreements/accord/").content.decode()
        return [form for form in FORMS if f"/agreements/accord/{form}" in content]

    assert shown() == ["draft/", "1/approve/"]
    approve_all(draft, at=at)
    assert shown() == ["draft/", "1/force/"]
    actions.bring_into_force(draft, by=SYSTEM, at=at)
    assert shown() == ["draft/", "promise/"]


def test_from_a_draft_to_a_target_by_forms(world, sign_in):
    client = sign_in("secretary")
    text = {"text_en": "The parties,\n\n1. Train people.", "text_ru": "1. Обучать людей.", "authentic": ["en", "ru"]}
    parties = {"party_1": world.host.pk, "party_2": world.agency.pk}
    given = {"kind": "agreement", "key": "pact", "title_en": "Pact", "signed": "", **text, **parties}
    assert client.post("/agreements/new/", given).status_code == 302
    version = Agreement.objects.get(key="pact").versions.get()
    assert [(c.number, c.texts) for c in version.clauses.all()] == [
        ("1", {"en": "Train people.", "ru": "Обучать людей."})
    ]
    for party in (world.host, world.agency):
        answers = {"party": party.pk, "paper": "Letter 3", "text_hash": version.text_hash}
        check = client.post("/agreements/pact/1/approve/", answers)
        assert (check.status_code, b"Letter 3" in check.content) == (200, True)
        assert client.post("/agreements/pact/1/approve/", {**answers, "sure": "1"}).status_code == 302
    assert Approval.objects.filter(version=version).count() == 2
    assert b"cannot be undone" in client.post("/agreements/pact/1/force/", {"signed": "2027-05"}).content
    client.post("/agreements/pact/1/force/", {"signed": "2027-05", "sure": "1"})
    assert Agreement.objects.get(key="pact").signed == "2027-05"
    promise = {
        "what_en": "Training", "key": "pact-training", "clause": version.clauses.get().pk, "debtor": world.host.pk,
        "creditor": "", "verifiable": "on", "indicator": "seats_secured", "baseline": "0",
    }  # fmt: skip
    assert Commitment.objects.filter(key="pact-training").count() == 0
    assert client.post("/agreements/pact/promise/", promise).status_code == 200
    client.post("/agreements/pact/promise/", {**promise, "sure": "1"})
    target = {"value": "500", "due": "2027", "since": "", "sure": "1"}
    assert client.post("/agreements/pact/promise/pact-training/", target).status_code == 302
    commitment = Commitment.objects.get(key="pact-training")
    assert (commitment.indicator, list(commitment.targets.values_list("version", "value", "due"))) == (
        "seats_secured",
        [(1, 500, "2027")],
    )


def test_a_refusal_comes_back_with_the_answers(in_force, sign_in):
    page = sign_in("secretary").post(
        "/agreements/accord/draft/",
        {
            "text_en": "The parties,\n\n1. Train people.\n\n2. Publish articles.",
            "text_ru": "Стороны,",
            "authentic": ["en"],
        },
    )
    assert (page.status_code, b"This is the same as the newest one." in page.content) == (200, True)
    assert b"Publish articles." in page.content


def test_the_form_says_where_the_text_cannot_be_read(in_force, sign_in):
    client = sign_in("secretary")
    for text, why in (
        ("1. One.\n\nThen this.", "Start this paragraph with the number of its clause: “Then this.”."),
        ("1. One.\n\n1. Two.", "Clause 1 appears twice."),
        ("Only words.", "Write the text with its numbered clauses in at least one language."),
    ):
        content = client.post("/agreements/accord/draft/", {"text_en": text}).content.decode()
        assert content.count(why) >= 1
    content = client.post("/agreements/accord/draft/", {"text_en": "1. One.", "authentic": ["ru"]}).content.decode()
    assert content.count("This language is marked as authentic.") >= 1
    assert in_force.agreement.versions.count() == 1


def test_answers_can_be_changed_before_they_are_recorded(draft, world, sign_in):
    answers = {"party": world.host.pk, "paper": "Letter 3", "text_hash": draft.text_hash, "change": "1"}
    page = sign_in("secretary").post("/agreements/accord/1/approve/", answers)
    assert b'value="Letter 3"' in page.content
    assert Approval.objects.count() == 0


def test_an_approval_of_a_text_that_was_not_shown_is_refused(draft, world, sign_in):
    answers = {"party": world.host.pk, "paper": "Letter 3", "text_hash": "0" * 64, "sure": "1"}
    page = sign_in("secretary").post("/agreements/accord/1/approve/", answers)
    assert b"The text that was approved is not the text of this version." in page.content
    assert Approval.objects.count() == 0


@pytest.mark.parametrize("address", ["nothing/", "accord/7/approve/", "accord/promise/nothing/"])
def test_what_is_not_there_is_not_found(address, draft, sign_in):
    assert sign_in("secretary").get(f"/agreements/{address}").status_code == 404


def test_the_list_exports_what_it_shows(in_force, sign_in):
    page = sign_in("secretary").get("/agreements/?export=csv&kind=agreement")
    assert page.content.decode("utf-8-sig").splitlines() == [
        "Title;Kind;Parties;Signed;State;Commitments",
        'Accord;Agreement;"Host Academy; Civil Service Agency";;In force;0',
    ]


def test_queries_do_not_grow_with_rows(in_force, world, sign_in, at, django_assert_max_num_queries):
    client = sign_in("secretary")
    for number in range(8):
        actions.record_commitment(
            in_force.agreement, key=f"c{number}", what={"en": "X"}, debtor=world.host, by=SYSTEM, at=at
        )
        version = actions.draft_version(in_force.agreement, text=text_of(f"No {number}."), by=SYSTEM, at=at)
        approve_all(version, at=at)
        actions.draft_agreement(
            world.network, key=f"a{number}", kind="protocol", titles={"en": "P"}, parties=[world.host, world.agency],
            text=text_of("T."), by=SYSTEM, at=at,
        )  # fmt: skip
    with django_assert_max_num_queries(22):
        assert client.get("/agreements/accord/").status_code == 200
    with django_assert_max_num_queries(14):
        assert client.get("/agreements/").status_code == 200

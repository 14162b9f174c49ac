"""People in office as pages: the list, one person, entering, offices, mandates, and who may open them."""

from datetime import date

import pytest
from django.test import Client

from sabaq.network.models import Network
from sabaq.people import actions
from sabaq.people.models import Account, Mandate, Person, PersonName, Post
from sabaq.people.states import Role
from sabaq.platform.audit import history_of
from sabaq.platform.refusals import NotPermitted

LIST, ENTER = "/people/", "/people/enter/"


@pytest.fixture
def officer(accounts):
    return accounts["officer"].person


def of(person, page=""):
    return f"/people/{person.key}/{page}"


def listed(client, query=""):
    return [row.display_name for row, *_rest in client.get(LIST + query).context["lines"]]


def words(client, url):
    return " ".join(client.get(url).content.decode().split())


def test_the_list_has_people_in_office_and_never_nominees(world, accounts, sign_in):
    nominee, clerk = Person.objects.create(), Person.objects.create()
    PersonName.objects.create(person=nominee, script="latn", full="Nominee Only")
    PersonName.objects.create(person=clerk, script="cyrl", full="Асанова Жылдыз")
    Post.objects.create(person=clerk, institution=world.agency, office={"en": "Clerk"})
    client = sign_in("secretary")
    assert listed(client) == [
        "Focal Point", "Man Ager", "Off Icer", "Part Icipant", "Sec Retary", "Uz Focal", "Асанова Жылдыз",
    ]  # fmt: skip
    assert (listed(client, "?name=АСАНОВА"), listed(client, "?name=nominee")) == (["Асанова Жылдыз"], [])
    assert listed(client, "?sort=-name")[0] == "Асанова Жылдыз"
    assert [client.get(of(person)).status_code for person in (clerk, nominee)] == [200, 404]
    assert "Nobody fits." in words(client, LIST + "?name=nominee")


def test_the_list_downloads(world, sign_in):
    lines = sign_in("secretary").get(LIST + "?export=csv&name=icer").content.decode("utf-8-sig").splitlines()
    assert lines == [
        "Name;Offices;Mandates in force;E-mail;Account",
        "Off Icer;;Personnel officer, Civil Service Agency;off.icer@example.org;Open",
    ]


ANSWERS = {
    "cyrl": "Асанова Жылдыз", "cyrl_language": "ky", "latn": "", "hani": "", "passport": "ASANOVA ZHYLDYZ",
    "title": "Rector", "since": "2024", "sources": "",
}  # fmt: skip


def test_a_person_is_entered_with_the_office(world, sign_in):
    done = sign_in("secretary").post(ENTER, {**ANSWERS, "institution": world.agency.pk})
    person = Person.objects.latest("pk")
    assert done["Location"] == of(person)
    assert list(person.names.order_by("pk").values_list("kind", "script", "language", "full")) == [
        ("written", "cyrl", "ky", "Асанова Жылдыз"), ("passport", "latn", "", "ASANOVA ZHYLDYZ"),
    ]  # fmt: skip
    post = person.posts.get()
    assert (post.institution, post.office, post.since) == (world.agency, {"en": "Rector"}, "2024")
    entry = history_of(person).get()
    assert (entry.verb, entry.facts) == ("people.enter_person", {"names": 2, "post": post.pk})
    text = words(sign_in("secretary"), of(person))
    assert [word in text for word in ("Rector", "since 2024", "ASANOVA ZHYLDYZ", "No account")] == [True] * 4


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"cyrl": "", "passport": ""}, {"cyrl": ["Write the name in at least one script."]}),
        ({"latn": "Асанова"}, {"latn": ["Some of these letters are of another script."]}),
        ({"passport": "АСАНОВА"}, {"passport": ["Some of these letters are of another script."]}),
        ({"institution": ""}, {"institution": ["This field is required."]}),
        ({"sources": "S9"}, {"sources": ["No source has the key S9."]}),
        ({"since": "2024-13"}, {"__all__": ["There is no such day. Write a date as 2023, 2023-11 or 2023-11-27."]}),
    ],
)
def test_what_cannot_be_kept_is_said(world, sign_in, changes, errors):
    before = Person.objects.count()
    page = sign_in("secretary").post(ENTER, {**ANSWERS, "institution": world.agency.pk, **changes})
    assert page.context["form"].errors == errors
    assert Person.objects.count() == before


def test_another_office_is_noted(world, officer, sign_in):
    answers = {
        "institution": world.agency.pk,
        "title": "Head of staff",
        "since": "",
        "sources": "",
        "illustrative": "on",
    }
    assert sign_in("secretary").post(of(officer, "office/"), answers)["Location"] == of(officer)
    post = Post.objects.get(person=officer)
    assert (post.office, post.since, post.illustrative) == ({"en": "Head of staff"}, "", True)


def test_a_mandate_is_given_where_the_role_can_hold(world, officer, sign_in):
    client, url = sign_in("secretary"), of(officer, "mandate/")
    form = client.get(url).context["form"]
    assert [role for role, _word in form.fields["role"].choices] == [
        "secretary", "focal_point", "agency_officer", "programme_manager",
    ]  # fmt: skip
    answers = {"role": "focal_point", "where": f"institution:{world.agency.pk}", "since": "2026-01-01", "until": ""}
    refused = client.post(url, answers)
    assert refused.context["form"].non_field_errors() == [str(actions.WrongScope())]
    assert client.post(url, {**answers, "where": "country:KG"})["Location"] == of(officer)
    assert list(officer.mandates.order_by("pk").values_list("role", "country", "since", "until")) == [
        ("agency_officer", None, date(2026, 1, 1), None), ("focal_point", "KG", date(2026, 1, 1), None),
    ]  # fmt: skip


def test_a_secretariat_gives_mandates_in_its_own_network_only(world, officer, actors, sign_in, at):
    other = Network.objects.create(key="other", names={"en": "Other"})
    with pytest.raises(NotPermitted):
        actions.grant_mandate(officer, role=Role.SECRETARY, where=other, since=at.date(), by=actors["secretary"], at=at)
    places = dict(sign_in("secretary").get(of(officer, "mandate/")).context["form"].fields["where"].choices)
    assert places["Networks"] == [(world.network.scope, "The Network")]


def test_a_mandate_is_ended_by_the_secretariat_or_its_holder(officer, accounts, sign_in):
    mandate = Mandate.objects.get(person=officer)
    url = of(officer, f"mandates/{mandate.pk}/end/")
    answers = {"last_day": "2026-03-01", "reason": "Another post"}
    assert [sign_in(role).get(url).status_code for role in ("manager", "focal_point", "officer")] == [403, 403, 200]
    assert sign_in("officer").post(url, answers)["Location"] == "/mandates/"
    mandate.refresh_from_db()
    assert (mandate.until, history_of(officer).get().word("reason")) == (date(2026, 3, 1), "Another post")
    again = sign_in("secretary").post(url, answers)
    assert again.context["form"].non_field_errors() == [str(actions.AlreadyEnded())]
    other = Mandate.objects.get(person=accounts["manager"].person)
    assert sign_in("secretary").get(of(officer, f"mandates/{other.pk}/end/")).status_code == 404


@pytest.mark.parametrize("role", ["focal_point", "officer", "manager", "participant", "nobody"])
def test_nobody_else_opens_these_pages(officer, sign_in, role):
    client = Client() if role == "nobody" else sign_in(role)
    pages = [
        of(officer, page) for page in ("", "office/", "mandate/", "account/open/", "account/letter/", "account/close/")
    ]
    expected = [302 if role == "nobody" else 403] * 8
    assert [client.get(url).status_code for url in (LIST, ENTER, *pages)] == expected


def test_the_passport_spelling_of_somebody_without_office_is_not_shown(accounts, sign_in):
    for role in ("participant", "officer"):
        PersonName.objects.create(person=accounts[role].person, script="latn", kind="passport", full="PASS PORT")
    client = sign_in("secretary")
    shown = {role: "PASS PORT" in words(client, of(accounts[role].person)) for role in ("participant", "officer")}
    assert shown == {"participant": False, "officer": True}


def test_queries_do_not_grow_with_people(world, sign_in, django_assert_num_queries):
    client = sign_in("secretary")
    client.get(LIST)
    for size in (1, 15):
        for number in range(size):
            person = Person.objects.create()
            PersonName.objects.create(person=person, script="latn", full=f"P{size} {number}")
            Post.objects.create(person=person, institution=world.agency, office={"en": "Clerk"})
            Mandate.objects.create(person=person, role="focal_point", country_id="KG", since=date(2026, 1, 1))
            Account.objects.create(email=f"p{size}.{number}@example.org", person=person)
        with django_assert_num_queries(11):
            client.get(LIST)

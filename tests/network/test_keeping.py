"""Keeping the register by hand: entering, correcting and renaming institutions, admitting members, and who may."""

import pytest
from django.test import Client

from sabaq.network import actions, domain
from sabaq.network.models import Institution, Membership, Network, Source
from sabaq.platform.audit import history_of
from sabaq.platform.refusals import NotPermitted

ENTER = "/network/institutions/enter/"
ANSWERS = {
    "key": "academy-kg", "kind": "academy", "country": "KG", "parent": "", "name_en": "Academy", "name_ky": "Академия",
    "also_written": "ru | Академия управления\nAPA KR", "city": "Bishkek", "note": "", "sources": "",
}  # fmt: skip


def other_names(key):
    rows = Institution.objects.get(key=key).other_names.order_by("kind", "pk")
    return [(n.kind, n.language, n.text, n.until) for n in rows]


def kept(key):
    return Institution.objects.values(
        "kind", "country", "parent__key", "names", "city", "note", "sources", "illustrative"
    ).get(key=key)


def test_an_institution_is_entered_with_its_names(world, sign_in):
    done = sign_in("secretary").post(ENTER, {**ANSWERS, "parent": world.agency.pk, "illustrative": "on"})
    assert (done.status_code, done["Location"]) == (302, "/network/academy-kg/")
    assert kept("academy-kg") == {
        "kind": "academy", "country": "KG", "parent__key": "agency", "names": {"en": "Academy", "ky": "Академия"},
        "city": "Bishkek", "note": "", "sources": "", "illustrative": True,
    }  # fmt: skip
    assert other_names("academy-kg") == [
        ("also_written", "ru", "Академия управления", ""), ("also_written", "", "APA KR", ""),
    ]  # fmt: skip
    entry = history_of(Institution.objects.get(key="academy-kg")).get()
    assert (entry.verb, entry.facts) == (
        "network.enter_institution", {"key": "academy-kg", "kind": "academy", "spellings": 2},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"name_en": "", "name_ky": ""}, {"name_en": ["Write the name in at least one language."]}),
        ({"key": "agency"}, {"key": ["Another institution already has this short name."]}),
        ({"sources": "S1, S9"}, {"sources": ["No source has the key S9."]}),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_box(world, sign_in, changes, errors):
    Source.objects.create(key="S1", publisher="Press", language="en", about="")
    page = sign_in("secretary").post(ENTER, {**ANSWERS, **changes})
    assert page.context["form"].errors == errors
    assert Institution.objects.count() == 4


def test_a_correction_starts_from_what_is_kept_and_replaces_it(world, sign_in):
    client = sign_in("secretary")
    client.post(ENTER, ANSWERS)
    form = client.get("/network/academy-kg/correct/").context["form"]
    assert {name: form[name].value() for name in ("name_ky", "also_written", "city", "country")} == {
        "name_ky": "Академия", "also_written": "APA KR\nru | Академия управления", "city": "Bishkek",
        "country": "KG",
    }  # fmt: skip
    client.post("/network/academy-kg/correct/", {**ANSWERS, "name_en": "The Academy", "also_written": "APA"})
    assert kept("academy-kg")["names"] == {"en": "The Academy", "ky": "Академия"}
    assert other_names("academy-kg") == [("also_written", "", "APA", "")]


def test_a_renamed_body_stays_one_body_with_its_earlier_names(world, sign_in):
    client, url = sign_in("secretary"), "/network/academy-kg/correct/"
    client.post(ENTER, ANSWERS)
    client.post(url, {**ANSWERS, "name_en": "University", "renamed": "2024-05-31", "also_written": ""})
    client.post(url, {**ANSWERS, "name_en": "National University", "renamed": "2025", "also_written": ""})
    assert other_names("academy-kg") == [
        ("former", "en", "Academy", "2024-05-31"),
        ("former", "en", "University", "2025"),
    ]
    wrong = client.post(url, {**ANSWERS, "renamed": "2025-13"})
    assert wrong.context["form"].errors == {"renamed": ["Write a date as 2023, 2023-11 or 2023-11-27."]}


def test_an_institution_is_not_part_of_its_own_part(world, sign_in, actors, at):
    given = {"kind": "agency", "names": {"en": "Tax Service"}, "by": actors["secretary"], "at": at}
    actions.enter_institution("tax", parent=world.agency, **given)
    answers = {**ANSWERS, "parent": world.other_agency.pk}
    page = sign_in("secretary").post("/network/agency/correct/", answers)
    assert page.context["form"].non_field_errors() == [
        "An institution cannot be part of itself or of one of its parts. Choose another institution above it."
    ]
    with pytest.raises(actions.NoInstitutionName):
        actions.enter_institution("x", **{**given, "names": {"en": ""}})


def test_names_that_an_action_does_not_mention_stay(world, actors, at):
    given = {"kind": "agency", "names": {"en": "Tax Service"}, "by": actors["secretary"], "at": at}
    actions.enter_institution("tax", also_written=[("ru", "Налоговая")], former=[("en", "Tax Office", "2020")], **given)
    actions.enter_institution("tax", **given)
    assert other_names("tax") == [("also_written", "ru", "Налоговая", ""), ("former", "en", "Tax Office", "2020")]


def test_a_member_is_admitted(world, sign_in):
    client, url = sign_in("secretary"), "/network/agency/admit/"
    answers = {"network": world.network.pk, "since": "2023-11", "instrument": "memo", "sources": ""}
    wrong = client.post(url, {**answers, "since": "2023-11-31"})
    assert wrong.context["form"].errors == {"since": ["Write a date as 2023, 2023-11 or 2023-11-27."]}
    assert client.post(url, answers)["Location"] == "/network/agency/"
    assert Membership.objects.values("network", "institution", "since", "instrument", "illustrative").get() == {
        "network": world.network.pk, "institution": world.agency.pk, "since": "2023-11", "instrument": "memo",
        "illustrative": False,
    }  # fmt: skip


def test_a_secretariat_admits_to_its_own_network_only(world, actors, sign_in, at):
    other = Network.objects.create(key="other", names={"en": "Other"})
    given = {"institution": world.agency, "since": "", "instrument": "", "by": actors["secretary"], "at": at}
    with pytest.raises(NotPermitted):
        actions.admit_member(other, **given)
    with pytest.raises(actions.NoSuchDay):
        actions.admit_member(world.network, **{**given, "since": "2023-13"})
    form = sign_in("secretary").get("/network/agency/admit/").context["form"]
    assert list(form.fields["network"].queryset) == [world.network]
    assert not Membership.objects.exists()


@pytest.mark.parametrize("role", ["focal_point", "officer", "manager", "participant", "nobody"])
def test_nobody_else_keeps_the_register(world, sign_in, role):
    client = Client() if role == "nobody" else sign_in(role)
    pages = [ENTER, "/network/agency/correct/", "/network/agency/admit/"]
    assert [client.get(url).status_code for url in pages] == [302 if role == "nobody" else 403] * 3
    assert client.post(ENTER, ANSWERS).status_code == (302 if role == "nobody" else 403)
    assert not Institution.objects.filter(key="academy-kg").exists()


@pytest.mark.parametrize(("role", "shown"), [("secretary", True), ("manager", False), ("nobody", False)])
def test_buttons_for_those_who_may(world, sign_in, role, shown):
    client = Client() if role == "nobody" else sign_in(role)
    listed, one = (client.get(url).content.decode() for url in ("/network/", "/network/agency/"))
    assert [ENTER in listed, "/network/agency/correct/" in one, "/network/agency/admit/" in one] == [shown] * 3


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        ("2023", True), ("2023-11", True), ("2024-02-29", True), ("2023-02-29", False), ("2023-13", False),
        ("23", False), ("2023-1", False), ("0000", False), ("2023-11-27x", False), ("", False),
    ],
)  # fmt: skip
def test_a_partial_date_is_one_of_the_calendar(written, is_one):
    assert domain.is_partial_date(written) == is_one


def test_spellings_are_read_as_they_are_typed():
    typed = " ru | Академия \n\nAPA | KR\nxx | Y\nru |\n"
    read = [("ru", "Академия"), ("", "APA | KR"), ("", "xx | Y"), ("", "ru |")]
    assert domain.read_spellings(typed, languages={"ru", "en"}) == read
    assert domain.typed_spellings(read[:2]) == "ru | Академия\nAPA | KR"

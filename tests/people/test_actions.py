"""Entering people, mandates, accounts and consents: end states, refusals, who may, and what the audit keeps."""

from datetime import date

import pytest

from sabaq.people import actions
from sabaq.people.domain import NameAs
from sabaq.people.models import Account, Consent, Mandate, Person, PersonName, Post
from sabaq.people.queries import actor_of_account, public_posts
from sabaq.people.states import ConsentPurpose, NameKind, Role, Script
from sabaq.platform.audit import history_of
from sabaq.platform.models import AuditEntry
from sabaq.platform.refusals import NotPermitted

NAMES = [
    NameAs("Асанова Жылдыз Токтогуловна", Script.CYRILLIC, language="ky", family="Асанова", given="Жылдыз"),
    NameAs("ASANOVA ZHYLDYZ", Script.LATIN, kind=NameKind.PASSPORT),
]


@pytest.fixture
def person(db):
    return Person.objects.create()


def test_a_person_is_entered_with_a_name_for_each_script(actors, at):
    person = actions.enter_person(NAMES, sex="f", by=actors["secretary"], at=at)
    assert (person.display_name, person.passport_name) == ("Асанова Жылдыз Токтогуловна", "ASANOVA ZHYLDYZ")
    assert list(person.names.values_list("script", "kind", "family").order_by("pk")) == [
        ("cyrl", "written", "Асанова"),
        ("latn", "passport", ""),
    ]
    entry = history_of(person).get()
    assert (entry.verb, entry.facts, entry.word("name")) == (
        "people.enter_person", {"names": 2}, "Асанова Жылдыз Токтогуловна",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("names", "refusal"),
    [
        ([], actions.NoName),
        ([NameAs("Асанова", Script.LATIN)], actions.OtherScript),
        ([NameAs("Аsanova", Script.CYRILLIC)], actions.OtherScript),
        ([NameAs("12", Script.LATIN)], actions.OtherScript),
    ],
)
def test_a_name_must_be_there_and_in_its_script(actors, at, names, refusal):
    before = Person.objects.count(), PersonName.objects.count()
    with pytest.raises(refusal):
        actions.enter_person(names, by=actors["secretary"], at=at)
    assert (Person.objects.count(), PersonName.objects.count()) == before


@pytest.mark.parametrize("text", ["Xoʻjayev Sherzod Rustam oʻgʻli", "Ýazmyradow Şöhrat", "O’Neill-Şen"])
def test_apostrophes_and_marks_are_latin(text):
    assert NameAs(text, Script.LATIN).is_in_its_script


@pytest.mark.parametrize("text", ["李小龙", "欧阳 娜娜", "古丽·买买提"])
def test_han_names_are_han(text):
    assert NameAs(text, Script.HAN).is_in_its_script
    assert not NameAs(text, Script.CYRILLIC).is_in_its_script


def test_a_mandate_makes_its_holder_an_actor_with_that_grant(world, actors, accounts, at):
    account = accounts["participant"]
    mandate = actions.grant_mandate(
        account.person, role=Role.AGENCY_OFFICER, where=world.agency, since=at.date(), by=actors["secretary"], at=at
    )
    actor = actor_of_account(account.pk, at)
    assert [(grant.role, grant.scope) for grant in actor.grants] == [
        ("agency_officer", f"institution:{world.agency.pk}")
    ]
    entry = history_of(account.person).get()
    assert (entry.verb, entry.facts) == (
        "people.grant_mandate",
        {"mandate": mandate.pk, "role": "agency_officer", "scope": f"institution:{world.agency.pk}"},
    )


def _grant(actors, at, person, by="secretary", **changes):
    given = {"role": Role.FOCAL_POINT, "since": date(2026, 1, 1), "by": actors[by], "at": at, **changes}
    return actions.grant_mandate(person, **given)


def test_a_mandate_is_refused_where_it_makes_no_sense(world, actors, accounts, person, at):
    from sabaq.network.models import Country

    kyrgyzstan = Country.objects.get(code="KG")
    with pytest.raises(actions.WrongScope):
        _grant(actors, at, person, where=world.agency)
    with pytest.raises(actions.WrongDays):
        _grant(actors, at, person, where=kyrgyzstan, until=date(2025, 12, 31))
    with pytest.raises(actions.OwnMandate):
        _grant(actors, at, accounts["secretary"].person, where=kyrgyzstan)
    _grant(actors, at, person, where=kyrgyzstan, until=date(2026, 6, 30))
    with pytest.raises(actions.AlreadyHeld):
        _grant(actors, at, person, where=kyrgyzstan, since=date(2026, 6, 30))
    _grant(actors, at, person, where=kyrgyzstan, since=date(2026, 7, 1))
    assert list(person.mandates.values_list("role", "country", "since", "until").order_by("since")) == [
        ("focal_point", "KG", date(2026, 1, 1), date(2026, 6, 30)),
        ("focal_point", "KG", date(2026, 7, 1), None),
    ]


def test_only_the_system_or_an_administrator_makes_an_administrator(world, actors, person, at):
    with pytest.raises(NotPermitted, match="Only an administrator"):
        _grant(actors, at, person, role=Role.ADMINISTRATOR, where=world.network)
    assert _grant(actors, at, person, by="system", role=Role.ADMINISTRATOR, where=world.network).scope == (
        f"network:{world.network.pk}"
    )


@pytest.mark.parametrize("role", ["focal_point", "officer", "manager", "participant", "nobody"])
def test_only_the_secretariat_enters_people_grants_and_opens(world, actors, person, at, role):
    with pytest.raises(NotPermitted):
        _grant(actors, at, person, by=role, role=Role.SECRETARY, where=world.network)
    with pytest.raises(NotPermitted):
        actions.enter_person(NAMES, by=actors[role], at=at)
    with pytest.raises(NotPermitted):
        actions.open_account(person, email="x@example.org", by=actors[role], at=at)
    assert not AuditEntry.objects.exists()


def test_a_mandate_ends_with_a_reason_by_the_secretariat_or_its_holder(actors, accounts, at):
    mandate = Mandate.objects.get(person=accounts["officer"].person)
    with pytest.raises(NotPermitted):
        actions.end_mandate(mandate, last_day=at.date(), reason="x", by=actors["manager"], at=at)
    with pytest.raises(actions.WrongDays):
        actions.end_mandate(mandate, last_day=date(2025, 1, 1), reason="x", by=actors["secretary"], at=at)
    actions.end_mandate(mandate, last_day=at.date(), reason="Moved to another post", by=actors["officer"], at=at)
    mandate.refresh_from_db()
    assert mandate.until == at.date()
    assert history_of(mandate.person).get().word("reason") == "Moved to another post"
    with pytest.raises(actions.AlreadyEnded):
        actions.end_mandate(mandate, last_day=at.date(), reason="x", by=actors["secretary"], at=at)


def test_an_account_opens_once_with_its_own_address_and_a_good_password(world, actors, person, at):
    Post.objects.create(person=person, institution=world.agency, office={"en": "Clerk"})
    given = {"by": actors["secretary"], "at": at}
    with pytest.raises(actions.WeakPassword):
        actions.open_account(person, email="New@Example.org", password="short", **given)
    with pytest.raises(actions.AddressTaken):
        actions.open_account(person, email="MAN.AGER@example.org", **given)
    with pytest.raises(NotPermitted):
        actions.open_account(person, email="new@example.org", is_sample=True, **given)
    account = actions.open_account(person, email="New@Example.org", password="four quiet horses", **given)
    stored = Account.objects.get(pk=account.pk)
    assert (stored.email, stored.check_password("four quiet horses"), stored.is_sample) == (
        "new@example.org", True, False,
    )  # fmt: skip
    with pytest.raises(actions.AccountExists):
        actions.open_account(person, email="other@example.org", **given)


def test_an_account_without_a_password_cannot_be_signed_in_to_with_one(actors, person, at):
    account = actions.open_account(person, email="new@example.org", by=actors["system"], is_sample=True, at=at)
    assert (account.has_usable_password(), account.is_sample) == (False, True)


def test_a_password_is_changed_only_by_its_owner_who_knows_it(actors, accounts, at):
    account = accounts["officer"]
    account.set_password("four quiet horses")
    account.save()
    change = {"new": "seven loud rivers", "by": actors["officer"], "at": at}
    with pytest.raises(actions.WrongPassword):
        actions.change_password(account, current="x", **change)
    with pytest.raises(actions.WeakPassword):
        actions.change_password(account, current="four quiet horses", **{**change, "new": "password1234"})
    for role in ("secretary", "manager", "nobody"):
        with pytest.raises(NotPermitted):
            actions.change_password(account, current="four quiet horses", **{**change, "by": actors[role]})
    actions.change_password(account, current="four quiet horses", **change)
    account.refresh_from_db()
    assert account.check_password("seven loud rivers")
    assert [(entry.verb, entry.facts) for entry in history_of(account, mentions=True)] == [
        ("people.change_password", {})
    ]


def test_consent_is_given_and_taken_back_only_by_the_person_themself(actors, accounts, at):
    person = accounts["participant"].person
    words = {"purpose": ConsentPurpose.NAME_ON_CHECK_PAGE, "text_version": "1", "language": "ky", "at": at}
    for role in ["secretary", "manager", "officer", "nobody"]:
        with pytest.raises(NotPermitted):
            actions.give_consent(person, by=actors[role], **words)
    consent = actions.give_consent(person, by=actors["participant"], **words)
    with pytest.raises(actions.AlreadyGiven):
        actions.give_consent(person, by=actors["participant"], **words)
    with pytest.raises(NotPermitted):
        actions.withdraw_consent(consent, by=actors["secretary"], at=at)
    actions.withdraw_consent(consent, by=actors["participant"], at=at)
    with pytest.raises(actions.NotGiven):
        actions.withdraw_consent(consent, by=actors["participant"], at=at)
    actions.give_consent(person, by=actors["participant"], **words)
    assert [c.withdrawn_at for c in Consent.objects.order_by("pk")] == [at, None]
    assert [entry.verb for entry in history_of(person)] == [
        "people.give_consent", "people.withdraw_consent", "people.give_consent",
    ]  # fmt: skip


def test_only_offices_with_a_source_or_invented_ones_are_public(world, actors, person, at):
    given = {"institution": world.host, "by": actors["secretary"], "at": at}
    sourced = actions.appoint(person, office={"en": "President"}, sources="S1", **given)
    actions.appoint(person, office={"en": "Clerk"}, **given)
    invented = actions.appoint(person, office={"en": "Rector"}, illustrative=True, **given)
    assert list(public_posts(world.host)) == [sourced, invented]
    assert Post.objects.count() == 3

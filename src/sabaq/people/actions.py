"""Writes about people: who they are, what office and mandate they hold, their account and their consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sabaq.network.actions import NoSuchDay
from sabaq.network.models import Institution
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.refusals import NotPermitted, Refusal

from .domain import SCOPES
from .domain import NameAs as NameAs
from .models import Account, Consent, Mandate, Person, PersonName, Post
from .queries import Where as Where
from .queries import is_served, mandates_in_force, networks_of
from .rules import (
    CHANGE_PASSWORD,
    CLOSE_ACCOUNT,
    END_MANDATE,
    ENTER_PEOPLE,
    GIVE_CONSENT,
    GRANT_MANDATE,
    OPEN_ACCOUNT,
    RENEW_PASSWORD,
    WITHDRAW_CONSENT,
)
from .states import ConsentPurpose, Role


class NoName(Refusal):
    """A person was entered without any name."""

    why = _("A person needs a name.")
    now = _("Write the name in at least one script.")


class OtherScript(Refusal):
    """A name is not written in the script it is entered for."""

    why = _("The letters of the name are not of the script it is entered for.")
    now = _("Choose the script of the letters, or write the name again.")


class WrongScope(Refusal):
    """A role was to be held where it cannot be: a focal point speaks for a country, an officer for an institution."""

    why = _("This role cannot be held there.")
    now = _("A secretary serves a network, a focal point a country, an officer or a manager an institution.")


class AlreadyHeld(Refusal):
    """The person holds the same mandate in that time."""

    why = _("The person already holds this mandate.")
    now = _("End the mandate that is in force first, or choose a later day.")


class OwnMandate(Refusal):
    """Somebody tried to give a mandate to themselves."""

    why = _("You cannot give a mandate to yourself.")
    now = _("Ask somebody else of the secretariat.")


class WrongDays(Refusal):
    """A mandate would end before it begins."""

    why = _("A mandate cannot end before it begins.")
    now = _("Choose a later last day.")


class AlreadyEnded(Refusal):
    """The mandate has ended, or ends earlier anyway."""

    why = _("The mandate has already ended by that day.")


class AddressTaken(Refusal):
    """Another account has the e-mail address."""

    why = _("Another account uses this e-mail address.")
    now = _("Use the person's own address.")


class AccountExists(Refusal):
    """The person has an account."""

    why = _("This person already has an account.")


class AccountClosed(Refusal):
    """The account is closed already."""

    why = _("This account is already closed.")


class OwnAccount(Refusal):
    """Somebody tried to close their own account, or to write a letter for it."""

    why = _("This is your own account.")
    now = _("Change your password yourself, or ask somebody else of the secretariat to close the account.")


class SamePassword(Refusal):
    """A password was to be replaced by itself."""

    why = _("The new password is the one you use now.")
    now = _("Choose another one.")


class WeakPassword(Refusal):
    """A password that would be guessed."""

    why = _("The password is too short or too common.")
    now = _("Choose at least 12 characters that nobody would guess.")


class WrongPassword(Refusal):
    """The password in use was not given."""

    why = _("The password you use now is another one.")
    now = _("Write the password with which you signed in.")


class AlreadyGiven(Refusal):
    """The consent holds already."""

    why = _("You have already agreed to this.")


class NotGiven(Refusal):
    """There is no consent in force to take back."""

    why = _("This consent was already withdrawn.")


@dataclass(frozen=True)
class Office:
    """An office at an institution, named by language, held since a (partial) date."""

    institution: Institution
    titles: Mapping[str, str]
    since: str = ""


@action(ENTER_PEOPLE)
def enter_person(
    names: Sequence[NameAs],
    *,
    office: Office | None = None,
    sex: str = "",
    birth_date: date | None = None,
    email: str = "",
    phone: str = "",
    sources: str = "",
    illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> Person:
    """Enter a person with a name for each script, and the office held. Refuses `NoName`, `OtherScript`, `NoSuchDay`."""
    if not names:
        raise NoName
    if not all(name.is_in_its_script for name in names):
        raise OtherScript
    person = Person.objects.create(
        sex=sex, birth_date=birth_date, email=email, phone=phone, sources=sources, illustrative=illustrative
    )
    PersonName.objects.bulk_create(
        PersonName(
            person=person, kind=name.kind, script=name.script, language=name.language, family=name.family,
            given=name.given, patronymic=name.patronymic, full=name.full.strip(),
        )
        for name in names
    )  # fmt: skip
    facts = {"names": len(names)}
    if office is not None:
        facts["post"] = _post(person, office, sources=sources, illustrative=illustrative).pk
    record(person, facts=facts, words={"name": names[0].full.strip()})
    return person


def _post(person: Person, office: Office, *, sources: str, illustrative: bool) -> Post:
    return Post.objects.create(
        person=person, institution=office.institution, office=dict(office.titles),
        since=NoSuchDay.unless_known(office.since), sources=sources, illustrative=illustrative,
    )  # fmt: skip


@action(ENTER_PEOPLE)
def appoint(
    person: Person,
    *,
    institution: Institution,
    office: Mapping[str, str],
    since: str = "",
    sources: str = "",
    illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> Post:
    """Note that a person holds an office at an institution since a (partial) date. Refuses `NoSuchDay`."""
    post = _post(person, Office(institution, office, since), sources=sources, illustrative=illustrative)
    record(person, institution, facts={"post": post.pk})
    return post


@action(GRANT_MANDATE)
def grant_mandate(
    person: Person,
    *,
    role: Role,
    where: Where,
    since: date,
    until: date | None = None,
    sources: str = "",
    illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> Mandate:
    """Give a person a role in a network, a country or an institution, from one day to another, both included.

    Refuses `OwnMandate`, `WrongScope`, `WrongDays` and `AlreadyHeld`. A secretary gives mandates in their own network
    only; only an administrator or the system makes an administrator.
    """
    if person.pk == by.person:
        raise OwnMandate
    if role is Role.ADMINISTRATOR and not (by.is_system or by.has_role(Role.ADMINISTRATOR)):
        raise NotPermitted(_("Only an administrator makes another administrator."))
    if not (by.is_system or is_served(where, networks_of(by))):
        raise NotPermitted(_("Only the secretariat of that network gives mandates in it."))
    scope = where._meta.model_name
    if scope != SCOPES[role]:
        raise WrongScope
    if until is not None and until < since:
        raise WrongDays
    _lock(person)
    held = Mandate.objects.filter(Q(until__isnull=True) | Q(until__gte=since), person=person, role=role)
    if until is not None:
        held = held.filter(since__lte=until)
    if held.filter(**{scope: where}).exists():
        raise AlreadyHeld
    mandate = Mandate(
        person=person, role=role, since=since, until=until, sources=sources, illustrative=illustrative
    )  # fmt: skip
    setattr(mandate, scope, where)
    mandate.save()
    record(person, where, facts={"mandate": mandate.pk, "role": role, "scope": mandate.scope})
    return mandate


def _lock(person: Person) -> None:
    """Until the action ends nobody else writes what this person may have only once."""
    Person.objects.select_for_update().get(pk=person.pk)


@action(END_MANDATE)
def end_mandate(mandate: Mandate, *, last_day: date, reason: str, by: Actor, at: datetime) -> Mandate:
    """Let a mandate end after `last_day`. Refuses `AlreadyEnded` and `WrongDays`."""
    if mandate.until is not None and mandate.until <= last_day:
        raise AlreadyEnded
    if last_day < mandate.since:
        raise WrongDays
    mandate.until = last_day
    mandate.save(update_fields=["until"])
    facts = {"mandate": mandate.pk, "role": mandate.role, "scope": mandate.scope}
    record(mandate.person, facts=facts, words={"reason": reason})
    return mandate


@action(OPEN_ACCOUNT)
def open_account(
    person: Person,
    *,
    email: str,
    password: str | None = None,
    language: str = "",
    is_sample: bool = False,
    by: Actor,
    at: datetime,
) -> Account:
    """Open an account for a person; without a password nobody can sign in to it with one.

    A password given here is for the first sign-in only, as somebody else knows it. Only the system opens sample
    accounts. Refuses `AccountExists`, `AddressTaken` and `WeakPassword`.
    """
    if is_sample and not by.is_system:
        raise NotPermitted(_("Only the system opens sample accounts, during set-up."))
    _lock(person)
    if Account.objects.filter(person=person).exists():
        raise AccountExists
    if Account.objects.filter(email__iexact=email).exists():
        raise AddressTaken
    account = Account(
        email=email.lower(), person=person, language=language, is_sample=is_sample,
        must_change_password=password is not None,
    )  # fmt: skip
    if password is not None:
        _refuse_weak(password, account)
    account.set_password(password)
    account.save()
    record(person, account, facts={"sample": is_sample})
    return account


def _refuse_weak(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise WeakPassword from weak


def _refuse_own_or_higher(account: Account, by: Actor, at: datetime) -> None:
    """Nobody takes their own account in hand here, nor the secretariat an administrator's."""
    if account.pk == by.key:
        raise OwnAccount
    administers = mandates_in_force(at).filter(person=account.person, role=Role.ADMINISTRATOR).exists()
    if administers and not (by.is_system or by.has_role(Role.ADMINISTRATOR)):
        raise NotPermitted(_("Only another administrator does this to an administrator's account."))


@action(RENEW_PASSWORD)
def renew_password(account: Account, *, password: str, by: Actor, at: datetime) -> Account:
    """Give an account a password for its next sign-in only, and open it again if it was closed.

    Refuses `OwnAccount` and `WeakPassword`. An account that somebody signed in to, or an administrator's, is renewed
    only by an administrator.
    """
    _refuse_own_or_higher(account, by, at)
    _refuse_weak(password, account)
    was_closed, account.is_active = not account.is_active, True
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password", "is_active"])
    record(account.person, account, facts={"reopened": was_closed})
    return account


@action(CLOSE_ACCOUNT)
def close_account(account: Account, *, reason: str, by: Actor, at: datetime) -> Account:
    """Let nobody sign in to an account any more, and end its sessions. Refuses `AccountClosed` and `OwnAccount`."""
    _refuse_own_or_higher(account, by, at)
    if not account.is_active:
        raise AccountClosed
    account.is_active = False
    account.save(update_fields=["is_active"])
    record(account.person, account, words={"reason": reason})
    return account


@action(CHANGE_PASSWORD)
def change_password(account: Account, *, current: str, new: str, by: Actor, at: datetime) -> Account:
    """Replace the password by a new one, which ends every other session.

    Refuses `WrongPassword`, `SamePassword` and `WeakPassword`.
    """
    if not account.check_password(current):
        raise WrongPassword
    if new == current:
        raise SamePassword
    _refuse_weak(new, account)
    account.set_password(new)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    record(account.person, account)
    return account


@action(GIVE_CONSENT)
def give_consent(
    person: Person, *, purpose: ConsentPurpose, text_version: str, language: str, by: Actor, at: datetime
) -> Consent:
    """Note what the person agreed to, in which words and language. Refuses `AlreadyGiven`."""
    _lock(person)
    if Consent.objects.filter(person=person, purpose=purpose, withdrawn_at__isnull=True).exists():
        raise AlreadyGiven
    consent = Consent.objects.create(
        person=person, purpose=purpose, text_version=text_version, language=language, given_at=at
    )
    record(person, facts={"consent": consent.pk})
    return consent


@action(WITHDRAW_CONSENT)
def withdraw_consent(consent: Consent, *, by: Actor, at: datetime) -> Consent:
    """Take a consent back; it held until `at`. Refuses `NotGiven`."""
    if consent.withdrawn_at is not None:
        raise NotGiven
    consent.withdrawn_at = at
    consent.save(update_fields=["withdrawn_at"])
    record(consent.person, facts={"consent": consent.pk})
    return consent

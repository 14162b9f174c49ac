"""Predicates over mandates that the packages above combine, and this package's own permissions.

A secretariat acts in its own network: on the network, its members, their countries and what is in them. It gives and
ends mandates there, and writes letters for people in office there. A letter holds a password that the secretary
knows. So it opens an account, but it never takes over one that somebody signed in to: that, and an administrator's
mandate or account, needs an administrator, who works for the whole installation.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.platform.actors import Actor
from sabaq.platform.permissions import Predicate, all_of, any_of, permit
from sabaq.platform.refusals import YES, Answer, Sentence, no

from .models import Account, Mandate
from .queries import is_in_office_in, is_served, networks_of, place_of
from .states import Role


def holds(role: Role, why: Sentence) -> Predicate:
    """True for whoever holds `role` anywhere; `why` explains a denial."""

    def holds_role(actor: Actor, _subject: Any) -> Answer:
        return YES if actor.has_role(role) else no(why)

    return holds_role


is_secretary = holds(Role.SECRETARY, _("Only the network's secretariat does this."))


is_administrator = holds(Role.ADMINISTRATOR, _("Only an administrator does this to an account that is in use."))


def serves_them(actor: Actor, subject: Any) -> Answer:
    """Whose office or mandate is in the secretary's own network. Subject: the person or the account."""
    person = subject.person if isinstance(subject, Account) else subject
    if person is None or is_in_office_in(person, networks_of(actor)):
        return YES
    return no(_("This person has no office and no mandate in your network."))


def serves_its_place(actor: Actor, mandate: Any) -> Answer:
    """A mandate is ended by the secretariat of its own network."""
    if not isinstance(mandate, Mandate) or is_served(place_of(mandate), networks_of(actor)):
        return YES
    return no(_("Only the secretariat of that network gives mandates in it."))


def is_below_administrators(_actor: Actor, mandate: Any) -> Answer:
    """The mandate is not an administrator's."""
    if not isinstance(mandate, Mandate) or mandate.role != Role.ADMINISTRATOR:
        return YES
    return no(_("Only an administrator ends an administrator's mandate."))


def is_not_in_use(_actor: Actor, account: Any) -> Answer:
    """Nobody has signed in to the account yet, so that no letter can take it from anybody."""
    if not isinstance(account, Account) or account.last_login is None:
        return YES
    return no(_("Only an administrator does this to an account that is in use."))


def is_the_person_themself(actor: Actor, subject: Any) -> Answer:
    """Only somebody themself agrees to something and takes it back. Subject: the person, or what hangs on them."""
    person = getattr(subject, "person_id", None) or getattr(subject, "pk", None)
    mine = actor.person is not None and (subject is None or person == actor.person)
    return YES if mine else no(_("Only the person themself decides this."))


def has_the_account(actor: Actor, account: Any) -> Answer:
    """Whoever signed in with the account, even before it may do anything else."""
    mine = actor.key is not None and (account is None or account.pk == actor.key)
    return YES if mine else no(_("Only the person themself decides this."))


SEE_PEOPLE = permit("people.see_people", _("See who holds office, mandates and accounts"), is_secretary)
GRANT_MANDATE = permit("people.grant_mandate", _("Give a person a mandate"), is_secretary)
END_MANDATE = permit(
    "people.end_mandate",
    _("End a mandate"),
    any_of(
        all_of(is_secretary, any_of(is_below_administrators, is_administrator), serves_its_place),
        is_the_person_themself,
    ),
)
ENTER_PEOPLE = permit("people.enter", _("Enter people and their offices"), is_secretary)
_serves_or_administers = all_of(is_secretary, any_of(serves_them, is_administrator))
OPEN_ACCOUNT = permit("people.open_account", _("Open an account for a person"), _serves_or_administers)
RENEW_PASSWORD = permit(
    "people.renew_password",
    _("Write a new letter"),
    all_of(_serves_or_administers, any_of(is_not_in_use, is_administrator)),
)
CLOSE_ACCOUNT = permit("people.close_account", _("Close an account"), _serves_or_administers)
CHANGE_PASSWORD = permit("people.change_password", _("Change your own password"), has_the_account)
GIVE_CONSENT = permit("people.give_consent", _("Agree to a use of your own data"), is_the_person_themself)
WITHDRAW_CONSENT = permit("people.withdraw_consent", _("Take back your consent"), is_the_person_themself)

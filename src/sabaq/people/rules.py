"""Predicates over mandates that the packages above combine, and this package's own permissions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.platform.actors import Actor
from sabaq.platform.permissions import Predicate, any_of, permit
from sabaq.platform.refusals import YES, Answer, Sentence, no

from .states import Role


def holds(role: Role, why: Sentence) -> Predicate:
    """True for whoever holds `role` anywhere; `why` explains a denial."""

    def holds_role(actor: Actor, _subject: Any) -> Answer:
        return YES if actor.has_role(role) else no(why)

    return holds_role


is_secretary = holds(Role.SECRETARY, _("Only the network's secretariat does this."))


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
END_MANDATE = permit("people.end_mandate", _("End a mandate"), any_of(is_secretary, is_the_person_themself))
ENTER_PEOPLE = permit("people.enter", _("Enter people and their offices"), is_secretary)
OPEN_ACCOUNT = permit("people.open_account", _("Open an account for a person"), is_secretary)
CLOSE_ACCOUNT = permit("people.close_account", _("Close an account"), is_secretary)
CHANGE_PASSWORD = permit("people.change_password", _("Change your own password"), has_the_account)
GIVE_CONSENT = permit("people.give_consent", _("Agree to a use of your own data"), is_the_person_themself)
WITHDRAW_CONSENT = permit("people.withdraw_consent", _("Take back your consent"), is_the_person_themself)

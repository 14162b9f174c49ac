"""The register of permissions: each a name, a sentence and a predicate that explains a denial.

Deny by default: a name that is not registered refuses. Predicates are small functions `(actor, subject) -> Answer`
named as statements, combined with `any_of` and `all_of`; each app lists its own in its `rules`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .actors import Actor, ActorKind
from .refusals import YES, Answer, NotPermitted, Sentence, no

Predicate = Callable[[Actor, Any], Answer]


@dataclass(frozen=True)
class Permission:
    """One named permission. `sentence` says what it lets somebody do."""

    name: str
    sentence: Sentence
    predicate: Predicate


_register: dict[str, Permission] = {}


def permit(name: str, sentence: Sentence, predicate: Predicate) -> str:
    """Register a permission and give back its name, so that `rules` can bind it to a constant."""
    if name in _register:
        raise ValueError(f"permission {name} is registered twice")
    _register[name] = Permission(name, sentence, predicate)
    return name


def all_permissions() -> dict[str, Permission]:
    """Every registered permission by name; the architecture tests walk it."""
    return dict(_register)


def may(actor: Actor, name: str, subject: Any = None) -> Answer:
    """Whether `actor` may do `name` to `subject`. The system may; nobody else may what is not registered."""
    if actor.is_system:
        return YES
    permission = _register.get(name)
    if permission is None:
        return no(_("This permission does not exist."))
    return permission.predicate(actor, subject)


def require(actor: Actor, name: str, subject: Any = None) -> None:
    """Raise `NotPermitted` with the reason unless `actor` may do `name` to `subject`."""
    answer = may(actor, name, subject)
    if not answer:
        raise NotPermitted(answer.why)


def any_of(*predicates: Predicate) -> Predicate:
    """True if one predicate is; the first one's reason otherwise, as it names the usual way."""

    def combined(actor: Actor, subject: Any) -> Answer:
        answers = [predicate(actor, subject) for predicate in predicates]
        return next((answer for answer in answers if answer), answers[0])

    return combined


def all_of(*predicates: Predicate) -> Predicate:
    """True if every predicate is; the reason of the first that is not otherwise."""

    def combined(actor: Actor, subject: Any) -> Answer:
        return next((answer for predicate in predicates if not (answer := predicate(actor, subject))), YES)

    return combined


def is_signed_in(actor: Actor, _subject: Any) -> Answer:
    """Anybody with an account."""
    return YES if actor.kind is not ActorKind.NOBODY else no(_("Sign in to see this page."))


def is_anybody(_actor: Actor, _subject: Any) -> Answer:
    """The public: used only for what is meant to be public."""
    return YES


def is_system(actor: Actor, _subject: Any) -> Answer:
    """Only set-up and scheduled work."""
    return YES if actor.is_system else no(_("Only the system does this, during set-up."))

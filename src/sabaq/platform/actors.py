"""Who acts: a person by an account, another node, or the system itself.

An actor is always an argument, never ambient, so that the same action serves a page, a command, a job and a record
from another node. Mandates reach this layer as grants: a role and the scope it holds in, as plain strings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ActorKind(StrEnum):
    """What stands behind an action."""

    PERSON = "person"
    SYSTEM = "system"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Grant:
    """One mandate in force: `role` such as "focal_point", `scope` such as "country:KG" or "institution:7"."""

    role: str
    scope: str


@dataclass(frozen=True)
class Actor:
    """Somebody who acts. `key` is the account's primary key, `person` the primary key of the person behind it."""

    kind: ActorKind
    label: str
    key: int | None = None
    person: int | None = None
    grants: tuple[Grant, ...] = ()

    def has_role(self, role: str, *scopes: str) -> bool:
        """True if a grant of `role` covers one of `scopes`; without scopes, if the role is held anywhere."""
        return any(grant.role == role and (not scopes or grant.scope in scopes) for grant in self.grants)

    def scopes(self, role: str, kind: str) -> tuple[str, ...]:
        """The values after `kind:` in the scopes where this actor holds `role`, such as country codes."""
        prefix = kind + ":"
        return tuple(g.scope.removeprefix(prefix) for g in self.grants if g.role == role and g.scope.startswith(prefix))

    @property
    def is_system(self) -> bool:
        """True for set-up and scheduled work, which no person asked for at this moment."""
        return self.kind is ActorKind.SYSTEM


SYSTEM = Actor(kind=ActorKind.SYSTEM, label="Sabaq")
NOBODY = Actor(kind=ActorKind.NOBODY, label="")

_loaders: list[Callable[[int, datetime], Actor]] = []


def register_actor_loader(loader: Callable[[int, datetime], Actor]) -> None:
    """`people` registers here how an account's key becomes an actor with the mandates of that moment."""
    _loaders[:] = [loader]


def load_actor(key: int | None, *, at: datetime) -> Actor:
    """The actor behind an account key, as a job needs it; the system where no account asked."""
    return _loaders[0](key, at) if key is not None else SYSTEM

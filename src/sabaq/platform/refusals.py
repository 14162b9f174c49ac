"""Refusals: what, why, what now, whom to ask. A refusal is a named exception that carries translated sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise


class Refusal(Exception):
    """An action that did not happen. `why` and `now` are sentences for the reader, lazily translated.

    `code` is stable and goes to `--json` output; subclasses set it by their name.
    """

    what: Sentence = _("Nothing was changed.")
    why: Sentence = _("This is not possible.")
    now: Sentence = ""

    def __init__(self, why: Sentence = "", *, now: Sentence = "", **facts: Any) -> None:
        super().__init__(str(why) or type(self).__name__)
        if why:
            self.why = why
        if now:
            self.now = now
        self.facts = facts

    @property
    def code(self) -> str:
        """The refusal's stable name."""
        return type(self).__name__

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.why, self.now) if part)


class NotPermitted(Refusal):
    """The actor may not do this. Carries the reason that the permission's predicate gave."""

    why = _("You may not do this.")
    now = _("Ask the network's secretariat if you think you should be able to.")


@dataclass(frozen=True)
class Answer:
    """What a permission answers: true or false, and if false why. Usable in `if`."""

    allowed: bool
    why: Sentence = field(default="")

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(True)


def no(why: Sentence) -> Answer:
    """A denial with its reason."""
    return Answer(False, why)

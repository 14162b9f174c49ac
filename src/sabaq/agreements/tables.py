"""Words for kinds, states and past acts, and how a clause is laid out for a reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sabaq.platform.languages import Shown, in_language
from sabaq.platform.refusals import Sentence
from sabaq.platform.stand import Stand
from sabaq.platform.verbs import say

from .domain import Texts
from .states import AgreementKind, VersionState

KINDS: dict[str, Sentence] = {
    AgreementKind.AGREEMENT: _("Agreement"),
    AgreementKind.MEMORANDUM: _("Memorandum"),
    AgreementKind.PROTOCOL: _("Protocol"),
    AgreementKind.AMENDMENT: _("Amendment"),
}
VERSION_STANDS: dict[str, Stand] = {
    VersionState.DRAFT: Stand("open", _("Draft")),
    VersionState.IN_FORCE: Stand("done", _("In force")),
    VersionState.SUPERSEDED: Stand("none", _("Superseded")),
}
NOT_IN_FORCE = Stand("open", _("Not in force"))
COLUMNS = (_("Title"), _("Kind"), _("Parties"), _("Signed"), _("State"), _("Commitments"))

for verb, sentence in {
    "draft_agreement": _("The agreement was drafted"),
    "draft_version": _("A new version was drafted"),
    "approve_version": _("A party’s approval was recorded"),
    "bring_into_force": _("A version was brought into force"),
    "record_commitment": _("A commitment was recorded"),
    "set_target": _("A target was set"),
}.items():
    say(f"agreements.{verb}", sentence)


@dataclass(frozen=True)
class PassageShown:
    """A preamble or clause: the reader's text first, then the other languages."""

    number: str
    first: Shown
    others: tuple[Shown, ...]


def passage(number: str, texts: Texts) -> PassageShown:
    """Lay out one passage for the reader's language."""
    first = in_language(texts)
    wanted = get_language() or "en"
    others = (Shown(text, language, language != wanted) for language, text in texts.items() if text)
    return PassageShown(number, first, tuple(shown for shown in others if shown.language != first.language))


def passages(numbered: Iterable[tuple[str, Texts]]) -> list[PassageShown]:
    """Lay out passages that have a text in some language."""
    return [passage(number, texts) for number, texts in numbered if any(texts.values())]


def fingerprint(text_hash: str) -> str:
    """A hash in groups of eight, so that two can be compared by eye and a line can break."""
    return " ".join(text_hash[place : place + 8] for place in range(0, len(text_hash), 8))

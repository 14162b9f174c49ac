"""Whose turn a nomination is in its country's chain, and which names a search text means in any script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sabaq.engines.names.chinese import chinese
from sabaq.engines.names.folding import spoken
from sabaq.engines.names.normalised import normalise
from sabaq.engines.names.parsed import words_of

# Where a country has set nothing else, its focal point alone stands between the agencies and the host.
DEFAULT_STEPS = ("focal_point",)
FOCAL_POINT = "focal_point"
# The chains a country may choose from: who forwards first, who last.
CHAINS: tuple[tuple[str, ...], ...] = (DEFAULT_STEPS, ("agency_officer", "focal_point"))


def steps_of(configured: Sequence[str] | None) -> tuple[str, ...]:
    """The roles of a country's chain in order; one without steps gets the default."""
    return tuple(configured or DEFAULT_STEPS)


def first_position(steps: Sequence[str], *, by_focal_point: bool) -> int:
    """Where a new nomination stands: at the first step, or already at the focal point's if they sent the list."""
    return steps.index(FOCAL_POINT) if by_focal_point and FOCAL_POINT in steps else 0


def role_at(steps: Sequence[str], position: int) -> str | None:
    """Whose hands a nomination is in; None when it has left the country."""
    return steps[position] if position < len(steps) else None


def places_of(role: str, steps: Sequence[str]) -> list[int]:
    """The positions at which a nomination is in the hands of `role`."""
    return [position for position, step in enumerate(steps) if step == role]


def may_still_nominate(state: str, closes: date, today: date) -> bool:
    """An edition takes nominations while it is open, up to and including its closing day."""
    return state == "open" and today <= closes


def means(wanted: str, names: Iterable[str]) -> bool:
    """Whether a search text means one of a person's names: every word begins a word of the name, in any script.

    "borub zhyl" finds Бөрүбаева Жылдыз, "wang xiaoming" and 王小明 find each other.
    """
    wanted = normalise(wanted).casefold()
    asked = [_sounds(word) for word in wanted.split()]
    syllables = {reading.syllables for reading in chinese(wanted)}
    for name in names:
        if wanted in normalise(name).casefold():
            return True
        if syllables and syllables & {reading.syllables for reading in chinese(name)}:
            return True
        known = [form for word in words_of(name) for form in word.forms]
        if asked and all(any(form.startswith(sound) for sound in sounds for form in known) for sounds in asked):
            return True
    return False


def _sounds(word: str) -> tuple[str, ...]:
    """Spoken forms of what may be only the beginning of a word; a sign that sounds like nothing finds nothing."""
    return tuple(form for form in spoken(word.strip(".,")) if form) or ("\0",)

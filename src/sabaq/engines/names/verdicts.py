"""What a comparison of two names answers: a score, a verdict and the reasons for it.

An answer never travels without its reasons. A reason has a stable kind and parameters, so that a page can say it in
the reader's language, and an English sentence for files and logs.
"""

from typing import Literal, NamedTuple

Verdict = Literal["same", "review", "different"]

SENTENCES = {
    "identical": "The names are written the same way.",
    "words_agree": "%(a)s and %(b)s are spellings of one name.",
    "words_close": "%(a)s and %(b)s are close, but not clearly one name.",
    "words_sound_alike": "%(a)s sounds like %(b)s in the other language.",
    "words_differ": "%(a)s and %(b)s are different names.",
    "gender_differs": "%(a)s and %(b)s have different gender endings.",
    "ending_differs": "%(a)s and %(b)s share a stem, but have different endings.",
    "patronymic_agrees": "The patronymics %(a)s and %(b)s agree.",
    "patronymic_differs": "The patronymics %(a)s and %(b)s differ.",
    "patronymic_missing": "Only one side gives the patronymic %(word)s.",
    "initial_agrees": "The initial %(a)s fits %(b)s.",
    "initial_differs": "The initial %(a)s does not fit %(b)s.",
    "extra_word": "Only one side has the word %(word)s.",
    "syllables_agree": "Both names read %(syllables)s in Chinese.",
    "syllables_differ": "In Chinese the names read %(a)s and %(b)s.",
    "sounds_agree": "%(a)s and %(b)s sound alike: a foreign name written in Chinese characters.",
    "old_spelling": "The names agree if one is in the older Wade-Giles spelling.",
    "rare_reading": "The names agree only in a rarer reading of a character.",
    "loose_spelling": "The names agree only if a common misspelling is assumed.",
    "empty": "One of the names has no letters.",
    "slot_agrees": "Both name the same %(slot)s.",
    "slot_differs": "They name a different %(slot)s: %(a)s and %(b)s.",
    "slot_missing": "Only one side names the %(slot)s: %(value)s.",
    "acronym": "%(a)s is the acronym of %(b)s.",
    "words_shared": "The words of the two names agree by %(percent)s percent.",
}


class Reason(NamedTuple):
    """One reason: a stable `kind`, its `params` as pairs (hashable), and the English `text`."""

    kind: str
    params: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The sentence in English, made when it is asked for: most are never read."""
        return SENTENCES[self.kind] % dict(self.params)


class Match(NamedTuple):
    """The answer: `score` from 0 to 1, the verdict, and why."""

    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...]


def because(kind: str, **params: str) -> Reason:
    """Make the reason of this kind, one of SENTENCES."""
    return Reason(kind, tuple(params.items()))

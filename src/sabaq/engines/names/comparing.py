"""Whether two personal names may be one person's: word by word, in any order, with reasons.

Vetoes come first: another syllable of a Chinese name, another gender ending, another patronymic, another initial. A
name alone never proves that two records are one person; "same" says that the names are one name.
"""

from collections.abc import Sequence
from itertools import permutations

from .chinese import Reading, chinese
from .normalised import normalise, script_of
from .parsed import Word, words_of
from .verdicts import Match, Reason, Verdict, because
from .word_pairs import CLOSE, NEAR, are_western, pair_costs

SAME, REVIEW = 0.85, 0.6  # scores from which on the verdict holds; the costs CLOSE and NEAR stand for them
_LONGEST = 5  # words of a name that are put in order; each further word counts as one that only one side has
_EXTRA = 0.9  # cost of a word that only one side has
_JOINED = 0.05  # cost of reading two words as one


def compare_persons(a: str, b: str) -> Match:
    """Compare two personal names in any scripts and order; see the package docstring for what the verdict means."""
    a, b = normalise(a), normalise(b)
    if not script_of(a) or not script_of(b):
        return Match(0.0, "different", (because("empty"),))
    if a.casefold() == b.casefold():
        return Match(1.0, "same", (because("identical"),))
    readings_a = chinese(a)
    if readings_a:
        readings_b = chinese(b)
        if readings_b:
            return _compare_chinese(a, b, readings_a, readings_b)
    if (script_of(a) == "Han") != (script_of(b) == "Han"):
        return Match(0.0, "different", (because("words_differ", a=a, b=b),))
    return _compare_words(words_of(a), words_of(b))


def _compare_chinese(a: str, b: str, readings_a: tuple[Reading, ...], readings_b: tuple[Reading, ...]) -> Match:
    if script_of(a) == script_of(b) == "Han":
        return Match(0.1, "different", (because("words_differ", a=a, b=b),))
    doubts = [
        x.doubt or y.doubt for x in readings_a for y in readings_b if (x.surname, x.given) == (y.surname, y.given)
    ]
    if not doubts:
        x, y = readings_a[0], readings_b[0]
        differ = because("syllables_differ", a=" ".join(x.syllables), b=" ".join(y.syllables))
        return Match(0.1, "different", (differ,))
    agreed = next(x for x in readings_a if any((x.surname, x.given) == (y.surname, y.given) for y in readings_b))
    reason = because("syllables_agree", syllables=" ".join(agreed.syllables))
    if "" in doubts:
        return Match(0.97, "same", (reason,))
    return Match(0.8, "review", (reason, because(doubts[0])))


def _compare_words(a: tuple[Word, ...], b: tuple[Word, ...]) -> Match:
    swapped = len(a) > len(b)
    short, long = (b, a) if swapped else (a, b)
    if not short:
        return Match(0.0, "different", (because("empty"),))
    cost, reasons = _best_alignment(short, long, swapped=swapped)
    if cost > CLOSE and len(long) > len(short):
        for joined in _joinings(long):
            other_cost, other_reasons = _best_alignment(short, joined, swapped=swapped)
            if other_cost + _JOINED < cost:
                cost, reasons = other_cost + _JOINED, other_reasons
    score = _score(cost)
    return Match(score, _verdict(score), reasons)


def _joinings(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """Read each two plain neighbours as one word: Абдул Азиз is Абдулазиз."""
    plain = [not word.initial and not word.patronymic for word in words]
    return [
        (*words[:at], _join(words[at], words[at + 1]), *words[at + 2 :])
        for at in range(len(words) - 1)
        if plain[at] and plain[at + 1]
    ]


def _join(first: Word, second: Word) -> Word:
    return Word(f"{first.text}-{second.text}", tuple(x + y for x in first.forms[:2] for y in second.forms[:2]))


def _score(cost: float) -> float:
    if cost <= CLOSE:
        score = 0.99 - (0.99 - SAME) * cost / CLOSE
    elif cost <= NEAR:
        score = SAME - (SAME - REVIEW) * (cost - CLOSE) / (NEAR - CLOSE)
    else:
        score = max(0.0, REVIEW - 0.4 * (cost - NEAR))
    return round(score, 4)


def _verdict(score: float) -> Verdict:
    if score >= SAME:
        return "same"
    return "review" if score >= REVIEW else "different"


def _best_alignment(
    short: tuple[Word, ...], long: tuple[Word, ...], *, swapped: bool
) -> tuple[float, tuple[Reason, ...]]:
    surplus = [_EXTRA] * (len(short[_LONGEST:]) + len(long[_LONGEST:]))
    short, long = short[:_LONGEST], long[:_LONGEST]
    western = are_western(short, long)
    pairs = pair_costs(short, long, western=western)
    missing = [_missing_cost(long, at, western=western) for at in range(len(long))]

    def total(chosen: Sequence[int]) -> float:
        left = [missing[j] for j in range(len(long)) if j not in chosen]
        return _total([pairs[i][j][0] for i, j in enumerate(chosen)] + left + surplus)

    best = min(permutations(range(len(long)), len(short)), key=total)
    reasons = []
    for i, j in enumerate(best):
        kind = pairs[i][j][1]
        x, y = (long[j], short[i]) if swapped else (short[i], long[j])
        if kind.startswith("initial") and not x.initial:
            x, y = y, x
        reasons.append(because(kind, a=x.text, b=y.text))
    for j in range(len(long)):
        if j not in best:
            kind = "patronymic_missing" if long[j].patronymic and missing[j] < _EXTRA else "extra_word"
            reasons.append(because(kind, word=long[j].text))
    return total(best), tuple(reasons)


def _total(costs: list[float]) -> float:
    """Let the worst word decide; several small doubts add up slowly."""
    return 0.8 * max(costs) + 0.2 * sum(costs)


def _missing_cost(words: tuple[Word, ...], at: int, *, western: bool) -> float:
    """A patronymic or an initial may be left out where two words stay, a western middle name with more doubt."""
    word = words[at]
    if len(words) < 3:
        return _EXTRA
    if word.patronymic:
        return 0.04
    if word.initial and at > 0:
        return 0.04 if words[at - 1].initial else 0.15
    return 0.5 if western and 0 < at < len(words) - 1 else _EXTRA

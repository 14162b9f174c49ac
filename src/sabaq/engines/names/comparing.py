"""Whether two personal names may be one person's: word by word, in any order, with reasons.

Vetoes come first: another syllable of a Chinese name, another gender ending, another patronymic, another initial. A
name alone never proves that two records are one person; "same" says that the names are one name.
"""

from collections.abc import Iterable
from itertools import permutations

from .chinese import Reading, chinese
from .han_sounds import in_syllables, name_distance
from .normalised import in_each_script, script_of
from .parsed import Word, words_of
from .titles import bare
from .verdicts import Match, Reason, Verdict, because
from .western import EXACT
from .word_pairs import AGREEMENT, CLOSE, NEAR, VETO, PairCost, are_western, name_a_woman, pair_cost, sound_the_same

SAME, REVIEW = 0.85, 0.6  # scores from which on the verdict holds; the costs CLOSE and NEAR stand for them
_LONGEST = 5  # words of a name that are put in order; each further word counts as one that only one side has
_EXTRA = 0.9  # cost of a word that only one side has
_HEARD = 0.45  # distance up to which a foreign name in Han may be the name in letters
_JOINED = 0.05  # cost of reading two words as one


def compare_persons(a: str, b: str) -> Match:
    """Compare two personal names in any scripts and order; see the package docstring for what the verdict means."""
    if not (a.isascii() and b.isascii()):
        ways_a, ways_b = in_each_script(bare(a)), in_each_script(bare(b))
        if len(ways_a) + len(ways_b) > 2:
            return max((_compare_written(x, y) for x in ways_a for y in ways_b), key=lambda match: match.score)
    return _compare_written(a, b)


def _compare_written(a: str, b: str) -> Match:
    written_a, written_b = bare(a), bare(b)
    scripts = script_of(written_a), script_of(written_b)
    if not all(scripts):
        return Match(0.0, "different", (because("empty"),))
    if written_a.casefold() == written_b.casefold():
        return Match(1.0, "same", (because("identical"),))
    readings_a = chinese(a)
    if readings_a:
        readings_b = chinese(b)
        if readings_b:
            return _compare_chinese(written_a, written_b, readings_a, readings_b)
    if "Han" in scripts:
        return _compare_foreign_in_han(written_a, written_b, scripts)
    return _compare_words(words_of(a), words_of(b))


def _compare_foreign_in_han(a: str, b: str, scripts: tuple[str, str]) -> Match:
    """Compare a foreign name in Han characters with letters, or with other characters of the same sounds."""
    differ = Match(0.0, "different", (because("words_differ", a=a, b=b),))
    if scripts == ("Han", "Han"):
        alike = in_syllables(a) == in_syllables(b) and max(len(a), len(b)) > 4
        return Match(0.8, "review", (because("sounds_agree", a=a, b=b),)) if alike else differ
    han, other = (a, b) if scripts[0] == "Han" else (b, a)
    cost = name_distance(han, words_of(other)) if len(han) > 2 else 2.0
    if cost > _HEARD:
        return differ
    return Match(round(0.84 - 0.24 * cost / _HEARD, 4), "review", (because("sounds_agree", a=a, b=b),))


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
    chosen = _equal_words(short, long)
    pairs = dict.fromkeys(chosen.items(), AGREEMENT)
    open_short = [i for i in range(len(short)) if i not in chosen]
    taken = chosen.values()
    open_long = [j for j in range(len(long)) if j not in taken]
    western = bool(open_long) and are_western(short, long)
    missing = (
        {j: _missing_cost(long, j, western=western) for j in open_long} if len(open_long) > len(open_short) else {}
    )
    cost = _total([*missing.values(), *surplus])
    if open_short:
        cost, found = _cheapest(short, long, open_short, open_long, missing, surplus, western)
        pairs |= found
    kinds = {place: pairs[place][1] for place in sorted(pairs)}
    if list(kinds.values()).count("ending_differs") > 1:  # Ivan Petrov, Petr Ivanov
        cost = max(cost, _EXTRA)
    return cost, _reasons(short, long, kinds, missing, swapped=swapped)


def _cheapest(
    short: tuple[Word, ...],
    long: tuple[Word, ...],
    open_short: list[int],
    open_long: list[int],
    missing: dict[int, float],
    surplus: list[float],
    western: bool,
) -> tuple[float, dict[tuple[int, int], PairCost]]:
    """Pair the words that are still open in the way that costs least; give the cost of all and the pairs."""
    women = name_a_woman(short, long)
    initials = any(word.initial for word in (*short, *long))
    table = {(i, j): pair_cost(short[i], long[j], western=western, women=women) for i in open_short for j in open_long}
    least: tuple[float, dict[tuple[int, int], PairCost]] | None = None
    for order in permutations(open_long, len(open_short)):
        found = {place: table[place] for place in zip(open_short, order, strict=True)}
        if initials and _initials_cross(short, long, found):
            found = dict.fromkeys(found, (VETO, "initial_differs"))
        costs = [cost for cost, _ in found.values()] + surplus
        costs += [cost for j, cost in missing.items() if j not in order]
        # That a western name is spelled by sound is one doubt, however many words it has.
        alike = sum([kind == "words_sound_alike" for _, kind in found.values()]) if western else 0
        cost = _total(costs) - 0.2 * EXACT * max(0, alike - 1)
        if least is None or cost < least[0]:
            least = cost, found
    return least or (_EXTRA, {})


def _initials_cross(short: tuple[Word, ...], long: tuple[Word, ...], paired: Iterable[tuple[int, int]]) -> bool:
    """Say whether initials stand in another order than what they stand for: the given name's comes first."""
    places = [j for i, j in sorted(paired) if short[i].initial or long[j].initial]
    return places != sorted(places)


def _equal_words(short: tuple[Word, ...], long: tuple[Word, ...]) -> dict[int, int]:
    """Pair the words that sound the same at once: they need no closer look."""
    found: dict[int, int] = {}
    for i, word in enumerate(short):
        for j, other in enumerate(long):
            if j not in found.values() and sound_the_same(word, other):
                found[i] = j
                break
    return found


def _reasons(
    short: tuple[Word, ...],
    long: tuple[Word, ...],
    kinds: dict[tuple[int, int], str],
    missing: dict[int, float],
    *,
    swapped: bool,
) -> tuple[Reason, ...]:
    reasons = []
    for (i, j), kind in kinds.items():
        x, y = (long[j], short[i]) if swapped else (short[i], long[j])
        if kind.startswith("initial") and not x.initial:
            x, y = y, x
        reasons.append(because(kind, a=x.text, b=y.text))
    paired = {j for _, j in kinds}
    for j, word in enumerate(long):
        if j not in paired:
            kind = "patronymic_missing" if word.patronymic and missing[j] < _EXTRA else "extra_word"
            reasons.append(because(kind, word=word.text))
    return tuple(reasons)


def _total(costs: list[float]) -> float:
    """Let the worst word decide; several small doubts add up slowly."""
    return 0.8 * max(costs) + 0.2 * sum(costs) if costs else 0.0


def _missing_cost(words: tuple[Word, ...], at: int, *, western: bool) -> float:
    """A patronymic or an initial may be left out where two words stay, a western middle name with more doubt."""
    word = words[at]
    if len(words) < 3:
        return _EXTRA
    if word.patronymic:
        return 0.04
    if word.initial and at > 0 and words[at - 1].initial:
        return 0.04
    if word.initial and words[at + 1 : at + 2] and words[at + 1].initial:
        return _EXTRA  # the given name's: Н. С. Ахметов is not С. Ахметов
    if word.initial and at > 0:
        return 0.15
    return 0.5 if western and 0 < at < len(words) - 1 else _EXTRA

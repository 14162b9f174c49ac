"""How far two spoken forms are apart: an edit distance that knows which sounds spellings confuse.

One consonant makes another name (Qohir, Qodir), so a foreign consonant costs a whole unit; sounds that romanisations
mix (a/o, e/i, final d/t, g/h) cost a fraction. Costs were set by hand from the languages' spelling rules.
"""

from functools import lru_cache
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

FAR = 2.0  # the cost of two forms that are not worth aligning
_VOWELS = frozenset("aeiou")


def _both_ways(costs: dict[str, float]) -> dict[str, float]:
    return {**costs, **{pair[::-1]: cost for pair, cost in costs.items()}}


_SWAP = _both_ways(
    {"ao": 0.12, "ou": 0.25, "ei": 0.12, "iu": 0.3, "ae": 0.5, "oe": 0.45, "au": 0.5, "io": 0.5, "ue": 0.5, "ai": 0.45}
)
_SWAP |= _both_ways(
    {"gh": 0.35, "kh": 0.25, "kg": 0.45, "td": 0.5, "bp": 0.5, "pf": 0.85, "vf": 0.5, "sz": 0.5, "vu": 0.15, "bv": 0.6}
)
_SWAP |= _both_ways(
    {"jc": 0.6, "jy": 0.5, "cx": 0.45, "sx": 0.6, "zj": 0.6, "qs": 0.5, "yi": 0.05, "ye": 0.15, "xj": 0.8}
)
_CLASSES = str.maketrans("gdzxcqjbfv", "ktsssssppp", "aeiouyh")  # consonants that a spelling may confuse
_SWAP_AT_END = _both_ways({"td": 0.1, "bp": 0.12, "vf": 0.15, "sz": 0.2, "kg": 0.2})


@lru_cache(maxsize=131072)
def distance(a: str, b: str) -> float:
    """Give the cost of turning one spoken form into the other: 0 the same sounds, 1 one foreign consonant, FAR far."""
    if a == b:
        return 0.0
    if not _worth_aligning(a, b):
        return FAR
    start, end_a, end_b = _different_part(a, b)
    drops = [_drop(b, j) for j in range(start, end_b)]
    row = [0.0, *accumulate(drops)]
    for i in range(start, end_a):
        skip = _drop(a, i)
        before, row = row, [row[0] + skip]
        for at, dropped in enumerate(drops):
            j = start + at
            swapped = before[at] + (0.0 if a[i] == b[j] else _swap(a, i, b, j))
            row.append(min(swapped, before[at + 1] + skip, row[at] + dropped))
    return min(row[-1], FAR)


def _different_part(a: str, b: str) -> tuple[int, int, int]:
    """Give the part between the common beginning and the common end: where it starts, and its ends in `a` and `b`."""
    shorter = min(len(a), len(b))
    start = 0
    while start < shorter and a[start] == b[start]:
        start += 1
    end_a, end_b = len(a), len(b)
    while end_a > start and end_b > start and a[end_a - 1] == b[end_b - 1]:
        end_a, end_b = end_a - 1, end_b - 1
    return start, end_a, end_b


def _worth_aligning(a: str, b: str) -> bool:
    """Compare only the consonants, sorted into a few classes: a quick test that most pairs of words fail."""
    bones_a, bones_b = _bones(a), _bones(b)
    least = min(len(bones_a), len(bones_b))
    most = 1 + least // 8
    return Levenshtein.distance(bones_a, bones_b, score_cutoff=most) <= most


@lru_cache(maxsize=131072)
def _bones(word: str) -> str:
    return word.translate(_CLASSES)


def _swap(a: str, i: int, b: str, j: int) -> float:
    pair = a[i] + b[j]
    if i == len(a) - 1 and j == len(b) - 1:
        return _SWAP_AT_END.get(pair) or _SWAP.get(pair, 1.0)
    if pair in ("oe", "eo") and a[i + 1 : i + 2] == "v" == b[j + 1 : j + 2]:
        return 0.15  # Хрущов, Хрущев
    if not i and not j and pair in ("kh", "hk"):
        return 0.5  # Бақыт, Бахыт; yet Карин is not Харин
    cost = _SWAP.get(pair, 1.0)
    # The first letter is what people hear and file by: Эркин and Оркен are two names.
    return cost * 1.5 if not i and not j and cost > 0.3 and pair not in ("kg", "gk") else cost


def _drop(word: str, at: int) -> float:
    """Give the cost of the letter at this place being written on one side only."""
    letter, last = word[at], at == len(word) - 1
    before = word[at - 1] if at else ""
    if letter == "y":
        closes = before in _VOWELS and (last or word[at + 1] not in _VOWELS)
        return 0.5 if closes else 0.15  # Кайрат is not Карат; Гулям may be Ғулом
    if letter in _VOWELS:
        if letter == "e" and word[at - 1 : at] not in _VOWELS and word[at + 1 :] == "r":
            return 0.15  # Alexander, Александр
        if last:
            return {"a": 1.0, "i": 0.5, "e": 0.5}.get(letter, 0.8)
        if not at:
            return 0.6
        if letter == "i" and word[at + 1] in "aeou" and before not in "dtz":
            return 0.25 if word[at + 1] == "e" or at + 3 < len(word) else 0.45  # Guliamov, Гуломов; yet not Дания, Дана
        return 0.45
    if letter == "h":
        return 0.6
    if letter == "c" and before == "x":
        return 0.4  # Плющенко, Plushenko
    if letter == "g" and before == "n":
        return 0.15
    if letter == "t" and word[at + 1 : at + 2] in ("c", "q"):
        return 0.1
    return 1.0


def forms_distance(forms_a: tuple[str, ...], forms_b: tuple[str, ...]) -> float:
    """Give the distance of the closest two spoken forms, scaled so that long words may differ more; FAR at most."""
    if not forms_a or not forms_b:
        return FAR
    best = FAR
    for i, x in enumerate(forms_a):
        for j, y in enumerate(forms_b):
            if x == y:
                return 0.0 if i + j == 0 else 0.02
            apart = distance(x, y)
            if apart < best:
                best = apart
    return min(FAR, best / _scale(forms_a[0], forms_b[0]))


def _scale(a: str, b: str) -> float:
    return 0.55 + min(len(a), len(b)) / 14

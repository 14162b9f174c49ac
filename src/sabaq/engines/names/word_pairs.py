"""What it costs to take one word of a name for one word of another, and the kind of reason that goes with it.

Costs are those of `closeness`: up to CLOSE the words are one name, up to NEAR a person has to look, VETO rules it out.
"""

import re
from functools import lru_cache

from .closeness import forms_distance
from .normalised import script_of
from .parsed import Word
from .western import may_be_western, western_distance

CLOSE, NEAR, VETO = 0.40, 0.75, 1.2
_AGREE = 0.25  # up to here the reason says "spellings of one name"
_INITIAL = 0.45  # an initial fits many names: a person has to look
_ONE_SCRIPT = 1.3  # in one script a difference is the writer's choice more often than the romanisation's
# Where both are in the Russian alphabet, or both in plain Latin, a sound apart is for a person to look at.
_ALPHABETS = re.compile("[а-яёА-ЯЁ-]+"), re.compile("[a-zA-Z-]+")
_LOOK, _TRIFLE = 0.41, 0.1
_FAMILY_ENDING = re.compile(r"^(.{2,}?)(?:([oe]va?)|(zoda)|(uli|kizi)|())$")
# Sounds that one Latin letter may stand for as an initial: S. Mirziyoyev is Shavkat as well as Saida.
_LATIN_HEADS = {"s": "sx", "c": "cksq", "z": "zj", "k": "kh", "t": "tq", "j": "jy", "y": "yei"}
_WOMAN = re.compile(r"(?:[oe]va|[oe]vna|kizi|skaya)$")

PairCost = tuple[float, str]


def pair_costs(a: tuple[Word, ...], b: tuple[Word, ...], *, western: bool) -> list[list[PairCost]]:
    """Give (cost, kind of reason) of every word of `a` with every word of `b`; `western` as are_western says."""
    women = _names_a_woman(a) and _names_a_woman(b)
    return [[_pair_cost(x, y, western=western, women=women) for y in b] for x in a]


def are_western(a: tuple[Word, ...], b: tuple[Word, ...]) -> bool:
    """Say whether one name is Latin, the other Cyrillic, and neither ends as names of the region do."""
    scripts = {script_of(a[0].text), script_of(b[0].text)}
    return scripts == {"Latin", "Cyrillic"} and may_be_western(tuple(word.forms for word in (*a, *b)))


def _names_a_woman(words: tuple[Word, ...]) -> bool:
    return any(_WOMAN.search(form) for word in words for form in word.forms[:1])


def _pair_cost(x: Word, y: Word, *, western: bool, women: bool) -> PairCost:
    cost, kind = _plain_cost(x, y)
    if kind == "gender_differs" and women and not _WOMAN.search(x.forms[0]) and not x.patronymic:
        return 0.5, "words_close"  # Гүлнар and Гульнара, both named as women elsewhere
    if not western or cost <= _AGREE or not kind.startswith("words"):
        return cost, kind
    latin, cyrillic = (x, y) if script_of(x.text) == "Latin" else (y, x)
    cost = min(cost, western_distance(latin.text, cyrillic.text))
    return cost, _kind(cost)


@lru_cache(maxsize=65536)
def _plain_cost(x: Word, y: Word) -> PairCost:
    if x.initial or y.initial:
        return _initial_cost(x, y)
    if x.patronymic and y.patronymic:
        return _patronymic_cost(x, y)
    if _gender_differs(x, y):
        return VETO, "gender_differs"
    cost = _distance(x, y)
    if cost > CLOSE and _ending_differs(x, y):
        # Baimenov may be written Baimenuly; Karimzoda and Karimov are two families.
        return (0.65 if x.patronymic or y.patronymic else max(cost, 0.9)), "ending_differs"
    return cost, _kind(cost)


def _kind(cost: float) -> str:
    if cost <= _AGREE:
        return "words_agree"
    return "words_close" if cost <= NEAR else "words_differ"


def _distance(x: Word, y: Word) -> float:
    cost = forms_distance(x.forms, y.forms)
    if not cost or script_of(x.text) != script_of(y.text):
        return cost
    one_alphabet = any(letters.fullmatch(x.text) and letters.fullmatch(y.text) for letters in _ALPHABETS)
    cost *= _ONE_SCRIPT
    return max(cost, _LOOK) if one_alphabet and cost > _TRIFLE else cost


def _initial_cost(x: Word, y: Word) -> PairCost:
    if x.initial and y.initial:
        return (0.1, "initial_agrees") if set(x.forms) & set(y.forms) else (VETO, "initial_differs")
    initial, word = (x, y) if x.initial else (y, x)
    heads = (*initial.forms, *_LATIN_HEADS.get(initial.text.casefold(), ""))
    fits = any(form.startswith(head) for head in heads for form in word.forms)
    return (_INITIAL, "initial_agrees") if fits else (VETO, "initial_differs")


def _patronymic_cost(x: Word, y: Word) -> PairCost:
    if x.gender != y.gender:
        return VETO, "gender_differs"
    cost = min(_distance(x, y), forms_distance((x.stem,), (y.stem,)))
    return (cost, "patronymic_agrees") if cost <= CLOSE else (max(cost, 0.9), "patronymic_differs")


def _gender_differs(x: Word, y: Word) -> bool:
    """Karimov and Karimova, Толстой and Толстая, Aleksandr and Aleksandra: only one ends as a woman's name."""
    return any(_one_is_a_womans(form_x, form_y) for form_x in x.forms[:2] for form_y in y.forms[:2])


def _one_is_a_womans(a: str, b: str) -> bool:
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    if longer == shorter + "a":
        return True
    if longer.endswith("aya") and longer[:-3] == shorter[:-1].removesuffix("o"):
        return True
    return longer.endswith(("ova", "eva")) and shorter.endswith(("ov", "ev"))


def _ending_differs(x: Word, y: Word) -> bool:
    """Say whether two family names share a stem and differ in the kind of ending (-ov, -zoda, -uly, none)."""
    first, second = _FAMILY_ENDING.match(x.forms[0]), _FAMILY_ENDING.match(y.forms[0])
    if not first or not second or first.lastindex == second.lastindex:
        return False
    if (x.gender or y.gender) == "f" and not (first[0] + second[0]).count("va"):
        return False
    return forms_distance((first[1].rstrip("y"),), (second[1].rstrip("y"),)) <= CLOSE

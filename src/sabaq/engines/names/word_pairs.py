"""What it costs to take one word of a name for one word of another, and the kind of reason that goes with it.

Costs are those of `closeness`: up to CLOSE the words are one name, up to NEAR a person has to look, VETO rules it out.
"""

import re
from functools import lru_cache

from .closeness import FAR, forms_distance
from .normalised import script_of
from .parsed import Word
from .western import may_be_western, western_distance

CLOSE, NEAR, VETO = 0.40, 0.75, 1.2
_AGREE = 0.25  # up to here the reason says "spellings of one name"
_INITIAL = 0.45  # an initial fits many names: a person has to look
_ONE_SCRIPT = 1.3  # in one script a difference is the writer's choice more often than the romanisation's
_TWO_ALPHABETS = 1.15  # Kazakh writes a vowel that Russian leaves out, and the other way round
# Where both are in the Russian alphabet, or both in plain Latin, a sound apart is for a person to look at.
_PLAIN_CYRILLIC, _PLAIN_LATIN = re.compile("[а-яёА-ЯЁ-]+"), re.compile("[a-zA-Z'-]+")
_HARD_VOWEL = re.compile("ы|(?<=[bcdfghjklmnpqrstvwxz])y(?=[bcdfghjklmnpqrstvwxz])")
_LOOK, _TRIFLE = 0.41, 0.06
_FILED_APART = 0.6  # for e and i at the head of a short name: Игорь is not Егор, yet Имомалӣ is Эмомалӣ
_ACROSS = 0.2  # across scripts a and o, e and i may change places, once or twice
_FAMILY_ENDING = re.compile(r"^(.{2,}?)(?:([oe]va?)|(zoda)|(uli|kizi)|(ion|iyon|ian|iyan|yon|yan)|(pur)|(i)|())$")
_SLAVIC, _IZAFET_OR_I, _NONE = 2, 7, 8  # groups of the pattern above
_DROPPED = 0.5  # Раҳмонов became Раҳмон, Ахметов became Ахмет: a person has to look
_BARE = re.compile("(?:[^d]in|sk[iy]|ko)$")  # families that end so are Slavic themselves and drop nothing
# Sounds that one Latin letter may stand for as an initial: S. Mirziyoyev is Shavkat as well as Saida.
_LATIN_HEADS = {"s": "sx", "c": "cksq", "z": "zj", "k": "kh", "t": "tq", "j": "jy", "y": "yei"}
_WOMAN = re.compile(r"(?:[oe]va|[oe]vna|kizi|skaya)$")

PairCost = tuple[float, str]
AGREEMENT: PairCost = (0.0, "words_agree")


def are_western(a: tuple[Word, ...], b: tuple[Word, ...]) -> bool:
    """Say whether one name is Latin, the other Cyrillic, and neither ends as names of the region do."""
    scripts = script_of(a[0].text), script_of(b[0].text)
    if set(scripts) != {"Latin", "Cyrillic"}:
        return False
    return may_be_western(tuple(word.text for word in (b if scripts[0] == "Latin" else a)))


def name_a_woman(a: tuple[Word, ...], b: tuple[Word, ...]) -> bool:
    """Say whether each of two names has a word that ends as a woman's: -ova, -ovna, -kizi."""
    return all(any(_WOMAN.search(form) for word in words for form in word.forms[:1]) for words in (a, b))


def sound_the_same(x: Word, y: Word) -> bool:
    """Say whether two full words have the same likeliest form, and both or neither are patronymics."""
    if x.initial or y.initial or x.forms[:1] != y.forms[:1]:
        return False
    if not x.forms or x.patronymic or y.patronymic:
        return False
    return _hard_vowels(x.text) == _hard_vowels(y.text) or not in_one_spelling(x, y)


def pair_cost(x: Word, y: Word, *, western: bool, women: bool) -> PairCost:
    """Give the cost of two words and the kind of reason; `western` as are_western says, `women` as name_a_woman."""
    cost, kind = _plain_cost(x, y)
    if kind == "gender_differs" and women and not _WOMAN.search(x.forms[0]) and not x.patronymic:
        return 0.5, "words_close"  # Гүлнар and Гульнара, both named as women elsewhere
    if not western or cost <= _AGREE or not kind.startswith("words"):
        return cost, kind
    latin, cyrillic = (x, y) if script_of(x.text) == "Latin" else (y, x)
    by_sound = western_distance(latin.text, cyrillic.text)
    if by_sound >= cost:
        return cost, kind
    return by_sound, _kind(by_sound).replace("words_close", "words_sound_alike")


@lru_cache(maxsize=65536)
def _plain_cost(x: Word, y: Word) -> PairCost:
    if not x.forms or not y.forms:
        return (0.0, "words_agree") if x.text == y.text else (VETO, "words_differ")
    if x.initial or y.initial:
        return _initial_cost(x, y)
    if x.patronymic and y.patronymic:
        return _patronymic_cost(x, y)
    if _gender_differs(x, y):
        return VETO, "gender_differs"
    cost = _distance(x, y)
    if cost > CLOSE and x.forms[0][:1] == y.forms[0][:1]:
        ending = _ending_cost(x, y)
        if ending is not None:
            return (ending if ending < NEAR else max(cost, ending)), "ending_differs"
    if cost > _TRIFLE and _begin_with_other_vowels(x.forms[0], y.forms[0]):
        short = {x.forms[0][0], y.forms[0][0]} == {"e", "i"} and min(len(x.forms[0]), len(y.forms[0])) < 5
        cost = max(cost, _FILED_APART if short else _LOOK)
    return cost, _kind(cost)


def _begin_with_other_vowels(a: str, b: str) -> bool:
    """Say whether two forms begin with two vowels: Orazov and Urazov are filed apart, and may be two families."""
    return a[0] != b[0] and a[0] in "aeiou" and b[0] in "aeiou"


def _kind(cost: float) -> str:
    if cost <= _AGREE:
        return "words_agree"
    return "words_close" if cost <= NEAR else "words_differ"


def _distance(x: Word, y: Word) -> float:
    cost = forms_distance(x.forms, y.forms)
    if script_of(x.text) != script_of(y.text):
        return max(cost, _LOOK) if cost > _ACROSS else cost
    one_spelling = in_one_spelling(x, y)
    cost = min(FAR, cost * (_ONE_SCRIPT if one_spelling else _TWO_ALPHABETS))
    if one_spelling and (cost > _TRIFLE or _hard_vowels(x.text) != _hard_vowels(y.text)):
        return max(cost, _LOOK)
    return cost


def in_one_spelling(x: Word, y: Word) -> bool:
    """Say whether two words follow one custom: one script, and letters beyond the plain ones in both or in none."""
    kind = _spelling(x.text)
    return kind != "" and kind == _spelling(y.text)


@lru_cache(maxsize=65536)
def _spelling(text: str) -> str:
    if _PLAIN_LATIN.fullmatch(text):
        return "plain Latin"
    return "Russian" if _PLAIN_CYRILLIC.fullmatch(text) else script_of(text)


@lru_cache(maxsize=65536)
def _hard_vowels(text: str) -> int:
    """Count ы, and y between consonants: within one spelling Назым and Назим are two names."""
    return len(_HARD_VOWEL.findall(text.casefold()))


def _initial_cost(x: Word, y: Word) -> PairCost:
    if x.initial and y.initial:
        return (0.1, "initial_agrees") if set(x.forms) & set(y.forms) else (VETO, "initial_differs")
    initial, word = (x, y) if x.initial else (y, x)
    heads = (*initial.forms, *_LATIN_HEADS.get(initial.text.casefold(), ""))
    fits = any(form.startswith(head) for head in heads for form in word.forms)
    cost = _INITIAL / 3 if word.patronymic else _INITIAL
    return (cost, "initial_agrees") if fits else (VETO, "initial_differs")


def _patronymic_cost(x: Word, y: Word) -> PairCost:
    if x.gender != y.gender:
        return VETO, "gender_differs"
    cost = min(_distance(x, y), *(forms_distance((a,), (b,)) for a in _stems(x) for b in _stems(y)))
    return (cost, "patronymic_agrees") if cost <= CLOSE else (max(cost, 0.9), "patronymic_differs")


def _stems(word: Word) -> tuple[str, ...]:
    """Give the father's name; the k of -kizi may be his last sound as well: Нұрбекқызы, Nurbekyzy."""
    return (word.stem, word.stem + "k") if word.forms[0].endswith("kizi") else (word.stem,)


def _gender_differs(x: Word, y: Word) -> bool:
    """Karimov and Karimova, Толстой and Толстая, Aleksandr and Aleksandra: only one ends as a woman's name."""
    if (x.forms[0][-1] == "a") == (y.forms[0][-1] == "a"):
        return False
    return any(_one_is_a_womans(form_x, form_y) for form_x in x.forms[:2] for form_y in y.forms[:2])


def _one_is_a_womans(a: str, b: str) -> bool:
    if a.endswith("a") == b.endswith("a"):
        return False
    womans, mans = (a, b) if a.endswith("a") else (b, a)
    if womans == mans + "a":
        return True
    if womans.endswith("aya") and womans[:-3] == mans[:-1].removesuffix("o"):
        return True
    return womans.endswith(("ova", "eva")) and mans.endswith(("ov", "ev"))


def _ending_cost(x: Word, y: Word) -> float | None:
    """Give the cost of two words that share a stem and differ in the ending (-ov, -zoda, -uly, none), else None."""
    first, second = _FAMILY_ENDING.match(x.forms[0]), _FAMILY_ENDING.match(y.forms[0])
    if not first or not second or first.lastindex == second.lastindex:
        return None
    if (x.gender or y.gender) == "f" and not (first[0] + second[0]).count("va"):
        return None
    apart = forms_distance((first[1].rstrip("yi"),), (second[1].rstrip("yi"),))
    if apart > CLOSE:
        return None
    if x.patronymic or y.patronymic:
        return 0.65  # Baimenov may be written Baimenuly
    if {first.lastindex, second.lastindex} in ({_SLAVIC, _NONE}, {_SLAVIC, _IZAFET_OR_I}):
        whole = first[0] if second.lastindex == _SLAVIC else second[0]
        if apart <= _DROPPED / 4 and len(whole) > 3 and not _BARE.search(whole):
            return _DROPPED + apart
    return 0.9  # Karimzoda and Karimov are two families

"""Western names in Russian: they follow the sound, not the letters (Shakespeare, Шекспир), and settled custom.

Given names have customary forms. Family names are compared by their consonants after the common
spelling rules of English, German and French; that is never more than a hint, so it costs a base amount.
"""

import re
from functools import lru_cache
from itertools import product

from .closeness import FAR, scaled_distance
from .customary import CUSTOMARY
from .folding import spoken

_BASE = 0.3  # an agreement by sound only is looked at by a person

_RULES = tuple(
    (re.compile(pattern), sounds)
    for pattern, sounds in (
        ("eaux?$", "o"),
        ("^(?:kn|gn|pn)", "n"),
        ("^wr", "r"),
        ("^ps", "s"),
        ("^wh", "v"),
        ("(?<=[aeiou])ght", "t"),
        ("(?<=[aeiou])gh$|(?<=o)ugh$", ""),
        ("tsche?|tzsch", "c"),
        ("sch", "x"),
        ("tch", "c"),
        ("th", "t"),
        ("ph", "f"),
        ("ck|cqu", "k"),
        ("dge?", "dg"),
        ("eu", "ey"),
        ("ee|ea(?!u)", "i"),
        ("oo|ou(?!s)", "u"),
        ("qu", "kv"),
        ("gu(?=[ei])", "g"),
        ("(?<=[^aeiouy])[e]$", ""),
        ("(?<=[^aeiouys])es$", "s"),
        ("mb$", "m"),
        ("rh", "r"),
        ("rz", "j"),
        ("ł", "l"),
        ("x", "ks"),
        ("ew$", "yu"),
        ("w(?=[^aeiouy]|$)", "u"),
    )
)
# Letters that sound in several ways; a word takes one way throughout.
_CHOICES = (
    (re.compile("ch"), ("ch", "k", "kh", "sh")),
    (re.compile("dg|g(?=[eiy])"), ("g", "j")),
    (re.compile("z"), ("z", "ts")),
    (re.compile("j"), ("j", "y", "kh")),
    (re.compile("^s(?=[tp])"), ("s", "sh")),
    (re.compile("c(?=[eiy])"), ("s", "ch", "ts")),
    (re.compile("(?<=[aeiou])s(?=[aeiou])"), ("s", "z")),
)
_MOST_FORMS = 12
_EASTERN = re.compile("(?:..(?:ov|ev)a?|ovic|evic|ovna|evna|bek|bay|zoda|uli|ulu|kizi|gul|ulo)$")


def may_be_western(words: tuple[tuple[str, ...], ...]) -> bool:
    """Say whether no word (its spoken forms) has an ending of the region, whose names are spelled by letters."""
    return not any(_EASTERN.search(form) for forms in words for form in forms[:1])


@lru_cache(maxsize=65536)
def western_distance(latin: str, cyrillic: str) -> float:
    """Give the distance of a western word and its Russian form: about 0 by custom, from 0.3 by sound; see closeness."""
    latin, cyrillic = latin.casefold().replace("-", ""), cyrillic.casefold().replace("-", "")
    if cyrillic in CUSTOMARY.get(latin, ()):
        return 0.02
    russian = spoken(cyrillic)
    if not russian:
        return FAR
    best = min((scaled_distance(form, russian[0], by_sound=True) for form in _sounds(latin)), default=FAR)
    return min(FAR, _BASE + best)


@lru_cache(maxsize=32768)
def _sounds(word: str) -> tuple[str, ...]:
    for pattern, sounds in _RULES:
        word = pattern.sub(sounds, word)
    present = [(pattern, choices) for pattern, choices in _CHOICES if pattern.search(word)]
    forms: dict[str, None] = {}
    for chosen in product(*(choices for _, choices in present)):
        form = word
        for (pattern, _), sounds in zip(present, chosen, strict=True):
            form = pattern.sub(sounds, form)
        forms.update(dict.fromkeys(spoken(form)[:1]))
        if len(forms) >= _MOST_FORMS:
            break
    return tuple(forms)

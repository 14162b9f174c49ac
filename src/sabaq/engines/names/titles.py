"""Forms of address, academic titles and degrees that stand before or after a name and are no part of it.

Only words that are nobody's name are listed: Mirza, Bek, Sultan and Ma (the degree, and the surname) stay.
"""

import re
from functools import lru_cache

from .normalised import normalise

_WRITTEN = """
mr mrs ms miss mx sir madam madame dr doctor prof professor assoc phd ph.d dphil d.phil dsc d.sc mba mpa msc
m.sc bsc llm ll.m md.phd h.e he.mr he.ms he.dr hon honourable honorable excellency cand candidate academician
docent esq г-н г-жа гн гжа господин госпожа гражданин гражданка тов товарищ проф профессор доц доцент акад
академик д-р доктор др канд кандидат наук т-н тн уважаемый уважаемая мырза ханым мырзага таксыр janob xonim
жаноб хоним ҷаноб хонум jenap hanym
"""
_TITLES = frozenset(_WRITTEN.split())
_POLITE = frozenset({"мырза", "ханым", "таксыр", "xonim", "хоним"})  # names as well, unless written small
_DEGREE = re.compile(r"(?:[кд]\.?)(?:[а-я]{1,5}\.?)(?:н\.?)", re.IGNORECASE)
_HAN = re.compile(
    r"(?<=[\u3400-\u9fff]{2})\s*(?:副?教授|女士|先生|博士|小姐|同志|老师|(?:副?(?:主任|[院处局司部校厅科]长)))$"
)


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Normalise a personal name and drop its titles, unless nothing would stay."""
    text = normalise(text)
    if not text.isascii() and _HAN.search(text):
        text = _HAN.sub("", text).strip()
    words = text.split()
    if "." not in text and _TITLES.isdisjoint(text.casefold().replace(",", "").split()):
        return text
    kept = [word for word in words if not _is_title(word)]
    if len(kept) == len(words) or not kept:
        return text
    return " ".join(kept).strip(" ,;.")


def _is_title(word: str) -> bool:
    bare = word.strip(".,;()").casefold()
    if bare in _TITLES:
        return bare not in _POLITE or word[0].islower()
    if "." in bare:
        parts = bare.split(".")
        return all(part in _TITLES for part in parts) or (len(parts) > 2 and bool(_DEGREE.fullmatch(bare)))
    return False

"""The Wade-Giles spelling of Chinese, which older documents and many passports from Taiwan keep.

Made from the pinyin table by the definition of the system. Printers drop its apostrophes and dots, so one spelling
stands for several syllables (chang: zhang, chang); what is read through it is therefore always a doubt.
"""

from collections import defaultdict

from .syllables import PALLADIUS

_INITIALS = {
    "zh": "ch", "ch": "ch'", "sh": "sh", "p": "p'", "t": "t'", "k": "k'", "b": "p", "d": "t", "g": "k", "j": "ch",
    "q": "ch'", "x": "hs", "r": "j", "z": "ts", "c": "ts'",
}  # fmt: skip
_WHOLE = {
    "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tz'u", "si": "ssu", "er": "erh",
    "ge": "ko", "ke": "k'o", "he": "ho", "gui": "kuei", "kui": "k'uei", "guo": "kuo", "kuo": "k'uo", "huo": "huo",
    "shuo": "shuo", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yu": "yü", "yue": "yüeh", "yuan": "yüan",
    "yun": "yün", "yong": "yung",
}  # fmt: skip
_FINALS = {"ong": "ung", "iong": "iung", "ian": "ien", "ie": "ieh", "uo": "o", "üe": "üeh"}


def _spelling(syllable: str) -> str:
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    initial = next((syllable[:size] for size in (2, 1) if syllable[:size] in _INITIALS), syllable[:1])
    final = syllable[len(initial) :]
    if initial in ("j", "q", "x") and final[:1] == "u":
        final = "ü" + final[1:]
    return _INITIALS.get(initial, initial) + _FINALS.get(final, final)


def _table() -> dict[str, tuple[str, ...]]:
    spelled: defaultdict[str, set[str]] = defaultdict(set)
    for syllable in PALLADIUS:
        exact = _spelling(syllable)
        for spelling in {exact, exact.replace("'", ""), exact.replace("'", "").replace("ü", "u")}:
            spelled[spelling].add(syllable)
            if "ssu" in spelling:
                spelled["szu"].add(syllable)
            if spelling == "te":
                spelled["teh"].add(syllable)
    return {spelling: tuple(sorted(syllables)) for spelling, syllables in spelled.items()}


WADE_GILES = _table()  # spelling, with and without its marks -> pinyin syllables

"""Compares a name with its spelling in the passport beside it: the order of its parts, and letters lost on the way."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from rapidfuzz import fuzz

from sabaq.engines.names.folding import fold

# What stands where a letter had no place in the code page: inside a word, or before small letters.
LOST = re.compile(
    r"(?<=[^\W\d_])[?\ufffd¿](?=[^\W\d_]|[?\ufffd¿]+[^\W\d_])|(?<!\S)[?\ufffd¿]+(?=[^\W\d_][^\W\d_?])|(?<!\S)[?\ufffd¿]+(?=[^\W\d_]\?[^\W\d_])|\ufffd"
)
_LOST_OF_NAME = re.compile(r"[?\ufffd¿]+")
_ALPHABETS = {
    "KG": "өүң",
    "KZ": "әғқңөұүһі",
    "TJ": "ғӣқӯҳҷ",
    "UZ": "қғҳўʻʼ",
    "TM": "äçňöşüýž",
}
_HAN = re.compile(r"[一-鿿]")
_CLOSE, _ALIKE = 85.0, 70.0
_TRIED = 600  # replacements tried for one word


def has_lost_letters(text: str, *, is_name: bool = False) -> bool:
    """Whether question marks stand where letters were: "Т?раева", "O?tkir"; in a name also at the end: "Каюм?"."""
    return bool((_LOST_OF_NAME if is_name else LOST).search(text))


def with_letters(text: str, spelled: str, *, country: str | None) -> str:
    """The name with its lost letters, as the passport's spelling shows them; "" if that leaves a choice."""
    if not spelled or len(text.split()) > len(spelled.split()) or _HAN.search(text):
        return _uzbek(text)
    found = [_restored(a, b, country) for a, b in zip(text.split(), spelled.split(), strict=False)]
    return " ".join(found) if all(found) else _uzbek(text)


def _uzbek(text: str) -> str:
    """In Latin words the only letters with a mark after o and g are Uzbek."""
    mended = re.sub(r"(?<=[oOgG])[?\ufffd](?=[a-zA-Z])", "ʻ", text)
    return mended if mended != text and mended.replace("ʻ", "").isascii() and not LOST.search(mended) else ""


def _restored(word: str, spelled: str, country: str | None) -> str:
    if not _LOST_OF_NAME.search(word):
        return word
    marked = re.sub(r"[?\ufffd¿]", "\0", word)
    letters = _ALPHABETS.get(country or "", "".join(dict.fromkeys("".join(_ALPHABETS.values()))))
    latin = any("a" <= char <= "z" for char in marked.lower())
    letters = "".join(char for char in letters if ("Ѐ" <= char <= "ӿ") != latin)
    target = fold(spelled)[0]
    scored = [(fuzz.ratio(fold(one)[0], target), one) for one in _filled(marked, letters)]
    best = max((score for score, _ in scored), default=0.0)
    winners = {one for score, one in scored if score == best}
    return winners.pop() if best >= _CLOSE and len(winners) == 1 else ""


def _filled(marked: str, letters: str) -> Iterator[str]:
    pieces = marked.split("\0")
    for chosen in islice(product(letters, repeat=len(pieces) - 1), _TRIED):
        word = pieces[0] + "".join(letter + piece for letter, piece in zip(chosen, pieces[1:], strict=True))
        yield word[0].upper() + word[1:] if marked[0] == "\0" else word


def is_reversed(family: str, given: str, spelled: tuple[str, str]) -> bool:
    """Whether the first of two words spelt as in the passport is the given name, and the second the family name."""
    as_is = _likeness(family, spelled[0]) + _likeness(given, spelled[1])
    turned = _likeness(family, spelled[1]) + _likeness(given, spelled[0])
    return turned > as_is + 20


def is_spelt(name: str, spelled: str) -> bool:
    """Whether the words of a spelling are words of the name, in any order."""
    words = sounds(name).split()
    return all(max((fuzz.ratio(word, own) for own in words), default=0) > _ALIKE for word in sounds(spelled).split())


@lru_cache(maxsize=8192)
def _likeness(name: str, spelled: str) -> float:
    return fuzz.ratio(sounds(name), sounds(spelled))


def sounds(text: str) -> str:
    """The words of a name as they sound in any alphabet, Han characters as pinyin."""
    if _HAN.search(text):
        from pypinyin import lazy_pinyin  # slow to import, and few lists need it

        head, *rest = lazy_pinyin(text.replace(" ", "").replace("·", ""))
        text = f"{head} {''.join(rest)}"
    return " ".join(fold(word)[1] for word in re.findall(r"[^\W\d_]+", text))

"""What the words of a personal name are: family, given name, patronymic, initials, and the gender they show.

Only what the words themselves show counts: a suffix, a capital, a comma, an order that leaves one choice. Where they
show nothing, the last word is taken as the family name, and `certain` says that it was a guess.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from .chinese import chinese
from .folding import spoken
from .foreign_customs import Custom, custom_of, forms_by_custom
from .normalised import script_of
from .syllables import COMPOUND_HAN
from .titles import bare

Gender = Literal["m", "f", ""]

_WORDS = re.compile(r"[^\W\d_]+(?:['’ʻ-][^\W\d_]+)*['ʻ]?")
_DIGRAPHS = frozenset(
    ["sh", "ch", "zh", "kh", "ts", "yu", "ya", "ye", "yo", "iu", "ia", "ju", "ja", "gh", "oʻ", "gʻ", "дж"]
)
_INITIAL = re.compile(r"(?<![^\W\d_])([^\W\d_]ʻ?|[A-Z][a-zA-Z])\s?\.\s*-?\s*", re.UNICODE)
# Folded endings of patronymics, with their gender.
_PATRONYMIC = (
    (re.compile(r"^(.{2,})(?:ovic|evic)$"), "m"),
    (re.compile(r"^(.{2,})(?:ovna|evna|inicna|icna)$"), "f"),
    (re.compile(r"^(il|kuzm|fom|luk|nikit|sav)y?ic$"), "m"),
    (re.compile(r"^(.+?[^kg])(?:uli|ulu|ugli|ogli|oglu|uglu)$"), "m"),
    (re.compile(r"^(.{2,})(?:kizi|gizi)$"), "f"),
)
# Kazakh -ұлы after k; the names Quli and Guly, which sound the same, are spelled otherwise.
_KAZAKH_SON = re.compile(r"[^g](?:ұлы|ūly|uly)$")
_PATRONYMIC_ENDS = ("ic", "na", "li", "lu", "zi")  # of all the above: most words need no closer look
_IZAFET = re.compile("...[^аеёиоуыэюяӣӯөүәіұ]и$", re.IGNORECASE)
_SLAVIC = re.compile("(?:ic|na)$")
_SEPARATE = {"uli": "m", "ulu": "m", "ugli": "m", "ogli": "m", "oglu": "m", "uglu": "m", "kizi": "f", "gizi": "f"}
_FAMILY = re.compile(r"(?:ov|ev|in|sk[iy]|qki)a?$|(?:skaya|qkaya|zoda|zade|enko|vili|yan)$")
_FEMALE = re.compile(r"(?:ov|ev|[^aeiou]in)a$|(?:sk|qk)aya$")
_MALE = re.compile(r"(?:ov|ev)$|(?:sk|qk)i$")


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word of a name as written; `stem` and `gender` where it is a patronymic. Compared by identity."""

    text: str
    forms: tuple[str, ...]
    initial: bool = False
    patronymic: bool = False
    stem: str = ""
    gender: Gender = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name taken apart; "" where it does not say; `certain` is False where the order was guessed."""

    family: str
    given: str
    patronymic: str
    script: str
    gender: Gender
    certain: bool


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[Word, ...]:
    """Cut a personal name into its words, in the order written; patronymics in two words (Asan uulu) become one."""
    text = bare(text).replace(",", " ")
    custom = custom_of(text)
    words: list[Word] = []
    for written in _WORDS.findall(_INITIAL.sub(r"\1 ", text) if "." in text else text):
        word = _by_custom(written, custom) if custom else _word(written)
        if not word.forms and script_of(written) != "Han":
            continue
        separate = _SEPARATE.get(word.forms[0]) if word.forms else None
        if separate and words and not words[-1].initial:
            father = words.pop()
            gender: Gender = "m" if separate == "m" else "f"
            forms = tuple(form + word.forms[0] for form in father.forms)
            words.append(Word(f"{father.text} {written}", forms, False, True, father.forms[0], gender))
        else:
            words.append(word)
    for at, word in enumerate(words[:-1]):
        if word.text[-1] in "иИ":
            words[at] = _without_izafet(word)
    return tuple(words)


@lru_cache(maxsize=4096)
def _by_custom(written: str, custom: Custom) -> Word:
    """Add how the word sounds if a German or a Frenchman spelled the name."""
    word = _word(written)
    if word.initial:
        return word
    return replace(word, forms=tuple(dict.fromkeys((*word.forms, *forms_by_custom(written, custom)))))


@lru_cache(maxsize=65536)
def _without_izafet(word: Word) -> Word:
    """Let Tajik Рустами (Рустами Эмомалӣ: "Rustam of Emomali") be Рустам as well."""
    if word.patronymic or not _IZAFET.search(word.text):
        return word
    return Word(word.text, (*word.forms, *(form[:-1] for form in word.forms)))


@lru_cache(maxsize=65536)
def _word(written: str) -> Word:
    forms = spoken(written.replace("-", ""))
    if len(written) == 1 or (written.casefold() in _DIGRAPHS and written[0].isupper()):
        return Word(written, forms, initial=True)
    for form in forms[:1]:
        if not form.endswith(_PATRONYMIC_ENDS):
            break
        for pattern, gender in _PATRONYMIC:
            found = pattern.match(form)
            if found:
                return Word(written, forms, False, True, found[1], "m" if gender == "m" else "f")
        if _KAZAKH_SON.search(written.casefold()) and len(form) > 5:
            return Word(written, forms, False, True, form[:-3], "m")
    return Word(written, forms)


@lru_cache(maxsize=65536)
def parse(text: str) -> Name:
    """Take a personal name apart. Order is read from commas, capitals and endings; the guess is marked."""
    written = bare(text)
    script = script_of(written)
    if script == "Han":
        characters = "".join(written.split())
        cut = 2 if characters[:2] in COMPOUND_HAN and len(characters) > 2 else 1
        return Name(characters[:cut], characters[cut:], "", script, "", bool(chinese(text)))
    words = tuple(word for word in words_of(written) if word.forms)
    if not words:
        return Name("", "", "", script, "", False)
    patronymic = _patronymic_of(words)
    rest = [word for word in words if word is not patronymic]
    family, given, certain = _family_and_given(written, rest, words, patronymic)
    gender = patronymic.gender if patronymic else ""
    return Name(family, given, patronymic.text if patronymic else "", script, gender or _gender_of(family), certain)


def _patronymic_of(words: tuple[Word, ...]) -> Word | None:
    """Find the patronymic. Two words leave a Slavic -vich as the family name it then is (Роман Абрамович)."""
    found = [word for word in words if word.patronymic]
    if not found and len(words) == 3:  # "Family G. P."
        found = [words[at] for at in (1, 2) if words[at].initial and words[at - 1].initial]
    if not found or len(words) == 1:
        return None
    word = found[-1]
    if len(words) == 2 and _SLAVIC.search(word.forms[0]) and any(not other.initial for other in words if other != word):
        return None
    return word


def _family_and_given(
    written: str, rest: list[Word], words: tuple[Word, ...], patronymic: Word | None
) -> tuple[str, str, bool]:
    if not rest:
        return words[0].text, "", False
    texts = [word.text for word in rest]
    if "," in written:
        family = [word.text for word in words_of(written.split(",")[0])]
        return " ".join(family), " ".join(text for text in texts if text not in family), True
    readings = chinese(written)
    if readings and not patronymic and len(texts) == 2 and len(readings) == 1:
        first = "".join(readings[0].surname)
        last = len(first) > 0 and chinese(" ".join(reversed(texts)))[:1] == readings and texts[0].casefold() != first
        return (texts[-1], texts[0], True) if last and texts[-1].casefold() == first else (texts[0], texts[1], True)
    if len(rest) == 1:
        alone = texts[0]
        return ("", alone, True) if patronymic and not _FAMILY.search(rest[0].forms[0]) else (alone, "", False)
    place, certain = _family_place(rest, words, patronymic)
    given = [text for index, text in enumerate(texts) if index != place]
    return texts[place], " ".join(given), certain


def _family_place(rest: list[Word], words: tuple[Word, ...], patronymic: Word | None) -> tuple[int, bool]:
    capitals = [index for index, word in enumerate(rest) if len(word.text) > 1 and word.text.isupper()]
    if len(capitals) == 1 and not any(word.initial for word in rest):
        return capitals[0], True
    full = [index for index, word in enumerate(rest) if not word.initial]
    if len(full) == 1:
        return full[0], True
    if patronymic is not None and words[-1] is patronymic and len(rest) == 2:
        # "Family Given Patronymic"; yet a family ending on the second word alone says "Given Family Patronymic".
        first, second = (bool(_FAMILY.search(word.forms[0])) for word in rest)
        return (1 if second and not first else 0), True
    endings = [index for index in full if rest[index].patronymic or _FAMILY.search(rest[index].forms[0])]
    if len(endings) == 1:
        return endings[0], True
    return len(rest) - 1, patronymic is not None and words[-1] is not patronymic


def _gender_of(family: str) -> Gender:
    forms = spoken(family.replace("-", ""))
    if not forms:
        return ""
    if _FEMALE.search(forms[0]):
        return "f"
    return "m" if _MALE.search(forms[0]) else ""

"""Names as lists write them, divided into family, given and patronymic name.

Whether two names are one is asked elsewhere; here only the order and the parts within one cell matter.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from sabaq.engines.names import chinese

_MARKER = re.compile(
    r"(?:ұлы|қызы|улы|кызы|уулу|оглы|огли|ўғли|угли|қизи|кизи|o[ʻ']?g[ʻ']?li|o[ʻ']?gly|ogly|ugli|qizi|kizi|kyzy|"
    r"qyzy|gyzy|uly|uulu|ulı|qızı)",
    re.IGNORECASE,
)
_PATRONYMIC = re.compile(
    r".{2,}(?:[оеё]вич|[оеё]вна|ьич|инична|ична|ұлы|қызы|улы|уулу|кызы|ovich|evich|yevich|ovna|evna|yevna|ich|ichna|"
    r"[oe]wi[çc]|[oe]wna|ýewna|ýewiç|uly|uulu|kyzy|gyzy|qyzy|зода|zoda)",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r".{2,}(?:[оеё]ва?|ина?|ская|ский|зода|[oe]v(?:a)?|ina?|[oe]w(?:a)?|sk(?:aya|iy)|zoda)", re.IGNORECASE
)
_HAN = re.compile(r"[一-鿿]")
_COMPOUND = re.compile("欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|长孙|端木|独孤|南宫|百里|呼延")
_SPELLED = re.compile(r"([^(（/]+\s[^(（/]+?)\s*[(（/]\s*([A-Za-z'’-]+(?:\s+[A-Za-z'’-]+)+)\s*[)）]?")
_TITLE = re.compile(
    r"^(?:(?:mrs?|ms|dr|prof|г-н|г-жа|госп)\b\.?|г-н[а-я]*|г-ж[а-я])\s+|(?:先生|女士|同志|\s(?:mrs?|ms)\.?)$",
    re.IGNORECASE,
)
_TICKET = re.compile(r"[^\W\d_/][^\d_/]+/[^\d_/]+")  # SURNAME/GIVEN, as on a ticket
_NO_NAME = re.compile(r"[=@<>{}\[\]\\|/+*#$%^&\d]|https?:|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in its parts; `sure` is False where the order or the division is a guess that somebody should check."""

    family: str
    given: str
    patronymic: str
    sure: bool = True


@lru_cache(maxsize=16384)
def tidy(text: str) -> str:
    """Compatibility forms and spaces made plain; a mark after o or g in Latin words made the Uzbek letter Oʻ or Gʻ."""
    if not text.isascii():
        text = text.replace("´", "'")  # its compatibility form starts with a space
        text = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    text = re.sub(r"(?<=[oOgG])['’‘ʻʼ`´′]", "ʻ", " ".join(text.split()))
    return re.sub(r"(?<=[A-Za-z])['’‘`´′](?=[A-Za-z])", "ʼ", text)


def is_name(text: str) -> bool:
    """Letters, and nothing that only formulas, addresses and numbers hold."""
    return bool(re.search(r"[^\W\d_]", text)) and not _NO_NAME.search(text) and len(text) <= 150


def without_remarks(text: str) -> tuple[str, str]:
    """A name without the number before it and the mark of a footnote after it; and what a bracket after it says."""
    text = re.sub(r"^\d{1,4}[.)]\s*(?=[^\W\d_])|\s*[*†‡¹²³]+$", "", tidy(text))
    remark = re.fullmatch(r"(.*\S)\s*[(（]([^()（）]*)[)）]", text)
    return (remark[1], remark[2]) if remark else (text, "")


def is_as_on_a_ticket(text: str) -> bool:
    """Whether a slash stands between the family name and the given names: «ASANOV/AZAMAT»."""
    return bool(_TICKET.fullmatch(text)) and is_name(text.replace("/", " "))


def is_surely_a_person(text: str) -> bool:
    """A name that shows it is one: a patronymic, or the ending of a family name, in two to four capitalised words."""
    words = tidy(text).split()
    usual = 2 <= len(words) <= 4 and is_name(text) and all(w[:1].isupper() or _MARKER.fullmatch(w) for w in words)
    return usual and bool(divide(text).patronymic or _FAMILY.fullmatch(words[0]))


def divide(text: str, *, three_parts: bool = False) -> NameParts:
    """Divide a full name. Without a sign of another order the family name comes first, as in lists of the region.

    `three_parts`: the column says family, given and father's name, so that the third of three words is the last.
    """
    text = _TITLE.sub("", re.sub(r"^\d+[.)]\s*", "", tidy(text)))
    text = text.replace("/", ", ") if is_as_on_a_ticket(text) else text
    if _HAN.search(text):
        return _divide_han(text.replace(" ", "").replace("·", ""))
    text = re.sub(r"^(\S+)\s*\(\s*(\S+?)\s*\)\s+(?=\S)", "\\1\u00a0(\\2) ", text)  # a family name with an earlier one
    head, comma, tail = text.partition(",")
    tokens = [token for token in f"{head} {tail}".split(" ") if token]
    patronymic, at = _take_patronymic(tokens)
    if comma and head.strip():
        count = len(head.split())
        return NameParts(" ".join(tokens[:count]), " ".join(tokens[count:]), patronymic)
    if three_parts and len(tokens) == 3 and not patronymic:
        return NameParts(tokens[0], tokens[1], tokens[2])
    if len(tokens) == 2 and at != 2 and _given_first(tokens, at):
        tokens.reverse()
    sure = len(tokens) <= 2 and (bool(patronymic) or len(tokens) == 2)
    family = tokens[0].replace("\u00a0", " ") if tokens else ""
    return NameParts(family, " ".join(tokens[1:]), patronymic, sure or len(tokens) == 1)


def by_script(text: str) -> tuple[str, str]:
    """A name and, in the same cell, its spelling in Latin letters: «王晓明 Wang Xiaoming», «Асанов А. (ASANOV)»."""
    if match := _SPELLED.fullmatch(text):
        return match[1], match[2]
    words = re.findall(r"[^\s()（）/|;]+", re.sub(r"(?<=[一-鿿])(?=[A-Za-z])", " ", text))
    latin = [word for word in words if word.isascii() and sum(map(str.isalpha, word)) > 1]
    others = [word for word in words if word not in latin]
    if latin and any(re.search(r"[^\W\d_A-Za-z]", word) for word in others) and all(map(_no_latin, others)):
        return " ".join(others), " ".join(latin)
    return text, ""


def _no_latin(word: str) -> bool:
    return not re.search(r"[A-Za-z\u00c0-\u024f]", word)


def has_only_initials(text: str) -> bool:
    """Whether a given name is one or two letters with a point each: «А. А.», «N.»."""
    return bool(re.fullmatch(r"(?:[^\W\d_]\.\s?-?){1,3}|[A-ZА-ЯЁ]", text))


def _divide_han(text: str) -> NameParts:
    size = 2 if len(text) > 2 and _COMPOUND.match(text) else 1
    return NameParts(text[:size], text[size:], "", 2 <= len(text) <= 4)


def _take_patronymic(tokens: list[str]) -> tuple[str, int | None]:
    """Remove the patronymic from the tokens; also where it stood. «Асан уулу Бакыт» has a family name of two words."""
    for at in range(len(tokens) - 1, 0, -1):
        if _MARKER.fullmatch(tokens[at].replace("ʻ", "'")):
            joined = f"{tokens[at - 1]} {tokens[at]}"
            if at == 1:
                tokens[:2] = [joined]
                return "", None
            del tokens[at - 1 : at + 1]
            return joined, at - 1
    for at in range(len(tokens) - 1, 0, -1):
        if len(tokens) > 2 and _PATRONYMIC.fullmatch(tokens[at]):
            return tokens.pop(at), at
    return "", None


def _given_first(tokens: list[str], patronymic_at: int | None) -> bool:
    if patronymic_at == 1:
        return True
    if has_only_initials(tokens[1]) or has_only_initials(tokens[0]):
        return has_only_initials(tokens[0])
    if any(reading.surname == (tokens[0].lower(),) for reading in chinese(" ".join(tokens))):
        return False
    if tokens[1].isupper() != tokens[0].isupper() and len(tokens[1]) > 1:
        return tokens[1].isupper()
    return bool(_FAMILY.fullmatch(tokens[1])) and not _FAMILY.fullmatch(tokens[0])


def patronymic_sex(patronymic: str) -> str | None:
    """m or f where the patronymic says so."""
    text = patronymic.casefold().replace("ʻ", "").replace("'", "")
    if re.search(r"(вна|чна|қызы|кызы|қизи|кизи|qizi|kizi|kyzy|qyzy|gyzy|vna|wna)$", text):
        return "f"
    return "m" if re.search(r"(вич|ьич|ұлы|улы|уулу|ўғли|угли|ogli|ugli|uly|uulu|vich|wi[çc])$", text) else None

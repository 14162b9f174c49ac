"""Reads one cell of a known meaning and says what is wrong with it.

Nothing is mended silently: spaces, capitals and look-alike letters of a passport number do not change what is meant;
everything else is a suggestion that somebody confirms.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from sabaq.engines.lists.dates import Orders, months_later, read_date, years_between
from sabaq.engines.lists.persons import tidy
from sabaq.engines.lists.problems import Problem
from sabaq.engines.lists.reading import FieldValue
from sabaq.engines.lists.vocabulary import LANGUAGES, LEVELS, SEXES, plain

_EMAIL = re.compile(r"[a-z0-9](?:[\w.+'-]*[\w-])?@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.I | re.A)
_AT_WORDS = re.compile(r"\s*(?:[(\[{<](?:at|собака|а|@)[)\]}>]|\bat\b|собака|собачка|\bкучук\b)\s*", re.IGNORECASE)
_DOT_WORDS = re.compile(r"\s*[(\[{](?:dot|точка)[)\]}]\s*|\s+(?:dot|точка)\s+", re.IGNORECASE)
_LOOKALIKE = str.maketrans("АВЕЗКМНОРСТУХЁаеорсухіІ", "ABE3KMHOPCTYXEaeopcyxiI")
_EXTENSION = r"(?:вн(?:утр)?|доб|ext|ички|ішкі|қос|ichki|转|分机|#|x)\.?"
_PHONE = re.compile(rf"[+(]?[\d\s().\-–/]{{5,}}(?:(?:[,;]|{_EXTENSION}|[,;(]\s*{_EXTENSION})\s*[\d\s+().\-–/]+)*")
_ANOTHER_PHONE = re.compile(r"[\s,;/]+[+(\d](?:[\s().\-–]*\d){6}")
_PHONE_LABEL = re.compile(
    r"(?:моб|раб|сл|дом|сот|тел|факс|уюл|ұялы|кызм|қызм|mob|work|office|home|tel|cell|fax|uyali|ish|gsm|手机|办公|办|座机|电话)"
    r"[\w]{0,10}\.?\s*[:：.]?\s*(?=[+(\d])",
    re.IGNORECASE,
)
# Digits after the country code (ITU-T E.164 and the national plans of the six countries).
PHONE_LENGTHS = {"996": {9}, "998": {9}, "992": {9}, "993": {8}, "7": {10}, "86": {9, 10, 11}}
_FORMULA_ERROR = re.compile(
    r"#(?:REF|N/A|NAME|VALUE|DIV/0|NULL|NUM|ССЫЛКА|Н/Д|ИМЯ|ЗНАЧ|ДЕЛ/0|ПУСТО|ЧИСЛО)[!?]?", re.IGNORECASE
)

# The shapes of ordinary passports. They change with laws: a number of another shape is worth a look, not an error.
PASSPORT_SHAPES: dict[str, str] = {
    "CN": r"[EGDSPK]\d{8}|E[A-Z]\d{7}|[DSP]E\d{7}",
    "KZ": r"N\d{8}|[CDS]\d{8}",
    "KG": r"(?:AC|AN|ID|PE|FA|PD|PS)\d{7}|E\d{8}",
    "TJ": r"\d{9}|[A-Z]{1,2}\d{7,8}",
    "TM": r"[A-Z]\d{7,8}|[A-Z]{2}\d{6,7}",
    "UZ": r"[A-Z]{2}\d{7}",
}
PASSPORT_LENGTHS = {"CN": 9, "KZ": 9, "KG": 9, "TJ": 8, "TM": 8, "UZ": 9}  # of the shortest of these
_SPAN = re.compile(  # from one day to another
    r"(?:с|from)?\s*\d{1,2}[./]\d{1,2}[./]\d{4}\s?(?:г\.?)?\s*(?:[-–—/,]|до|по|to|until|至)\s*(\d{1,2}[./]\d{1,2}[./]\d{4}.*)",
    re.I,
)
_PASSPORT_LABEL = re.compile(r"\b(?:серия|номер|паспорт|passport|series|number|seriya|pasport)\b\.?", re.IGNORECASE)
_ANY_PASSPORT = re.compile(r"(?=(?:.*\d){5})[A-Z]{0,3}\d{5,9}[A-Z]?")
ADULT, OLD = 18, 75
_WIDE = str.maketrans("()", "（）")  # brackets as a Chinese text writes them
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LONGEST = 300  # nothing with a form of its own is longer

Said = tuple[tuple[str, dict[str, str]], ...]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the checks depend on: the day, the end of the edition, and the sender's country (ISO 3166) if known."""

    today: dt.date
    edition_end: dt.date | None = None
    country: str | None = None
    orders: Orders = field(default_factory=dict)  # what the column of a date shows about the order of its numbers


@dataclass(frozen=True, slots=True)
class Value:
    """The value as it goes into the record, and the sentence (with parameters) of each problem."""

    value: FieldValue
    problems: Said = ()

    def located(self, cell: str, field: str) -> list[Problem]:
        return [Problem(cell, field, sentence, params) for sentence, params in self.problems]


def read_value(name: str, text: str, now: Circumstances) -> Value:
    """Read a cell of a field that is not empty. Fields without a form of their own are text."""
    if _FORMULA_ERROR.fullmatch(text.strip()):
        return Value(None, (("invalid.formula", {"value": text.strip()}),))
    if name in _READERS:
        return _READERS[name](tidy(text)[:_LONGEST], now)
    return Value(tidy(text).translate(_WIDE) if "（" in text else tidy(text))


def _birth(text: str, now: Circumstances) -> Value:
    day, problems = _day(text, now, future=False)
    if day is None:
        return Value(None, problems)
    age = years_between(day, now.edition_end or now.today)
    if day > now.today:
        return Value(None, (("invalid.birth_future", {"date": day.isoformat()}),))
    if not ADULT <= age <= OLD:
        problems = (*problems, ("age.young" if age < ADULT else "age.old", {"age": str(age)}))
    return Value(day.isoformat(), problems)


def _expiry(text: str, now: Circumstances) -> Value:
    if span := _SPAN.fullmatch(text):
        text = span[1]
    day, problems = _day(text, now, future=True)
    if day is None:
        return Value(None, problems)
    params = {"date": day.isoformat()}
    if now.edition_end:
        params["end"] = now.edition_end.isoformat()
    if day < now.today:
        problems = (*problems, ("expired.today", {"date": day.isoformat()}))
    elif now.edition_end and day < now.edition_end:
        problems = (*problems, ("expired.edition_end", params))
    elif now.edition_end and day < months_later(now.edition_end, 6):
        problems = (*problems, ("expiring", params))
    return Value(day.isoformat(), problems)


def _day(text: str, now: Circumstances, *, future: bool) -> tuple[dt.date | None, Said]:
    reading = read_date(text, today=now.today, future=future, orders=now.orders)
    if reading.value is None:
        kind = "invalid.date_incomplete" if reading.certainty == "incomplete" else "invalid.date"
        return None, ((kind, {"value": text}),)
    if reading.certainty == "ambiguous":
        return reading.value, (("ambiguous.date", {"value": text, "date": reading.value.isoformat()}),)
    return reading.value, ()


def passport_number(text: str) -> str:
    """The number without spaces, marks and small letters, with Latin letters for Cyrillic ones that look the same."""
    bare = _PASSPORT_LABEL.sub("", tidy(text))
    return re.sub(r"No|[\s\-–.,/:]", "", bare).upper().translate(_LOOKALIKE)  # № is No in compatibility form


def _passport(text: str, now: Circumstances) -> Value:
    number = passport_number(text)
    if not _ANY_PASSPORT.fullmatch(number):
        return Value(text, (("invalid.passport", {"value": text}),))
    shape = PASSPORT_SHAPES.get(now.country or "")
    if shape and now.country and len(number) < PASSPORT_LENGTHS[now.country]:
        return Value(number, (("invalid.passport_short", {"value": text, "country": now.country}),))
    if shape and now.country and not re.fullmatch(shape, number):
        return Value(number, (("unusual.passport", {"value": text, "country": now.country}),))
    return Value(number)


def _email(text: str, now: Circumstances) -> Value:
    address = re.sub(r"^(?:mailto|e-?mail|почта)\s*:\s*", "", text, flags=re.IGNORECASE).strip("<>;,. ")
    if named := re.fullmatch(r"[^<>@]*<\s*([^<>\s]+@[^<>\s]+)\s*>?", text):
        address = named[1]
    if _is_email(address):
        return Value(address)
    several = [part.strip("<>. ") for part in re.split(r"[\s,;/|]+", address) if part.strip("<>. ")]
    if len(several) > 1 and all(map(_is_email, several)):
        return Value(several[0], (("ambiguous.several", {"value": text, "first": several[0]}),))
    if guess := _intended(address):
        return Value(text, (("invalid.email_suggestion", {"value": text, "suggestion": guess}),))
    return Value(text, (("invalid.email", {"value": text}),))


def _intended(address: str) -> str:
    """The address that a damaged one means, where that is plain; else ""."""
    bare = _DOT_WORDS.sub(".", address.translate(_LOOKALIKE)) if "@" in address else _DOT_WORDS.sub(".", address)
    if "@" not in bare:
        bare = _AT_WORDS.sub("@", bare, count=1)
        parts = bare.split()
        if "@" not in bare and len(parts) == 2 and "." in parts[1]:
            bare = "@".join(parts)
    bare = re.sub(r"@{2,}", "@", bare.translate(_LOOKALIKE)).replace(",", ".").replace(";", ".")
    bare = re.sub(r"\s+|\.(?=\.)", "", bare).replace("@.", "@").replace(".@", "@").strip(".")
    return bare if _is_email(bare) else ""


def _is_email(text: str) -> bool:
    return bool(_EMAIL.fullmatch(text)) and ".." not in text and len(text) <= 254


def _phone(text: str, now: Circumstances) -> Value:
    bare = _PHONE_LABEL.sub("", text).strip(" ,;.")
    first = re.split(rf"[,;]|(?<=\d)\s*/\s*(?=[+\d(])|{_EXTENSION}", bare)[0].strip()
    if not _PHONE.fullmatch(bare.replace(" / ", ", ").replace("/", ", ")) or not _is_usual(first, now.country):
        return Value(text, (("invalid.phone", {"value": text}),))
    if bare == text.strip(" ,;.") and _ANOTHER_PHONE.match(bare, len(first)):
        return Value(first, (("ambiguous.several", {"value": text, "first": first}),))
    return Value(text)


def _is_usual(number: str, country: str | None) -> bool:
    """Whether one number has as many digits as its country code, or its way of writing, asks for."""
    digits = re.sub(r"\D", "", number)
    if number.lstrip(" (").startswith("+"):
        return 6 <= len(digits) <= 15 and _has_length_of_country(digits)
    if (country == "CN" and re.match(r"1[3-9]", digits)) or re.match(r"8[\s(-]", number):
        return len(digits) >= (11 if digits[0] == "1" else 9)
    return 6 <= len(digits) <= 15 or (len(digits) == 5 and country is not None)


def _has_length_of_country(digits: str) -> bool:
    code = next((code for code in PHONE_LENGTHS if digits.startswith(code)), "")
    return not code or len(digits) - len(code) in PHONE_LENGTHS[code]


def _sex(text: str, now: Circumstances) -> Value:
    said = {SEXES.get(plain(part), "") for part in re.split(r"[/()（）|]", text) if part.strip()}
    sex = said.pop() if len(said) == 1 else SEXES.get(plain(text))
    return Value(sex) if sex else Value(None, (("invalid.sex", {"value": text}),))


def _rank(text: str, now: Circumstances) -> Value:
    match = re.fullmatch(
        r"(?:№|No\.?|第)?\s*(\d{1,5})(?:\.0*|\)|-?(?:й|я|е|ый|ой|ая|st|nd|rd|th|ші|чи|inchi|位))?", text
    )
    if text.upper() in _ROMAN:
        return Value(_ROMAN.index(text.upper()) + 1)
    return Value(int(match[1])) if match else Value(None, (("invalid.rank", {"value": text}),))


def _languages(text: str, now: Circumstances) -> Value:
    """Codes (ISO 639-1) of the languages named; one that has no code here stays as written, how well is left out."""
    codes: list[str] = []
    for part in re.split(r"[,;/、，+\n()（）:.]|\s[-–—]\s|\s(?:и|and|va|ва|we|және|жана|менен|с|со)\s", text):
        words = plain(part)
        found = _codes(words) if words else []
        if words and not found and not _is_level(words):
            found = [tidy(part)]
        codes += found
    return Value(tuple(dict.fromkeys(codes)))


def _is_level(words: str) -> bool:
    return bool(re.fullmatch(r"[abc][12]|\d+|[\d ]*(?:ielts|toefl|hsk|cefr).*", words)) or any(
        map(words.startswith, LEVELS)
    )


def _codes(words: str) -> list[str]:
    """The languages in a few words: all of them if every word is one, else the first."""
    han = "一" <= words[0] <= "鿿"
    found = [_language(rest) for rest in ([words] if han else [words[m.start() :] for m in re.finditer(r"\S+", words)])]
    return [code for code in found if code]


def _language(words: str) -> str:
    first = words.partition(" ")[0]
    fits = (w for w in LANGUAGES if words.startswith(w) and (len(w) > 2 or first == w or "一" <= w[0] <= "鿿"))
    return LANGUAGES.get(max(fits, key=len, default=""), "")


_READERS = {
    "birth": _birth,
    "passport_expiry": _expiry,
    "passport": _passport,
    "email": _email,
    "phone": _phone,
    "sex": _sex,
    "rank": _rank,
    "languages": _languages,
}

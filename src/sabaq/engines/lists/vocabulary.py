"""The words of `words.toml`, made comparable: what people write above a column, and in cells with few possible values.

Both sides of every comparison pass through `plain`, so a clerk without the right keyboard is understood too.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

_SPECIAL = str.maketrans("әғқңөұүһіҳҷґӊıə", "агкноуухихжгнia", "ʻʼ’‘'`´")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Casefold, drop accents, apostrophes and punctuation, and write the special Cyrillic letters as the nearest common
    one: `Туган куни` and `Туған күні` are the same."""
    special = unicodedata.normalize("NFKC", text).casefold().translate(_SPECIAL)
    bare = "".join(c for c in unicodedata.normalize("NFKD", special) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())


def _by_word(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {plain(word): value for value, words in groups.items() for word in words if plain(word)}


_WORDS = tomllib.loads(files("sabaq.engines.lists").joinpath("words.toml").read_text(encoding="utf-8"))

HEADERS = _by_word(_WORDS["headers"])
SEXES = _by_word(_WORDS["sexes"])
LANGUAGES = _by_word(_WORDS["languages"])
MONTHS = {word: int(month) for word, month in _by_word(_WORDS["months"]).items()}
TOTALS, EXAMPLES, SIGNATURES, AGENCY_WORDS, NO_AGENCIES, LEVELS = (
    frozenset(map(plain, _WORDS["rows"][kind]))
    for kind in ("totals", "examples", "signatures", "agencies", "no_agencies", "levels")
)
NOTHING = frozenset("".join(word.split()) for word in _WORDS["rows"]["nothing"])  # without spaces and capitals

# Parts of words that leave no doubt in the name of a column, for wordings that nobody foresaw; the first that fits.
STEMS = tuple(
    (re.compile(stem), meaning)
    for stem, meaning in (
        (
            r"^(?!.*(?:мест|жер|joy|чои|yer|place|地)).*(?:рожд|туган|туулган|tugilgan|тугилган|таваллуд|doglan|birth|出生)",
            "birth",
        ),
        (r"(?:паспорт|passport|pasport|шиноснома|护照).*(?:выда|issue|берил|beril|додаш|签发)", "other"),
        (
            r"(?:срок|деист|мерзим|мооно|муддат|мухлат|mohlet|expir|valid|有效|到期).*(?:паспорт|passport|pasport|шиноснома|护照)",
            "passport_expiry",
        ),
        (
            r"(?:паспорт|passport|pasport|шиноснома|护照).*(?:срок|деист|мерзим|мооно|муддат|мухлат|mohlet|expir|valid|有效|到期)",
            "passport_expiry",
        ),
        (
            r"(?:номер|номир|номер|раками|raqam|belgi|nomer|number|号).*(?:паспорт|passport|pasport|шиноснома|护照)",
            "passport",
        ),
        (
            r"(?:паспорт|passport|pasport|шиноснома|护照).*(?:номер|номир|раками|raqam|belgi|nomer|number|号)",
            "passport",
        ),
        (
            r"e ?mail|邮箱|имейл|\b(?:эл|el|e|э|электр\w*|elektr\w*)\b ?(?:\w+ )?"
            r"(?:почт|пошт|poct|poch|адрес|adres|address|мекен|дарег|дарек|манзил|manzil|salgy)|"
            r"(?:почта|сурога|нишони|нишона)\w* электр",
            "email",
        ),
        (
            r"телефон|telefon|telephone|\bтел\b|\btel\b|\bphone|мобил\w*|\bmobil|сотов|уялы|уюлдук|oyjukli|"
            r"\bел телеф|电话|手机|\bwhats ?app|\btelegram",
            "phone",
        ),
        (
            r"\bзагран|\bзагр пасп|\bпасп\b|\bпаспорт|\bpassport|\bpasport|\bшиноснома|护照|удостоверя\w* личн",
            "passport",
        ),
        (r"ному насаб|насабу ном|\bаты жон|фам\w* (?:и )?им\w*", "name"),
        (
            r"государственн\w* орган|наименован\w* (?:гос|орган|учрежд|ведомств|организац|министерств)|мест\w* работы",
            "agency",
        ),
        (r"должност|лауазым|lavozim|wezipe|职务", "position"),
    )
)

# What says that a column of names has the father's name too: in words, and ФИО, F.I.Sh., Т.А.Ә.
FATHERS = re.compile(
    r"отчеств|номи падар|акесин|атасын|sharif|otasin|отасин|шариф|atasyn|patronymic|middle|father|父名"
)
# What says that a column of names has the post too.
POST = re.compile(r"должност|лауазым|lavozim|лавозим|кызмат|вазифа|wezipe|position|\bpost\b|job title|职务")
THREE_PARTS = re.compile(
    FATHERS.pattern + r"|\bфио\b|\bф и о\b|\bf ?i ?(?:sh|o)\b|\bф ?и ?ш\b|\bт ?а ?а\b|\bф а а\b|\bн н п\b|\ba? ?f a a\b"
)

# A word that turns a name column into the one spelt as in the passport; compared with what `plain` leaves.
PASSPORT_SPELLING = re.compile(
    r"паспорт|латин|латын|latyn|\bлат\b|англ|загран|транслит|passport|latin|lotin|english|pinyin|拼音|护照|英文|толкужат|шиноснома|"
    "pasport"
)

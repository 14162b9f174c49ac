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
TOTALS, EXAMPLES, SIGNATURES = (
    frozenset(map(plain, _WORDS["rows"][kind])) for kind in ("totals", "examples", "signatures")
)

# A word that turns a name column into the one spelt as in the passport; compared with what `plain` leaves.
PASSPORT_SPELLING = re.compile(
    r"паспорт|латин|\bлат\b|англ|загран|транслит|passport|latin|lotin|english|pinyin|拼音|护照|英文|толкужат|шиноснома|"
    "pasport"
)

"""Names of the region as German and French spell them: Tschernow, Schachmatow, Tchinguiz, Noursaïtov.

One letter group sounds otherwise in each language (ch is х in German, ш in French, ч in English), so it is read so only
where another part of the name shows which language wrote it.
"""

import re
from functools import lru_cache
from typing import Literal

from .folding import spoken

Custom = Literal["German", "French", ""]

_SIGN = re.compile(
    r"(?P<German>sch|[aeiou]j[eo]wa?\b|ch(?=.*[^aeiouy][oe]wa?\b))"
    r"|tch|dj|iou|[^aeiou]ou(?=[^aeiou])|[aeo]ï|ï[eo]|gue[ioïr]"
)
_GERMAN = {"schtsch": "shch", "dsch": "dzh", "tsch": "ch", "sch": "sh", "ch": "kh", "tz": "ts", "z": "ts", "j": "y"}
_FRENCH = {"chtch": "shch", "tch": "ch", "ch": "sh", "iou": "yu", "ou": "u", "gu": "g", "ï": "y", "é": "e"}
_GERMAN_GROUP = re.compile("|".join(_GERMAN))
_FRENCH_GROUP = re.compile("chtch|tch|ch|iou|ou|gu(?=[eiéï])|ï|é|(?<=[iy]n)e$|(?<=v)e$")
_SOFT_S = re.compile("(?<!s)s(?=[aeiouybdgw])")


def custom_of(text: str) -> Custom:
    """Say which language's spelling a whole Latin name shows, "" if neither."""
    sign = _SIGN.search(text.casefold())
    if not sign:
        return ""
    return "German" if sign["German"] else "French"


@lru_cache(maxsize=4096)
def forms_by_custom(word: str, custom: Custom) -> tuple[str, ...]:
    """Give the spoken forms of one word that this custom adds."""
    word = word.casefold().replace("-", "")
    if custom == "French":
        return spoken(_FRENCH_GROUP.sub(lambda group: _FRENCH.get(group[0], ""), word))[:1]
    plain = _GERMAN_GROUP.sub(lambda group: _GERMAN[group[0]], word)
    ways = [plain]
    if re.search("(?<![td])sch(?!tsch)", word):
        ways += [plain.replace("sh", "zh"), re.sub("^sh", "zh", plain)]  # Schukow is Жуков, Schoigu is Шойгу
    ways += [_SOFT_S.sub("z", way) for way in ways if _SOFT_S.search(way)]  # Rosa is Роза
    return tuple(dict.fromkeys(form for way in ways for form in spoken(way)[:1]))

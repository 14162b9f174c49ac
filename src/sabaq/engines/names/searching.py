"""The text that full-text search stores and asks for, so that a query in one script finds a document in another.

One function serves both sides: what it makes of a word must be the same in the document and in the query.
"""

import re
from functools import lru_cache

from .folding import fold
from .normalised import normalise, script_of

_TOKEN = re.compile(r"[\u3400-\u9fff]+|[^\W_]+(?:['ʻ][^\W_]+)*")
# Weakly folded endings of Kazakh, Kyrgyz, Uzbek, Turkmen, Tajik and Russian words.
_ENDINGS = """
a e ava avam avame avae avage lerenen larenan lerden lardan lerde larda lerge larga lerne larne leren laren ler
lar ter tar der dar denen
danan nenke nanke neng nang den dan ten tan nen nan dege daga de da te ta ge ga ke ka ne na se sa em am en an
enen har aha ha hae ave ame amaha ema av ef ah eh ey ay ae aga ega ama eme eve ese asa seneng sendage sendag
negen lege laga lek lak lege lare lere larene lerene enda ende hara haye ce ker kar ek
"""
_SUFFIXES = sorted(_ENDINGS.split(), key=len, reverse=True)
_SHORTEST_STEM = 4
_MOST_ENDINGS = 5
_VOICELESS = frozenset("ptkscxhfq")


def search_text(text: str) -> str:
    """Turn `text` into space-separated search words: Han as overlapping pairs, each word as written and folded.

    Documents and queries go through this same function; the words are small letters, digits and Han only.
    """
    words: dict[str, None] = {}
    for token in _TOKEN.findall(normalise(text).casefold()):
        for word in _words(token):
            words[word] = None
    return " ".join(words)


@lru_cache(maxsize=32768)
def _words(token: str) -> tuple[str, ...]:
    if script_of(token) == "Han":
        return tuple(token[at : at + 2] for at in range(len(token) - 1)) or (token,)
    if token.isdigit():
        return (token,)
    weak = fold(token)[1]
    return (token, f"~{_stem(weak)}") if weak else (token,)


def _stem(weak: str) -> str:
    """Trim endings one after the other, never below four letters, and write a last g as k (gulluk, gullugy)."""
    for _ in range(_MOST_ENDINGS):
        suffix = next((suffix for suffix in _SUFFIXES if weak.endswith(suffix) and _may_lose(weak, suffix)), "")
        if not suffix:
            break
        weak = weak[: -len(suffix)]
    return f"{weak[:-1]}k" if weak.endswith("g") and len(weak) >= _SHORTEST_STEM else weak


def _may_lose(weak: str, suffix: str) -> bool:
    """Say whether the word may lose this ending: enough stays, and -ta, -te follow only a voiceless consonant."""
    stem = weak[: -len(suffix)]
    return len(stem) >= _SHORTEST_STEM and (suffix[0] not in "tk" or stem[-1] in _VOICELESS)

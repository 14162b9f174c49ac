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
negen
"""
_SUFFIXES = sorted(_ENDINGS.split(), key=len, reverse=True)
_SHORTEST_STEM = 4


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
    """Trim endings, at most two of them, and never below four letters."""
    for _ in range(2):
        for suffix in _SUFFIXES:
            if weak.endswith(suffix) and len(weak) - len(suffix) >= _SHORTEST_STEM:
                weak = weak[: -len(suffix)]
                break
        else:
            break
    return weak

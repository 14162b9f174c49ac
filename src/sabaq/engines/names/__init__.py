"""Names of persons and institutions across scripts, spellings and orders of eight languages.

`compare` says whether two names are one name and why. A name alone never merges two records: a caller that links them
needs a second field that agrees (birth date, document, agency), or a person decides.
"""

from typing import Literal

from .chinese import Reading, chinese
from .comparing import compare_persons
from .folding import fold
from .indexing import Found, NameIndex
from .institutions import compare_institutions
from .normalised import normalise
from .parsed import Name, parse
from .searching import search_text
from .verdicts import SENTENCES, Match, Reason

__all__ = [
    "SENTENCES",
    "Found",
    "Match",
    "Name",
    "NameIndex",
    "Reading",
    "Reason",
    "chinese",
    "compare",
    "compare_institutions",
    "compare_persons",
    "fold",
    "normalise",
    "parse",
    "search_text",
]

Schema = Literal["Person", "Organization"]


def compare(a: str, b: str, *, schema: Schema = "Person") -> Match:
    """Compare two names of persons or of organisations; symmetric, and any order of words."""
    return compare_persons(a, b) if schema == "Person" else compare_institutions(a, b)

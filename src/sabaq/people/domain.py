"""Names as somebody enters them, where each role may hold, and the password that a letter brings."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from .states import NameKind, Role, Script

_SCRIPT_WORDS = {Script.CYRILLIC: "CYRILLIC", Script.LATIN: "LATIN", Script.HAN: "CJK"}
# Apostrophes of Uzbek and Kazakh spellings are letters to Unicode but belong to no script.
_NO_SCRIPT = ("MODIFIER LETTER",)


@dataclass(frozen=True)
class NameAs:
    """A name as written in one script; the parts only where they are known."""

    full: str
    script: Script
    kind: NameKind = NameKind.WRITTEN
    language: str = ""
    family: str = ""
    given: str = ""
    patronymic: str = ""

    @property
    def is_in_its_script(self) -> bool:
        """True if there are letters and all of them are of the script named."""
        letters = [unicodedata.name(c, "") for c in self.full if c.isalpha()]
        letters = [name for name in letters if not name.startswith(_NO_SCRIPT)]
        return bool(letters) and all(name.startswith(_SCRIPT_WORDS[self.script]) for name in letters)


# Nothing that is read for something else on paper: no 0 and o, no 1, i and l.
_ON_PAPER = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """A random password to be typed once from paper, such as "k7mp-3hqz-9trw-xn4d": 79 bits."""
    return "-".join("".join(secrets.choice(_ON_PAPER) for _ in range(4)) for _ in range(4))


# Which kind of scope each role holds in.
SCOPES: dict[Role, str] = {
    Role.SECRETARY: "network",
    Role.FOCAL_POINT: "country",
    Role.AGENCY_OFFICER: "institution",
    Role.PROGRAMME_MANAGER: "institution",
    Role.ADMINISTRATOR: "network",
}

"""Pure decisions about certificates: numbers, what a presented code or paper is worth, how a private key is kept.

The private half of a key is stored encrypted (AES-GCM) under a key derived from the installation's secret (HKDF), bound
to the key's own name, so that a copy of the database alone signs nothing.
"""

from __future__ import annotations

import base64
import os
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sabaq.engines.papers import PaperReading
from sabaq.engines.sealing import Bundle, Statement, Verdict, check
from sabaq.engines.sealing.statement import PREFIX

# Room for "-2026-T00017" within the 24 characters that a signed number may have.
CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,10}[a-z0-9]", re.ASCII)
_NONCE = 12
_USE = b"sabaq/issuer-key-at-rest/1"


class KeyLocked(Exception):
    """The stored key does not open with this secret: the installation's secret was changed, or the row was."""


def number_prefix(code: str, *, year: int, is_trial: bool) -> str:
    """What all numbers of an issuer and a year begin with: "CN-NAG-2026-", and "CN-NAG-2026-T" for trials."""
    return f"{code.upper()}-{year}-{'T' if is_trial else ''}"


def next_number(prefix: str, last: str | None) -> str:
    """The number after `last`, such as "CN-NAG-2026-00017"; the first one after None."""
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:05d}"


def plain(text: str) -> str:
    """A name as a signed statement takes it: composed letters (NFC), single spaces, nothing invisible."""
    shown = "".join(c for c in unicodedata.normalize("NFC", text) if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(shown.split())


def signed_texts(statement: Statement) -> dict[str, str]:
    """What must stand on the paper word for word, by kind: name, passport name, number, programme."""
    found = {
        "own_name": statement.own_name,
        "passport_name": statement.passport_name,
        "number": statement.number,
        "programme": statement.programme,
    }
    return {kind: text for kind, text in found.items() if text}


class Worth(StrEnum):
    """What a checker is told first. The first six are those of the sealing engine, by the same words."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"
    ALTERED = "altered"
    UNKNOWN_ISSUER = "unknown_issuer"
    MALFORMED = "malformed"
    UNREGISTERED = "unregistered"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a code or a paper is worth, and why.

    `differs` are the kinds of signed words (see `signed_texts`) that the paper prints otherwise, or "text" where other
    words differ from the issuer's own copy; `compared` is True if a paper's words were compared, False if it has none
    (a picture), None if no paper was shown. `problem` is the kind of file that could not be read.
    """

    worth: Worth
    verdict: Verdict | None = None
    code: str = ""
    differs: tuple[str, ...] = ()
    compared: bool | None = None
    problem: str = ""

    @property
    def statement(self) -> Statement | None:
        """What the issuer signed, if anything was proved."""
        return self.verdict.statement if self.verdict else None

    def printed_otherwise(self, *kinds: str) -> Judgement:
        """The same with a paper whose words are not the signed ones: altered, whatever the code says."""
        return replace(self, worth=Worth.ALTERED, differs=kinds) if kinds else self


def typed_code(text: str) -> str:
    """A code as somebody pasted or scanned it, without line breaks and in capitals, as it was printed."""
    return "".join(text.split()).upper()


def looks_like_code(text: str) -> bool:
    """True for the text of a code, however it was broken into lines; false for a number."""
    return typed_code(text).startswith(PREFIX)


def judge_code(text: str, bundle: Bundle, *, at: datetime) -> Judgement:
    """What the text of a QR code is worth at a moment, going by a bundle. Raises nothing for any text."""
    code = typed_code(text)
    verdict = check(code, bundle, at=at)
    return Judgement(worth=Worth(verdict.state), verdict=verdict, code=code)


def judge_paper(reading: PaperReading, bundle: Bundle, *, at: datetime) -> Judgement:
    """What a certificate's PDF is worth: its one code, and whether the signed words stand on it."""
    codes = {text for text in reading.qr_texts if text.startswith(PREFIX)}
    if not codes:
        return Judgement(worth=Worth.MALFORMED, problem="no_code")
    if len(codes) > 1:
        return Judgement(worth=Worth.MALFORMED, problem="several_codes")
    judgement = judge_code(codes.pop(), bundle, at=at)
    judgement = replace(judgement, compared=bool(reading.printed_text.strip()))
    if judgement.statement is None or not judgement.compared:
        return judgement
    signed = signed_texts(judgement.statement)
    lacking = set(reading.lacks(*signed.values()))
    return judgement.printed_otherwise(*(kind for kind, text in signed.items() if text in lacking))


def seal_secret(secret: bytes, *, kid: str, installation_secret: str) -> str:
    """A private key (32 bytes) as text to store. The same key gives another text each time."""
    nonce = os.urandom(_NONCE)
    sealed = _cipher(installation_secret).encrypt(nonce, secret, kid.encode("ascii"))
    return base64.b64encode(nonce + sealed).decode("ascii")


def open_secret(sealed: str, *, kid: str, installation_secret: str) -> bytes:
    """The private key behind `seal_secret`. Raises `KeyLocked` for another secret, another key's name, or a change."""
    content = base64.b64decode(sealed)
    try:
        return _cipher(installation_secret).decrypt(content[:_NONCE], content[_NONCE:], kid.encode("ascii"))
    except InvalidTag:
        raise KeyLocked from None


def _cipher(installation_secret: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_USE).derive(installation_secret.encode("utf-8"))
    return AESGCM(derived)

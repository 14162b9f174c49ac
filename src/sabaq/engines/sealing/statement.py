"""What a certificate says, in the fewest bytes that can be signed, printed as a QR code and checked without a network.

Layout, big-endian: version (1), issuer (length, ASCII), key id (8) | number, name as in the passport, name in the
holder's own script, programme (each: length, UTF-8), begins, ends, issued (days since 2000-01-01, 2 bytes each),
hours (2), status index (4) | Ed25519 signature over all before it (64). As text: a prefix and base32, which uses only
characters of the QR code's alphanumeric mode.
"""

import base64
import binascii
import re
import struct
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sabaq.engines.sealing.keys import KEY_ID_BYTES, SIGNATURE_BYTES, Purpose, SigningKey, base32, verify
from sabaq.engines.sealing.refusals import Altered, Malformed, UnknownIssuer, Unsealable

PREFIX = "SABAQ1:"
VERSION = 1
EPOCH = date(2000, 1, 1)
LONGEST_CODE = 1200
LONGEST_NUMBER, LONGEST_NAME, LONGEST_PROGRAMME = 24, 120, 160  # bytes of UTF-8
ISSUER_PATTERN = re.compile(r"[a-z0-9]([a-z0-9.-]{0,22}[a-z0-9])?", re.ASCII)
NUMBER_PATTERN = re.compile(rf"[A-Za-z0-9./-]{{1,{LONGEST_NUMBER}}}", re.ASCII)
FACTS = struct.Struct(">HHHHI")

FindKey = Callable[[str, str], bytes | None]
"""Takes an issuer's id and a key id, gives the 32 public bytes, or None if there is no such key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One certificate. `own_name` may be empty; `status_index` is its place in the issuer's status list."""

    issuer: str
    number: str
    passport_name: str
    own_name: str
    programme: str
    begins: date
    ends: date
    hours: int
    issued: date
    status_index: int


def seal(statement: Statement, *, key: SigningKey) -> str:
    """The text to print as a QR code. Raises Unsealable, naming the field, for what the statement cannot hold."""
    _require(ISSUER_PATTERN.fullmatch(statement.issuer), "The issuer's id takes 1 to 24 of a-z, 0-9, dot and hyphen.")
    issuer = statement.issuer.encode("ascii")
    head = bytes([VERSION, len(issuer)]) + issuer + base64.b32decode(key.key_id + "===")
    signed = head + _body(statement)
    return PREFIX + base32(signed + key.sign(signed, purpose=Purpose.CERTIFICATE))


def claimed_signer(text: str) -> tuple[str, str]:
    """Issuer and key id that a code names, before anything is proved. Raises Malformed."""
    issuer, kid, _ = _head(_unwrap(text))
    return issuer, kid


def decode(text: str, *, find_key: FindKey) -> Statement:
    """The statement that the issuer signed. Raises Malformed, UnknownIssuer or Altered; reads nothing unsigned."""
    content = _unwrap(text)
    issuer, kid, start = _head(content)
    signed, signature = content[:-SIGNATURE_BYTES], content[-SIGNATURE_BYTES:]
    public = find_key(issuer, kid)
    if public is None:
        raise UnknownIssuer(f"No known issuer “{issuer}” has the key {kid}.")
    if not verify(signature, signed, public=public, purpose=Purpose.CERTIFICATE):
        raise Altered("The text is not what the issuer signed.")
    return _statement(issuer, signed[start:])


def _require(condition: object, message: str) -> None:
    if not condition:
        raise Unsealable(message)


def _body(statement: Statement) -> bytes:
    _require(NUMBER_PATTERN.fullmatch(statement.number), "The number takes 1 to 24 letters, digits, dots, - and /.")
    _require(statement.begins <= statement.ends, "The first day comes after the last day.")
    days = [(day - EPOCH).days for day in (statement.begins, statement.ends, statement.issued)]
    _require(all(0 <= day < 2**16 for day in days), "Dates lie between 2000 and 2179.")
    _require(0 <= statement.hours < 2**16, "Hours lie between 0 and 65,535.")
    _require(0 <= statement.status_index < 2**32, "The status index lies between 0 and 2**32 - 1.")
    _require(statement.passport_name and statement.programme, "The name and the programme are required.")
    return b"".join(
        (
            _field(statement.number, LONGEST_NUMBER),
            _field(statement.passport_name, LONGEST_NAME),
            _field(statement.own_name, LONGEST_NAME),
            _field(statement.programme, LONGEST_PROGRAMME),
            FACTS.pack(*days, statement.hours, statement.status_index),
        )
    )


def _field(text: str, longest: int) -> bytes:
    _require(is_plain(text), f"“{text}” has spaces around it, control characters or loose accents.")
    content = text.encode("utf-8")
    _require(len(content) <= longest, f"“{text}” takes {len(content)} bytes; {longest} fit.")
    return bytes([len(content)]) + content


def is_plain(text: str) -> bool:
    """True for one line of composed text (NFC) with nothing invisible in it and no space around it."""
    return (
        text == text.strip()
        and unicodedata.is_normalized("NFC", text)
        and not any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for letter in text)
    )


def _unwrap(text: str) -> bytes:
    if not text.startswith(PREFIX) or len(text) > LONGEST_CODE:
        raise Malformed(f"A certificate's code begins with {PREFIX}")
    encoded = text[len(PREFIX) :]
    try:
        content = base64.b32decode(encoded + "=" * (-len(encoded) % 8))
    except (binascii.Error, ValueError):
        raise Malformed("The code holds characters that do not belong there, or its end is missing.") from None
    # Base32 leaves spare bits at the end: without this, two texts would spell the same certificate.
    if base32(content) != encoded:
        raise Malformed("The end of the code is damaged.")
    return content


def _head(content: bytes) -> tuple[str, str, int]:
    reader = _Reader(content)
    if reader.take(1)[0] != VERSION:
        raise Malformed("The code was made by a version that is not known here.")
    issuer = reader.text()
    kid = base32(reader.take(KEY_ID_BYTES))
    if not ISSUER_PATTERN.fullmatch(issuer) or len(content) - reader.place < SIGNATURE_BYTES:
        raise Malformed("The code is not that of a certificate.")
    return issuer, kid, reader.place


def _statement(issuer: str, body: bytes) -> Statement:
    reader = _Reader(body)
    number, passport_name, own_name, programme = (reader.text() for _ in range(4))
    *days, hours, status_index = FACTS.unpack(reader.take(FACTS.size))
    if reader.place != len(body):
        raise Malformed("The code holds more than a certificate.")
    begins, ends, issued = (EPOCH + timedelta(days=day) for day in days)
    statement = Statement(
        issuer=issuer,
        number=number,
        passport_name=passport_name,
        own_name=own_name,
        programme=programme,
        begins=begins,
        ends=ends,
        hours=hours,
        issued=issued,
        status_index=status_index,
    )
    try:
        _body(statement)
    except Unsealable as refusal:
        raise Malformed(str(refusal)) from None
    return statement


class _Reader:
    """Takes bytes from the front and refuses to read past the end."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.place = 0

    def take(self, count: int) -> bytes:
        taken = self.content[self.place : self.place + count]
        if len(taken) != count:
            raise Malformed("The code is cut off.")
        self.place += count
        return taken

    def text(self) -> str:
        try:
            return self.take(self.take(1)[0]).decode("utf-8")
        except UnicodeDecodeError:
            raise Malformed("The code holds text that is not UTF-8.") from None

"""A log in which nothing can be changed, moved or taken out unseen, and yet erased text can really go.

Each entry's hash covers the hash before it. What may have to be erased stands beside the entry as text and salt; the
entry itself holds only a salted commitment, so that without text and salt nothing can be guessed back.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from sabaq.engines.sealing.keys import Purpose, framed

HASH_BYTES = 32
SALT_BYTES = 32
GENESIS = bytes(HASH_BYTES)


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One entry as stored: its place (counted from 1), its canonical header bytes and its hash."""

    seq: int
    header: bytes
    hash: bytes


def link(previous: bytes, header: bytes) -> bytes:
    """The 32-byte hash of an entry: SHA-256 over purpose, previous hash and header. The first follows `GENESIS`."""
    if len(previous) != HASH_BYTES:
        raise ValueError(f"A previous hash has {HASH_BYTES} bytes, not {len(previous)}.")
    return hashlib.sha256(framed(previous + header, purpose=Purpose.AUDIT_ENTRY)).digest()


def commit(text: str) -> tuple[bytes, bytes]:
    """A fresh salt and the commitment to `text`, 32 bytes each. Keep the salt with the text and erase both together."""
    salt = secrets.token_bytes(SALT_BYTES)
    return salt, _commitment(text, salt)


def is_committed(text: str, *, salt: bytes, commitment: bytes) -> bool:
    """True if `commitment` was made from this text with this salt."""
    return hmac.compare_digest(_commitment(text, salt), commitment)


def check_chain(
    entries: Iterable[ChainEntry], *, first: int = 1, previous: bytes = GENESIS, head: bytes | None = None
) -> int | None:
    """The number of the first entry that was changed, moved or is missing; None if all is as it was written.

    `first` and `previous` check a later stretch; `head` is the last hash as noted elsewhere (a certificate, another
    node), without which a cut-off end cannot be seen.
    """
    expected = first
    for entry in entries:
        if entry.seq != expected or entry.hash != link(previous, entry.header):
            return expected
        previous, expected = entry.hash, expected + 1
    return expected if head is not None and head != previous else None


def _commitment(text: str, salt: bytes) -> bytes:
    if len(salt) != SALT_BYTES:
        raise ValueError(f"A salt has {SALT_BYTES} bytes, not {len(salt)}.")
    return hashlib.sha256(framed(salt + text.encode("utf-8"), purpose=Purpose.COMMITMENT)).digest()

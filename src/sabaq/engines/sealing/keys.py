"""Signing keys, and what a signature is for.

Every signature covers a purpose and the exact bytes, so that a signature made for a status list can never be
passed off as one made for a certificate. Ed25519 (RFC 8032); a key is known by a short name made from its public half.
"""

import base64
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_ID_BYTES = 8
PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64


class Purpose(StrEnum):
    """What a signature or a hash is made for. The number is the version of the bytes behind it."""

    CERTIFICATE = "sabaq/certificate/1"
    STATUS_LIST = "sabaq/status-list/1"
    BUNDLE = "sabaq/bundle/1"
    RECORD = "sabaq/record/1"
    AUDIT_ENTRY = "sabaq/audit-entry/1"
    COMMITMENT = "sabaq/commitment/1"


def framed(content: bytes, *, purpose: Purpose) -> bytes:
    """The bytes that are signed or hashed: the purpose, one zero byte, the content."""
    return purpose.encode("ascii") + b"\0" + content


def base32(content: bytes) -> str:
    """Base32 of RFC 4648 without padding: upper-case letters and 2-7, which a QR code stores compactly."""
    return base64.b32encode(content).decode("ascii").rstrip("=")


def key_id(public: bytes) -> str:
    """Name of a key: 13 characters of base32, the first 8 bytes of the SHA-256 of its 32 public bytes."""
    return base32(hashlib.sha256(public).digest()[:KEY_ID_BYTES])


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key pair. `secret` is the 32-byte seed: store it encrypted; `repr` never shows it."""

    private: Ed25519PrivateKey

    def __repr__(self) -> str:
        return f"SigningKey({self.key_id})"

    @property
    def secret(self) -> bytes:
        """The 32-byte seed of RFC 8032."""
        return self.private.private_bytes_raw()

    @property
    def public(self) -> bytes:
        """The 32 public bytes."""
        return self.private.public_key().public_bytes_raw()

    @property
    def key_id(self) -> str:
        """The name of this key, see `key_id`."""
        return key_id(self.public)

    def sign(self, content: bytes, *, purpose: Purpose) -> bytes:
        """The 64-byte signature over `content` for one purpose."""
        return self.private.sign(framed(content, purpose=purpose))


def new_key() -> SigningKey:
    """A fresh key from the system's random source."""
    return SigningKey(Ed25519PrivateKey.generate())


def stored_key(secret: bytes) -> SigningKey:
    """The key whose 32-byte seed was stored. Raises ValueError for any other length."""
    return SigningKey(Ed25519PrivateKey.from_private_bytes(secret))


def verify(signature: bytes, content: bytes, *, public: bytes, purpose: Purpose) -> bool:
    """True if the holder of `public` signed exactly this content for exactly this purpose."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, framed(content, purpose=purpose))
    except (InvalidSignature, ValueError):
        return False
    return True

"""A signed JSON document: the content as text, and who signed exactly that text.

The content travels as a string, not as an object, so that every reader checks the bytes that were signed before it
reads any of them. Several keys may sign: while keys change, a verifier that knows only the old one can still read.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Any, cast

from sabaq.engines.sealing.canonical import Value, canonical, parse
from sabaq.engines.sealing.keys import Purpose, SigningKey, verify
from sabaq.engines.sealing.refusals import Altered, Malformed, UnknownIssuer

GREATEST_DOCUMENT = 16 * 1024 * 1024


def sign_document(content: Value, *, keys: Sequence[SigningKey], purpose: Purpose) -> bytes:
    """The document as canonical JSON, signed with each key for one purpose. At least one key is needed."""
    if not keys:
        raise ValueError("A document needs at least one key.")
    signed = canonical(content)
    signatures = {key.key_id: encode_bytes(key.sign(signed, purpose=purpose)) for key in keys}
    return canonical({"content": signed.decode("utf-8"), "signatures": signatures})


def open_document(
    document: bytes, *, find_key: Callable[[str], bytes | None], purpose: Purpose
) -> tuple[Any, frozenset[str]]:
    """The content and the ids of the known keys that signed it.

    Raises Malformed, UnknownIssuer if no known key signed, Altered if a known key's signature does not fit.
    """
    if len(document) > GREATEST_DOCUMENT:
        raise Malformed("The document is too large.")
    outer = fields(parse(document), {"content": str, "signatures": dict})
    signed = outer["content"].encode("utf-8")
    known = {kid: public for kid in outer["signatures"] if (public := find_key(kid)) is not None}
    if not known:
        raise UnknownIssuer("No known key signed this document.")
    for kid, public in known.items():
        if not verify(decode_bytes(outer["signatures"][kid]), signed, public=public, purpose=purpose):
            raise Altered("The document is not what was signed.")
    return parse(signed), frozenset(known)


def fields(value: Any, kinds: dict[str, type]) -> dict[str, Any]:
    """The object `value`, which has exactly these keys with values of exactly these kinds. Raises Malformed."""
    if type(value) is not dict or value.keys() != kinds.keys():
        raise Malformed(f"Expected exactly the fields {', '.join(sorted(kinds))}.")
    for name, kind in kinds.items():
        if type(value[name]) is not kind:
            raise Malformed(f"The field “{name}” is of another kind.")
    return cast(dict[str, Any], value)


def encode_bytes(content: bytes) -> str:
    """Base64 for a JSON text."""
    return base64.b64encode(content).decode("ascii")


def decode_bytes(text: Any) -> bytes:
    """The bytes behind `encode_bytes`; only its own spelling. Raises Malformed."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError):
        raise Malformed("A field is not base64.") from None
    if encode_bytes(content) != text:
        raise Malformed("A field is not in its canonical base64.")
    return content

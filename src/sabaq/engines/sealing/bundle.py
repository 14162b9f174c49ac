"""What a stranger needs to check certificates without a network: issuers, all their keys ever, their status lists.

A key that is no longer used stays for ever: without it the certificates it signed would die. `succeeds` is the guard
that a new bundle passes before it takes the place of the old one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sabaq.engines.sealing.canonical import canonical, parse
from sabaq.engines.sealing.document import decode_bytes, encode_bytes, fields, open_document, sign_document
from sabaq.engines.sealing.keys import PUBLIC_BYTES, Purpose, SigningKey, key_id
from sabaq.engines.sealing.refusals import KeyDropped, Malformed, RolledBack
from sabaq.engines.sealing.status import (
    IssuerKey,
    StatusList,
    read_day,
    read_status_list,
    read_time,
    write_time,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """An academy: names by language code, every key it ever signed with, its signed status list as it was read."""

    id: str
    names: Mapping[str, str]
    keys: Mapping[str, IssuerKey]
    status_document: bytes
    status_list: StatusList


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The issuers by id, and when the bundle was put together (UTC)."""

    issued: datetime
    issuers: Mapping[str, Issuer]

    def find_key(self, issuer: str, kid: str) -> bytes | None:
        """The public bytes of an issuer's key, used now or in the past."""
        known = self.issuers.get(issuer)
        key = known.keys.get(kid) if known else None
        return key.public if key else None


def describe_issuer(
    issuer: str, *, names: Mapping[str, str], keys: Sequence[IssuerKey], status_document: bytes
) -> Issuer:
    """An issuer whose status list was checked against its keys. Raises Malformed, UnknownIssuer or Altered."""
    by_id = {key_id(key.public): key for key in keys}
    if len(by_id) != len(keys) or any(len(key.public) != PUBLIC_BYTES for key in keys):
        raise Malformed(f"The keys of “{issuer}” are not distinct keys of {PUBLIC_BYTES} bytes.")
    status_list = read_status_list(status_document, issuer=issuer, keys=by_id)
    return Issuer(id=issuer, names=dict(names), keys=by_id, status_document=status_document, status_list=status_list)


def write_bundle(bundle: Bundle) -> bytes:
    """The bundle as canonical JSON: for those who got it from a place they trust."""
    return canonical(_content(bundle))


def read_bundle(content: bytes) -> Bundle:
    """A bundle with every status list checked. Raises Malformed, UnknownIssuer or Altered."""
    return _bundle(parse(content))


def sign_bundle(bundle: Bundle, *, keys: Sequence[SigningKey]) -> bytes:
    """The bundle signed by who vouches for it (the network's secretariat), so that it may come by any way."""
    return sign_document(_content(bundle), keys=keys, purpose=Purpose.BUNDLE)


def read_signed_bundle(document: bytes, *, trusted: Sequence[bytes]) -> Bundle:
    """A bundle signed with one of the trusted public keys. Raises Malformed, UnknownIssuer or Altered."""
    publics = {key_id(public): public for public in trusted}
    content, _ = open_document(document, find_key=publics.get, purpose=Purpose.BUNDLE)
    return _bundle(content)


def succeeds(new: Bundle, *, old: Bundle) -> Bundle:
    """`new`, if it may take the place of `old`.

    Raises KeyDropped if an issuer or a key is gone, begins on another day, or a retired key lives again; RolledBack if
    a status list is older, covers less, or withdrawn certificates stand again.
    """
    for issuer in old.issuers.values():
        successor = new.issuers.get(issuer.id)
        if successor is None:
            raise KeyDropped(f"The new bundle has lost the issuer “{issuer.id}”.")
        for kid, key in issuer.keys.items():
            kept = successor.keys.get(kid)
            if kept is None or kept.since != key.since or (key.until is not None and kept.until != key.until):
                raise KeyDropped(f"The new bundle drops or changes the key {kid} of “{issuer.id}”.")
        before, after = issuer.status_list, successor.status_list
        kept_withdrawals = before.withdrawals.keys() <= after.withdrawals.keys()
        if after.issued < before.issued or after.size < before.size or not kept_withdrawals:
            raise RolledBack(f"The new bundle carries an older status list of “{issuer.id}”.")
    return new


def _content(bundle: Bundle) -> dict[str, Any]:
    return {
        "v": 1,
        "issued": write_time(bundle.issued),
        "issuers": [_issuer_content(bundle.issuers[issuer]) for issuer in sorted(bundle.issuers)],
    }


def _issuer_content(issuer: Issuer) -> dict[str, Any]:
    keys = [
        {
            "kid": kid,
            "public": encode_bytes(key.public),
            "from": key.since.isoformat(),
            "until": key.until.isoformat() if key.until else "",
        }
        for kid, key in sorted(issuer.keys.items())
    ]
    status_list = issuer.status_document.decode("utf-8")
    return {"id": issuer.id, "names": dict(issuer.names), "keys": keys, "status_list": status_list}


def _bundle(content: Any) -> Bundle:
    held = fields(content, {"v": int, "issued": str, "issuers": list})
    if held["v"] != 1:
        raise Malformed("The bundle has a version that is not known here.")
    issuers = [_issuer(item) for item in held["issuers"]]
    if [issuer.id for issuer in issuers] != sorted({issuer.id for issuer in issuers}):
        raise Malformed("The issuers of a bundle are listed once each, in order.")
    return Bundle(issued=read_time(held["issued"]), issuers={issuer.id: issuer for issuer in issuers})


def _issuer(content: Any) -> Issuer:
    held = fields(content, {"id": str, "names": dict, "keys": list, "status_list": str})
    if not all(type(name) is str for name in held["names"].values()):
        raise Malformed("The names of an issuer are texts.")
    return describe_issuer(
        held["id"],
        names=held["names"],
        keys=[_key(item) for item in held["keys"]],
        status_document=held["status_list"].encode("utf-8"),
    )


def _key(content: Any) -> IssuerKey:
    held = fields(content, {"kid": str, "public": str, "from": str, "until": str})
    public = decode_bytes(held["public"])
    if key_id(public) != held["kid"]:
        raise Malformed(f"The key {held['kid']} has another name than its bytes give.")
    until = read_day(held["until"]) if held["until"] else None
    return IssuerKey(public=public, since=read_day(held["from"]), until=until)

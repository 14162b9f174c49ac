"""Which certificates of an issuer still stand: two bits for each, and when and why for those that do not.

The list says when it was made and when the next is due, so that a checker can say how old the answer is. It grows and
never shrinks; the same idea as the W3C Bitstring Status List, small enough to be carried on a stick.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sabaq.engines.sealing.document import decode_bytes, encode_bytes, fields, open_document, sign_document
from sabaq.engines.sealing.keys import Purpose, SigningKey
from sabaq.engines.sealing.refusals import Altered, Malformed, UnknownIssuer

GREATEST_SIZE = 2**22


class Standing(StrEnum):
    """How a certificate stands. Two bits: 00 valid, 01 revoked, 10 replaced; 11 is not used."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"


BITS = {Standing.VALID: 0, Standing.REVOKED: 1, Standing.REPLACED: 2}
STANDINGS = {bits: standing for standing, bits in BITS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why a certificate no longer stands. `reason` is the issuer's word; `replacement` the number of the newer one."""

    standing: Standing
    on: date
    reason: str
    replacement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusList:
    """All certificates of one issuer: `size` places, of which those in `withdrawals` no longer stand. Times are UTC."""

    issuer: str
    issued: datetime
    next_expected: datetime
    size: int
    withdrawals: Mapping[int, Withdrawal]

    def covers(self, index: int) -> bool:
        """True if the list is new enough to know this place."""
        return 0 <= index < self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerKey:
    """A public key (32 bytes) with the days on which the issuer signs with it; `until` is None while in use."""

    public: bytes
    since: date
    until: date | None = None

    def in_use(self, day: date) -> bool:
        """True if the issuer signed with this key on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


def sign_status_list(status_list: StatusList, *, keys: Sequence[SigningKey]) -> bytes:
    """The signed list. While keys change, sign with the old and the new: old verifiers know only the old one."""
    return sign_document(_content(status_list), keys=keys, purpose=Purpose.STATUS_LIST)


def read_status_list(document: bytes, *, issuer: str, keys: Mapping[str, IssuerKey]) -> StatusList:
    """The list, if a key that the issuer used on its date signed it.

    Raises Malformed, UnknownIssuer (no such key), Altered (another issuer's list, or a signature that does not fit).
    """

    def find_key(kid: str) -> bytes | None:
        return keys[kid].public if kid in keys else None

    content, signers = open_document(document, find_key=find_key, purpose=Purpose.STATUS_LIST)
    status_list = _status_list(content)
    if status_list.issuer != issuer:
        raise Altered(f"This is the list of “{status_list.issuer}”, not of “{issuer}”.")
    if not any(keys[kid].in_use(status_list.issued.date()) for kid in signers):
        raise UnknownIssuer("The list was signed with a key that was not in use on its date.")
    return status_list


def _content(status_list: StatusList) -> dict[str, Any]:
    if not 0 <= status_list.size <= GREATEST_SIZE or not all(map(status_list.covers, status_list.withdrawals)):
        raise ValueError(f"A list has up to {GREATEST_SIZE} places and holds every withdrawal.")
    bits = bytearray((status_list.size + 3) // 4)
    notes = {}
    for index, withdrawal in status_list.withdrawals.items():
        if withdrawal.standing is Standing.VALID:
            raise ValueError(f"Certificate {index} stands: it has no place among the withdrawals.")
        bits[index // 4] |= BITS[withdrawal.standing] << 2 * (index % 4)
        notes[str(index)] = {
            "on": withdrawal.on.isoformat(),
            "reason": withdrawal.reason,
            "replacement": withdrawal.replacement,
        }
    return {
        "v": 1,
        "issuer": status_list.issuer,
        "issued": write_time(status_list.issued),
        "next": write_time(status_list.next_expected),
        "size": status_list.size,
        "states": encode_bytes(bytes(bits)),
        "notes": notes,
    }


def _status_list(content: Any) -> StatusList:
    kinds = {"v": int, "issuer": str, "issued": str, "next": str, "size": int, "states": str, "notes": dict}
    held = fields(content, kinds)
    bits, size, notes = decode_bytes(held["states"]), held["size"], held["notes"]
    if held["v"] != 1 or not 0 <= size <= GREATEST_SIZE or len(bits) != (size + 3) // 4:
        raise Malformed("The status list has another version or another length than it says.")
    withdrawals = {}
    for place, four in enumerate(bits):
        for step in range(4) if four else ():
            if state := four >> 2 * step & 3:
                index = 4 * place + step
                withdrawals[index] = _withdrawal(state, notes.get(str(index)))
    if len(notes) != len(withdrawals) or not all(index < size for index in withdrawals):
        raise Malformed("The status list gives reasons for other certificates than it withdraws.")
    return StatusList(
        issuer=held["issuer"],
        issued=read_time(held["issued"]),
        next_expected=read_time(held["next"]),
        size=size,
        withdrawals=withdrawals,
    )


def _withdrawal(state: int, note: Any) -> Withdrawal:
    held = fields(note, {"on": str, "reason": str, "replacement": str})
    if state not in STANDINGS:
        raise Malformed("The status list uses a state that does not exist.")
    return Withdrawal(
        standing=STANDINGS[state],
        on=read_day(held["on"]),
        reason=held["reason"],
        replacement=held["replacement"],
    )


def write_time(moment: datetime) -> str:
    """A moment in UTC to the second. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("A time needs its zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_time(text: str) -> datetime:
    """The moment behind `write_time`; only its own spelling. Raises Malformed."""
    try:
        moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise Malformed(f"“{text}” is not a time in UTC.") from None
    if write_time(moment) != text:
        raise Malformed(f"“{text}” is not a time in UTC.")
    return moment


def read_day(text: str) -> date:
    """A day as YYYY-MM-DD. Raises Malformed."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Malformed(f"“{text}” is not a day.") from None
    if day.isoformat() != text:
        raise Malformed(f"“{text}” is not a day.")
    return day

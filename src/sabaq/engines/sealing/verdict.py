"""The answer to "is this paper real?", with everything the answer rests on.

Never only yes or no: who issued it, with which key, as of which status list, and what to make of it if not valid.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sabaq.engines.sealing.bundle import Bundle, Issuer
from sabaq.engines.sealing.refusals import Altered, Malformed, UnknownIssuer
from sabaq.engines.sealing.statement import Statement, claimed_signer, decode
from sabaq.engines.sealing.status import IssuerKey


class State(StrEnum):
    """What the checking page says first."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"
    ALTERED = "altered"
    UNKNOWN_ISSUER = "unknown_issuer"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One answer. `statement` is there only if the issuer signed it; `issuer` also when the text claims to be theirs.

    `reason` is the issuer's word for a withdrawal, else the kind of refusal; `message` a plain English sentence.
    `checked_against` is when the status list was made; `stale` is true if the next list was due before the check, or
    the list does not know the certificate yet, so that a recent withdrawal could be missing.
    """

    state: State
    message: str
    statement: Statement | None = None
    issuer: Issuer | None = None
    key: IssuerKey | None = None
    reason: str = ""
    revoked_on: date | None = None
    replacement: str = ""
    checked_against: datetime | None = None
    stale: bool = False


def check(text: str, bundle: Bundle, *, at: datetime) -> Verdict:
    """What the code of a certificate is worth at a moment, going by a bundle. Raises nothing for any text."""
    try:
        issuer_id, kid = claimed_signer(text)
    except Malformed as refusal:
        return Verdict(state=State.MALFORMED, message=str(refusal), reason=refusal.kind)
    issuer = bundle.issuers.get(issuer_id)
    try:
        statement = decode(text, find_key=bundle.find_key)
    except (Malformed, UnknownIssuer, Altered) as refusal:
        return Verdict(state=State(refusal.kind), message=str(refusal), issuer=issuer, reason=refusal.kind)
    known = bundle.issuers[issuer_id]
    key = known.keys[kid]
    if not key.in_use(statement.issued):
        message = "The key that signed this was not in use on the day that the certificate names."
        return Verdict(state=State.UNKNOWN_ISSUER, message=message, issuer=known, key=key, reason="key_not_in_use")
    return _standing(statement, issuer=known, key=key, at=at)


def _standing(statement: Statement, *, issuer: Issuer, key: IssuerKey, at: datetime) -> Verdict:
    status_list = issuer.status_list
    withdrawal = status_list.withdrawals.get(statement.status_index)
    stale = at > status_list.next_expected or not status_list.covers(statement.status_index)
    message = "The issuer signed this certificate and has not withdrawn it."
    if withdrawal:
        message = f"The issuer signed this certificate; it was {withdrawal.standing} on {withdrawal.on.isoformat()}."
    return Verdict(
        state=State(withdrawal.standing) if withdrawal else State.VALID,
        message=message,
        statement=statement,
        issuer=issuer,
        key=key,
        reason=withdrawal.reason if withdrawal else "",
        revoked_on=withdrawal.on if withdrawal else None,
        replacement=withdrawal.replacement if withdrawal else "",
        checked_against=status_list.issued,
        stale=stale,
    )

"""Sealing: signatures, hash chains and commitments, shared by audit, certificates and exchange.

Bytes are signed, not objects, and nothing is read before its signature was checked. The modules: `keys`, `canonical`,
`chain`, `statement` (one certificate), `status` (which still stand), `bundle` (what a stranger needs), `verdict`.
"""

from sabaq.engines.sealing.bundle import Bundle, Issuer
from sabaq.engines.sealing.keys import Purpose, SigningKey, new_key, stored_key
from sabaq.engines.sealing.statement import Statement, decode, seal
from sabaq.engines.sealing.status import IssuerKey, Standing, StatusList, Withdrawal
from sabaq.engines.sealing.verdict import State, Verdict, check

__all__ = [
    "Bundle",
    "Issuer",
    "IssuerKey",
    "Purpose",
    "SigningKey",
    "Standing",
    "State",
    "Statement",
    "StatusList",
    "Verdict",
    "Withdrawal",
    "check",
    "decode",
    "new_key",
    "seal",
    "stored_key",
]

"""What a certificate can be."""

from enum import StrEnum


class CertificateState(StrEnum):
    """Whether a certificate holds."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"

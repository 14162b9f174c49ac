"""Kinds of agreement, states of a version, and how a promise stands."""

from enum import StrEnum


class AgreementKind(StrEnum):
    """What an instrument calls itself."""

    AGREEMENT = "agreement"
    MEMORANDUM = "memorandum"
    PROTOCOL = "protocol"
    AMENDMENT = "amendment"


class VersionState(StrEnum):
    """Where a version of an agreement stands."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"


class PromiseStatus(StrEnum):
    """How far a commitment is delivered; always derived, never typed in."""

    NO_EVIDENCE = "no_evidence"
    NOT_STARTED = "not_started"
    LIMITED = "limited"
    SUBSTANTIAL = "substantial"
    COMPLETE = "complete"

"""What kinds of institution and of name there are."""

from enum import StrEnum


class InstitutionKind(StrEnum):
    """What an institution is in a network's work."""

    ACADEMY = "academy"
    HUB = "hub"
    AGENCY = "agency"
    SECRETARIAT = "secretariat"
    INTERNATIONAL = "international"


class NameKind(StrEnum):
    """Why a name is kept beside the current ones."""

    ALSO_WRITTEN = "also_written"
    FORMER = "former"

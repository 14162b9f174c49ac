"""How soon something has to be done."""

from enum import StrEnum


class Urgency(StrEnum):
    """Groups of the Desk, the most urgent first."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"

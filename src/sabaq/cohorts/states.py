"""Where a participant stands in a course."""

from enum import StrEnum


class ParticipationState(StrEnum):
    """A participant's way through a course."""

    EXPECTED = "expected"
    ATTENDING = "attending"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"

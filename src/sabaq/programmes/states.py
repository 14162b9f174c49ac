"""Where an edition stands."""

from enum import StrEnum


class EditionState(StrEnum):
    """An edition's way from plan to end."""

    PLANNED = "planned"
    OPEN = "open"
    PLACED = "placed"
    RUNNING = "running"
    ENDED = "ended"


FOLLOWS: dict[EditionState, tuple[EditionState, ...]] = {
    EditionState.PLANNED: (EditionState.OPEN,),
    EditionState.OPEN: (EditionState.PLACED,),
    EditionState.PLACED: (EditionState.OPEN, EditionState.RUNNING),
    EditionState.RUNNING: (EditionState.ENDED,),
    EditionState.ENDED: (),
}

"""States of lists, rows, nominations and plans, with the transitions that are allowed."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What a ledger entry does. A grant has no source pool, a reduction no target; a split moves seats between two."""

    GRANT = "grant"
    AMEND = "amend"
    SPLIT = "split"
    GIVE_BACK = "give_back"


class PoolLevel(StrEnum):
    """Whose seats a pool holds."""

    EDITION = "edition"
    COUNTRY = "country"
    AGENCY = "agency"


class ListState(StrEnum):
    """Where a list as sent stands."""

    READING = "reading"
    ASKS = "asks"
    READ = "read"
    UNREADABLE = "unreadable"


class RowState(StrEnum):
    """What became of one row of a list."""

    READY = "ready"
    WRONG = "wrong"
    DOUBTFUL = "doubtful"
    DUPLICATE = "duplicate"
    LEFT_OUT = "left_out"
    NOMINATED = "nominated"


class SenderState(StrEnum):
    """The sender's side of a nomination; only the sender's people write it."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class HostState(StrEnum):
    """The host's side of a nomination; only the host writes it."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WAITING = "waiting"


class PlanState(StrEnum):
    """A plan of placement is a draft until the host confirms it; a new one replaces an old draft."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    SUPERSEDED = "superseded"


SENDER_FOLLOWS: dict[SenderState, tuple[SenderState, ...]] = {
    SenderState.DRAFT: (SenderState.PROPOSED, SenderState.WITHDRAWN),
    SenderState.PROPOSED: (SenderState.CONFIRMED, SenderState.WITHDRAWN),
    SenderState.CONFIRMED: (SenderState.WITHDRAWN,),
    SenderState.WITHDRAWN: (),
}
HOST_FOLLOWS: dict[HostState, tuple[HostState, ...]] = {
    HostState.PENDING: (HostState.ACCEPTED, HostState.REJECTED),
    HostState.ACCEPTED: (HostState.WAITING, HostState.REJECTED),
    HostState.WAITING: (HostState.ACCEPTED, HostState.REJECTED),
    HostState.REJECTED: (HostState.PENDING,),
}

"""Why a sealed thing was not accepted. The names are the answers that the checking page gives to a stranger."""


class Refused(Exception):
    """Base of the refusals of this engine. `kind` is stable; the message is plain English."""

    kind = "refused"


class Malformed(Refused):
    """Not the shape of a sealed thing at all: another QR code, cut off, or mistyped."""

    kind = "malformed"


class Altered(Refused):
    """The right shape, but not the bytes that were signed."""

    kind = "altered"


class UnknownIssuer(Refused):
    """No known key could have signed it. It may be real: ask the issuer."""

    kind = "unknown_issuer"


class KeyDropped(Refused):
    """A new bundle forgets or changes a key that an old certificate still needs."""

    kind = "key_dropped"


class RolledBack(Refused):
    """A new bundle carries an older status list than the one already held: a withdrawal could be undone."""

    kind = "rolled_back"


class Unsealable(Refused):
    """What was to be sealed does not fit the statement: too long, empty, or dates in the wrong order."""

    kind = "unsealable"

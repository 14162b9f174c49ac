"""Words and columns of the lists; importing it registers the sentences of the history."""

from . import lists, nominations, placements, seats  # noqa: F401

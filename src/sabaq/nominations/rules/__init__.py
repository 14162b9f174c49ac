"""Permissions of this package; importing it registers them all."""

from . import chains, lists, nominations, placements, seats  # noqa: F401

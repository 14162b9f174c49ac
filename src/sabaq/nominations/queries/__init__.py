"""Reads of nominations. Importing the package registers desk lines and indicators."""

from . import lists, nominations, placements, seats  # noqa: F401

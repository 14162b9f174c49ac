"""Jobs of nominations; importing the package registers them."""

from . import lists, placements  # noqa: F401

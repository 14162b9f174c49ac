"""Reads of promise against delivery. Importing the package registers the indicators and the desk lines."""

from . import records
from .board import Headline, Promise, headline, overdue_promises, promise_called, promises
from .chain import EditionEvidence, editions_of

__all__ = [
    "EditionEvidence",
    "Headline",
    "Promise",
    "editions_of",
    "headline",
    "overdue_promises",
    "promise_called",
    "promises",
    "records",
]

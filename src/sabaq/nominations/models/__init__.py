"""The tables of the chain from a granted seat to the person in it."""

from .lists import ListRow, SenderWording, SentList
from .nominations import NationalChain, Nomination
from .placements import Holding, Placement, PlacementPlan, PlanOutcome
from .seats import SeatEntry, SeatPool

__all__ = [
    "Holding",
    "ListRow",
    "NationalChain",
    "Nomination",
    "Placement",
    "PlacementPlan",
    "PlanOutcome",
    "SeatEntry",
    "SeatPool",
    "SenderWording",
    "SentList",
]

"""Peer matching: pairs, groups and rounds among members who need and offer, with bounds that prove how good they are.

Import from here; the modules inside are free to change.
"""

from sabaq.engines.matching.alliance import Alliance, BadInstance
from sabaq.engines.matching.explanations import SENTENCES
from sabaq.engines.matching.files import alliance_from_mapping, read_alliance, read_result, result_from_json
from sabaq.engines.matching.grouping import groups
from sabaq.engines.matching.pairing import pairs
from sabaq.engines.matching.result import Alternative, BadResult, Explanation, Grouping, Pairing, Plan
from sabaq.engines.matching.rounds import rounds
from sabaq.engines.matching.verification import verify

__all__ = [
    "SENTENCES",
    "Alliance",
    "Alternative",
    "BadInstance",
    "BadResult",
    "Explanation",
    "Grouping",
    "Pairing",
    "Plan",
    "alliance_from_mapping",
    "groups",
    "pairs",
    "read_alliance",
    "read_result",
    "result_from_json",
    "rounds",
    "verify",
]

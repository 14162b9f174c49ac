"""Seat allocation: exact, with prices that prove the optimum and a reason for each person.

Import from here; the modules inside are free to change.
"""

from sabaq.engines.allocation.counterfactual import Move, what_if
from sabaq.engines.allocation.explanations import SENTENCES, Explanation
from sabaq.engines.allocation.files import instance_from_mapping, read_instance, read_result
from sabaq.engines.allocation.folding import classify
from sabaq.engines.allocation.instance import BadInstance, Instance
from sabaq.engines.allocation.network import TooLarge
from sabaq.engines.allocation.objective import Levels
from sabaq.engines.allocation.orders import NotOneHierarchy, Refusal
from sabaq.engines.allocation.replacement import REPLACEMENT_SENTENCES, Replacement, Solved, replace
from sabaq.engines.allocation.result import POLICIES, BadResult, CrossingReport, Policy, Proof, Result, result_from_json
from sabaq.engines.allocation.rules import Classification, Rule
from sabaq.engines.allocation.solving import MODES, Comparison, Mode, compare, solve
from sabaq.engines.allocation.verification import verify, what_proves

__all__ = [
    "MODES",
    "POLICIES",
    "REPLACEMENT_SENTENCES",
    "SENTENCES",
    "BadInstance",
    "BadResult",
    "Classification",
    "Comparison",
    "CrossingReport",
    "Explanation",
    "Instance",
    "Levels",
    "Mode",
    "Move",
    "NotOneHierarchy",
    "Policy",
    "Proof",
    "Refusal",
    "Replacement",
    "Result",
    "Rule",
    "Solved",
    "TooLarge",
    "classify",
    "compare",
    "instance_from_mapping",
    "read_instance",
    "read_result",
    "replace",
    "result_from_json",
    "solve",
    "verify",
    "what_if",
    "what_proves",
]

"""Why each person got what they got, derived from prices, as a kind with parameters and an English sentence.

A price above zero proves that the bound is used up and that one more seat there would change something; so the largest
price on the way to the seat a person came nearest to is the rule that binds them. Nothing is guessed afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SENTENCES = {
    "first_choice": "You have a place in your first choice, session {session}.",
    "later_choice_session_full": (
        "You have a place in session {session}, your choice {rank}. "
        "The seats of session {wanted}, which you ranked higher, went to others ({seats})."
    ),
    "later_choice_country_full": (
        "You have a place in session {session}, your choice {rank}. "
        "The seats for your country in session {wanted}, which you ranked higher, went to others ({seats})."
    ),
    "later_choice": (
        "You have a place in session {session}, your choice {rank}. No seat for you was left in session {wanted}."
    ),
    "kept": "You keep your place in session {session}.",
    "fixed": "Your place in session {session} is fixed and was not part of this allocation.",
    "agency_full": (
        "The seats of your agency are taken ({seats}). The last person admitted has priority {last_priority}, "
        "you have priority {own_priority}."
    ),
    "agency_full_out_of_order": (
        "The seats of your agency are taken ({seats}). You have priority {own_priority} and a colleague with priority "
        "{last_priority} has a place: the whole list does best this way, or the colleague held it before."
    ),
    "country_full": "The seats of your country are taken ({seats}). You have priority {own_priority} in your agency.",
    "network_full": "The seats of the network are taken ({seats}). You have priority {own_priority} in your agency.",
    "session_full": (
        "The seats of session {session}, where you came nearest to a place, are taken ({seats}). "
        "You have priority {own_priority} in your agency."
    ),
    "session_country_full": (
        "The seats for your country in session {session}, where you came nearest to a place, are taken ({seats}). "
        "You have priority {own_priority} in your agency."
    ),
    "agency_closed": "Your agency has no seats.",
    "country_closed": "Your country has no seats.",
    "network_closed": "The network has no seats.",
    "session_closed": "Session {session}, where you came nearest to a place, has no seats.",
    "session_country_closed": "Session {session}, where you came nearest to a place, has no seats for your country.",
    "no_seat": "No seat was left at your turn. You have priority {own_priority} in your agency.",
    "ineligible": "You listed no session that is open to you.",
    "ineligible_rules": "No session that you listed is open to you: {rules}.",
}

# What put the last person admitted before the one who waits; "whole_list": the placement as a whole does best this way.
CAME_FIRST_BY = ("fixed", "held", "priority", "rank", "lottery", "whole_list")

Param = int | str | tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """One person's answer: `outcome` placed or not_placed; `binding` the rule's array and index, such as "quota 3"
    ("" where nothing binds); `kind` a key of SENTENCES with its `params`; `text` in English. Indexes are 0-based.

    Where others came first, `params` also name the last person admitted under that bound: `last` (index), with
    `last_priority`, `last_rank`, `last_draw` beside `own_priority`, `own_rank`, `own_draw` (rank: which choice the seat
    is or would be; draw: 0 = drawn first), and `first_by`, one of CAME_FIRST_BY.
    """

    outcome: str
    binding: str
    kind: str
    params: Mapping[str, Param]
    text: str


def answer(outcome: str, binding: str, kind: str, params: Mapping[str, Param]) -> Explanation:
    """An explanation with its English sentence."""
    return Explanation(outcome, binding, kind, params, SENTENCES[kind].format_map(params))


def ineligible(rules: tuple[str, ...]) -> Explanation:
    """The answer to somebody who has no open session, with the rules that closed those they listed."""
    if not rules:
        return answer("not_placed", "", "ineligible", {})
    text = SENTENCES["ineligible_rules"].format(rules=", ".join(rules))
    return Explanation("not_placed", "", "ineligible_rules", {"rules": rules}, text)

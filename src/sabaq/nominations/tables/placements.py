"""The words of placement: policies, outcomes, the reason of each, and what one more seat would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sabaq.platform.refusals import Sentence
from sabaq.platform.stand import Stand
from sabaq.platform.verbs import say
from sabaq.programmes.models import Session

from ..domain.placements import LANGUAGE, NO_SEAT, OTHER_POOL, PASSPORT, SAME_AGENCY, SAME_POOL, Candidate
from ..models import Nomination, PlacementPlan, SeatPool
from ..states import PlanState, SenderState
from .seats import pool_name

VERBS: dict[str, Sentence] = {
    "nominations.keep_plan": gettext_lazy("A plan of placement was made"),
    "nominations.confirm_plan": gettext_lazy("The placement was published"),
    "nominations.withdraw_from_seat": gettext_lazy("A person was withdrawn from a seat"),
    "nominations.substitute": gettext_lazy("A substitute took a free seat"),
}
for _verb, _sentence in VERBS.items():
    say(_verb, _sentence)

POLICIES: dict[str, tuple[Sentence, Sentence, Sentence]] = {
    "service": (
        gettext_lazy("Service"),
        gettext_lazy("Most people get a seat. A few may see a colleague of lower rank in the session they wanted."),
        gettext_lazy("Use the service policy"),
    ),
    "serial": (
        gettext_lazy("Published order"),
        gettext_lazy("One list decides from top to bottom: the agencies’ orders first, then the lot."),
        gettext_lazy("Use the published order"),
    ),
    "priority": (
        gettext_lazy("Priority"),
        gettext_lazy("The agencies’ orders decide, and nobody is envious. Not every set of rules allows it."),
        gettext_lazy("Use priority"),
    ),
}
POLICY_REFUSALS: dict[str, Sentence] = {
    "crossing": gettext_lazy("Not possible here: seats of agencies and rooms of sessions both run out and cross."),
    "reserved_seats": gettext_lazy("Not possible here: some seats are reserved for a group."),
}
# By kind of the engine's explanation; "edition_" where the shared pool is the edition's own instead of a country's.
REASONS: dict[str, Sentence] = {
    "first_choice": gettext_lazy("The first session that is open to this person."),
    "later_choice": gettext_lazy("Session %(wanted)s came first for this person, but no seat was left there."),
    "later_choice_session_full": gettext_lazy(
        "Session %(wanted)s came first for this person; all its seats (%(seats)s) went to others."
    ),
    "kept": gettext_lazy("Keeps the seat held before."),
    "fixed": gettext_lazy("The seat is fixed and was not part of this plan."),
    "agency_full": gettext_lazy(
        "The seats of %(pool)s are taken (%(seats)s). The last person placed is number %(last_priority)s in its order; "
        "this person is number %(own_priority)s."
    ),
    "agency_full_out_of_order": gettext_lazy(
        "The seats of %(pool)s are taken (%(seats)s). This person is number %(own_priority)s in its order. Number "
        "%(last_priority)s has a seat, because the whole list does best this way or they held it before."
    ),
    "country_full": gettext_lazy(
        "The seats that %(pool)s did not share out are taken (%(seats)s). This person is number %(own_priority)s in "
        "the agency’s order."
    ),
    "edition_full": gettext_lazy(
        "The seats that the edition did not share out are taken (%(seats)s). This person is number %(own_priority)s in "
        "the agency’s order."
    ),
    "session_full": gettext_lazy(
        "The seats of session %(session)s, where this person came nearest to a place, are taken (%(seats)s)."
    ),
    "agency_closed": gettext_lazy("%(pool)s has no seats."),
    "country_closed": gettext_lazy("%(pool)s has shared out all its seats, and none to this person’s agency."),
    "edition_closed": gettext_lazy("The edition has shared out all its seats, and none to this person’s country."),
    "session_closed": gettext_lazy("Session %(session)s, where this person came nearest to a place, has no seats."),
    "no_seat": gettext_lazy("No seat was left at this person’s turn: number %(own_priority)s in the agency’s order."),
    "ineligible": gettext_lazy("No session is open to this person."),
}
# Why the last person who got a seat came before; the reasons about an agency's own order say it themselves.
CAME_FIRST: dict[str, Sentence] = {
    "fixed": gettext_lazy("The last person placed there has a fixed seat."),
    "held": gettext_lazy("The last person placed there held the seat before."),
    "priority": gettext_lazy(
        "The last person placed there is number %(last_priority)s in the order of their agency, this person number "
        "%(own_priority)s."
    ),
    "rank": gettext_lazy(
        "For the last person placed there it was choice %(last_rank)s, for this person choice %(own_rank)s."
    ),
    "lottery": gettext_lazy("The published lot put the last person placed there before this person."),
    "whole_list": gettext_lazy("The whole list does best this way."),
}
_SAY_THEMSELVES = ("agency_full", "agency_full_out_of_order")
RULES: dict[tuple[str, ...], Sentence] = {
    (LANGUAGE,): gettext_lazy("No session is held in a language that the list names for this person."),
    (PASSPORT,): gettext_lazy("The passport expires before the sessions end."),
    (LANGUAGE, PASSPORT): gettext_lazy(
        "No session is open: for some the passport expires too early, others are held in a language not on the list."
    ),
}
CANDIDATES: dict[str, Sentence] = {
    SAME_AGENCY: gettext_lazy("Of the same agency as the person who left; number %(priority)s in its order."),
    SAME_POOL: gettext_lazy("Takes from the same share of seats; number %(priority)s in the agency’s order."),
    OTHER_POOL: gettext_lazy("Of another share that has a free seat; number %(priority)s in the agency’s order."),
}
HINDRANCES: dict[str, Sentence] = {
    LANGUAGE: gettext_lazy("The session is held in a language that the list does not name for this person."),
    PASSPORT: gettext_lazy("The passport expires before the session ends."),
    NO_SEAT: gettext_lazy("The share of this person’s agency has no free seat."),
}
OUTCOME_WORDS: dict[str, Sentence] = {
    "placed": gettext_lazy("Has a seat"),
    "waiting": gettext_lazy("Waiting"),
    "cannot": gettext_lazy("Cannot take part"),
    "withdrawn": gettext_lazy("Withdrawn"),
}
HEADER = (
    gettext_lazy("Name"), gettext_lazy("Country"), gettext_lazy("Agency"), gettext_lazy("Place in the agency’s order"),
    gettext_lazy("Outcome"), gettext_lazy("Session"), gettext_lazy("Reason"),
)  # fmt: skip


@dataclass(frozen=True)
class Names:
    """What the keys in a plan's reasons are called: numbers of sessions, owners of pools."""

    sessions: Mapping[int, int]
    pools: Mapping[int, SeatPool]

    @classmethod
    def of(cls, sessions: Iterable[Session], pools: Mapping[int, SeatPool]) -> Names:
        """The names within one edition."""
        return cls({session.pk: session.number for session in sessions}, pools)

    def reason(self, kind: str, params: Mapping[str, Any]) -> str:
        """The sentence for a kind of reason."""
        if kind == "ineligible_rules":
            return str(RULES[tuple(params["rules"])])
        shown = dict(params)
        for name in shown.keys() & {"session", "wanted"}:
            shown[name] = self.sessions[shown[name]]
        if "pool" in shown:
            pool = self.pools[shown["pool"]]
            shown["pool"] = pool_name(pool)
            kind = kind.replace("country", "edition") if pool.country_id is None else kind
        told = str(REASONS[kind]) % shown
        if "first_by" not in shown or kind in _SAY_THEMSELVES:
            return told
        return told + " " + str(CAME_FIRST[shown["first_by"]]) % shown


@dataclass(frozen=True)
class OutcomeLine:
    """One person as the list shows them. `holding`: the seat that can be given up, None where there is none."""

    nomination: Nomination
    outcome: str
    number: int | None
    stand: Stand
    reason: str
    holding: int | None


def outcome_line(row: Any, names: Names, *, plan: PlacementPlan) -> OutcomeLine:
    """A `PlanOutcome` as `queries.placements.outcomes_for` gives it, in words."""
    outcome = _outcome(row)
    if outcome == "placed":
        stand = Stand("done", _("Session %(number)s") % {"number": row.number})
    else:
        stand = Stand({"waiting": "wait", "cannot": "late", "withdrawn": "none"}[outcome], OUTCOME_WORDS[outcome])  # type: ignore[arg-type]
    if row.is_substitute:
        reason = _("Took a seat that became free.")
    elif outcome == "withdrawn":
        reason = _("The nomination was withdrawn.")
    else:
        reason = names.reason(row.kind, row.params)
    holding = row.holding if plan.state == PlanState.CONFIRMED else None
    return OutcomeLine(row.nomination, outcome, row.number, stand, reason, holding)


def _outcome(row: Any) -> str:
    if row.number is not None:
        return "placed"
    if row.nomination.sender_state != SenderState.CONFIRMED:
        return "withdrawn"
    return "cannot" if row.kind.startswith("ineligible") else "waiting"


@dataclass(frozen=True)
class PolicyCard:
    """A policy beside the others. Numbers are None while no plan was made, or where `refusal` says why it cannot be."""

    policy: str
    name: Sentence
    about: Sentence
    button: Sentence
    chosen: bool
    placed: int | None = None
    moved: int | None = None
    envious: int | None = None
    refusal: Sentence = ""


def policy_cards(plan: PlacementPlan | None) -> list[PolicyCard]:
    """The three policies, with what each would do to the people of a plan."""
    rows = {row["policy"]: row for row in plan.comparison["policies"]} if plan else {}
    cards = []
    for policy, words in POLICIES.items():
        row = dict(rows.get(policy, {}))
        row.pop("policy", None)
        refusal = row.pop("refusal", None)
        chosen = plan is not None and plan.policy == policy
        cards.append(PolicyCard(policy, *words, chosen, **row, refusal=POLICY_REFUSALS[refusal] if refusal else ""))
    return cards


def summary(counts: Mapping[str, int], *, is_draft: bool) -> list[str]:
    """How a plan stands in whole sentences: who has a seat, who waits, who cannot take part, who left."""
    placed, waiting, cannot, withdrawn = (counts[name] for name in ("placed", "waiting", "cannot", "withdrawn"))
    plan = ngettext("This plan places %(n)s person.", "This plan places %(n)s people.", placed) % {"n": placed}
    sentences = [plan if is_draft else have_seats(placed)]
    if waiting:
        sentences.append(ngettext("%(n)s waits.", "%(n)s wait.", waiting) % {"n": waiting})
    if cannot:
        sentences.append(
            ngettext("%(n)s person cannot take part.", "%(n)s people cannot take part.", cannot) % {"n": cannot}
        )
    if withdrawn:
        sentences.append(ngettext("%(n)s person withdrew.", "%(n)s people withdrew.", withdrawn) % {"n": withdrawn})
    return sentences


def have_seats(people: int) -> str:
    """How many people have a seat."""
    return ngettext("%(n)s person has a seat.", "%(n)s people have a seat.", people) % {"n": people}


def accepted_sentence(people: int, seats: int) -> str:
    """How many people stand for how many seats."""
    sentence = ngettext(
        "%(n)s person is accepted for %(seats)s seats.", "%(n)s people are accepted for %(seats)s seats.", people
    )
    return sentence % {"n": people, "seats": seats}


@dataclass(frozen=True)
class Move:
    """One person's step: the numbers of the sessions before and after, None for no seat."""

    nomination: Nomination
    before: int | None
    after: int | None


@dataclass(frozen=True)
class OneMore:
    """What one more seat in a session does: the moves in their order, none where it changes nothing."""

    number: int
    seats: int
    moves: list[Move]


@dataclass(frozen=True)
class OneMoreShare:
    """What one more seat in a share does: whose share it is, and the moves in their order."""

    owner: str
    moves: list[Move]


@dataclass(frozen=True)
class OneMoreSeat:
    """What one more seat would do wherever it were given; `idle` are the owners of shares where it changes nothing."""

    sessions: list[OneMore]
    shares: list[OneMoreShare]
    idle: list[str]


def one_more_seat(
    plan: PlacementPlan,
    people: Mapping[int, Nomination],
    *,
    sessions: Iterable[Session],
    pools: Mapping[int, SeatPool],
) -> OneMoreSeat:
    """The exact chain of moves for each session and share that are still there."""
    known = {session.pk: session for session in sessions}
    numbers = {session.pk: session.number for session in known.values()}

    def moves(row: Mapping[str, Any]) -> list[Move]:
        return [Move(people[key], numbers.get(before), numbers.get(after)) for key, before, after in row["moves"]]

    in_sessions = [
        OneMore(known[row["session"]].number, known[row["session"]].capacity + 1, moves(row))
        for row in plan.comparison["one_more"]
        if row["session"] in known
    ]
    shares = [
        OneMoreShare(pool_name(pools[row["pool"]]), moves(row))
        for row in plan.comparison["one_more_shares"]
        if row["pool"] in pools
    ]
    return OneMoreSeat(
        in_sessions, [share for share in shares if share.moves], [share.owner for share in shares if not share.moves]
    )


@dataclass(frozen=True)
class ReserveLine:
    """Somebody in the reserve for a seat: when they come and why, or why they may not."""

    nomination: Nomination
    able: bool
    sentences: list[Sentence | Promise]


def reserve_lines(candidates: Iterable[Candidate], people: Mapping[int, Nomination]) -> list[ReserveLine]:
    """The reserve in words, in its order."""
    return [
        ReserveLine(
            people[candidate.nomination],
            not candidate.hindrances,
            [HINDRANCES[rule] for rule in candidate.hindrances]
            or [str(CANDIDATES[candidate.kind]) % {"priority": candidate.priority}],
        )
        for candidate in candidates
    ]

"""The first four steps: instruments, commitment with its targets, programme with its editions, seats in the ledger."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sabaq.agreements.actions import (
    AgreementText,
    ClauseText,
    approve_version,
    bring_into_force,
    draft_agreement,
    record_commitment,
    set_target,
)
from sabaq.agreements.models import Agreement, Clause, Commitment
from sabaq.agreements.states import AgreementKind
from sabaq.network.models import Country, Network
from sabaq.nominations.actions.chains import set_national_chain
from sabaq.nominations.actions.seats import Ground, OverIssue, amend_seats, grant_seats, split_seats
from sabaq.nominations.models import NationalChain, SeatEntry
from sabaq.nominations.queries.seats import pool_of
from sabaq.platform.actors import SYSTEM, Actor
from sabaq.programmes.actions import (
    Origin,
    PlannedDates,
    PlannedModule,
    ProgrammeText,
    add_session,
    adopt_edition,
    change_capacity,
    create_programme,
    open_nominations,
    plan_edition,
)
from sabaq.programmes.models import Edition, Programme
from sabaq.programmes.states import EditionState

from .loading import BEGINS, Sample, institution

PLANNED = datetime(2026, 1, 26, 4, 0, tzinfo=UTC)
OPENED = datetime(2026, 2, 16, 4, 0, tzinfo=UTC)


def load_chains(sample: Sample) -> None:
    """Set whose hands each country's nominations pass through."""
    for code, steps in sample["chains"].items():
        if not NationalChain.objects.filter(country_id=code).exists():
            set_national_chain(Country.objects.get(code=code), steps=steps, by=SYSTEM, at=BEGINS)


def load_agreements(sample: Sample, *, by: Actor) -> None:
    """Enter the instruments, each with the approvals of its parties, and bring them into force."""
    for row in sample["agreements"]:
        if not Agreement.objects.filter(key=row["key"]).exists():
            _load_agreement(row, by=by)


def _load_agreement(row: Sample, *, by: Actor) -> None:
    clauses = tuple(ClauseText(number=clause["number"], texts=clause["texts"]) for clause in row["clauses"])
    network = Network.objects.filter(key=row["network"]).get() if "network" in row else None
    # An instrument outside the network is history that the secretariat enters from its paper during set-up.
    by = by if network else SYSTEM
    version = draft_agreement(
        network,
        key=row["key"],
        kind=AgreementKind(row["kind"]),
        titles=row["titles"],
        parties=[institution(key) for key in row["parties"]],
        text=AgreementText(clauses=clauses, preamble={}, authentic=tuple(row["authentic_languages"])),
        signed=row["signed"],
        place=row["place"],
        note=row.get("note", ""),
        sources=row["sources"],
        by=by,
        at=BEGINS,
    )
    for key in row["parties"]:
        approve_version(
            version,
            party=institution(key),
            text_hash=version.text_hash,
            paper=f"Signed paper; public report: {row['sources']}",
            by=by,
            at=BEGINS,
        )
    bring_into_force(version, by=by, at=BEGINS)


def load_commitments(sample: Sample) -> None:
    """Record the commitments under their clauses, with every target in its version."""
    for row in sample["commitments"]:
        commitment = Commitment.objects.filter(key=row["key"]).first() or _record(row)
        have = commitment.targets.count()
        for target in row["targets"][have:]:
            set_target(
                commitment,
                value=target["value"],
                since=target.get("since", ""),
                due=target["due"],
                note=target["note"],
                is_expected=target.get("is_expected", False),
                sources=row.get("sources", ""),
                illustrative=row.get("illustrative", False),
                by=SYSTEM,
                at=BEGINS,
            )


def _record(row: Sample) -> Commitment:
    agreement = Agreement.objects.get(key=row["agreement"])
    clause = Clause.objects.get(version__agreement=agreement, version__state="in_force", number=row["clause"])
    return record_commitment(
        agreement,
        key=row["key"],
        what=row["what"],
        debtor=institution(row["debtor"]),
        creditor=institution(row["creditor"]) if row["creditor"] else None,
        clause=clause,
        indicator=row["indicator"],
        sources=row.get("sources", ""),
        illustrative=row.get("illustrative", False),
        by=SYSTEM,
        at=BEGINS,
    )


def load_programme(sample: Sample, *, manager: Actor, secretary: Actor) -> None:
    """Create the programme, plan its first edition with sessions, and let the Network adopt it as a sample."""
    row = sample["programme"]
    if not Programme.objects.filter(key=row["key"]).exists():
        create_programme(
            institution(row["host"]),
            key=row["key"],
            text=ProgrammeText(
                titles=row["titles"],
                summary=row["summary"],
                host_provides=row["host_provides"],
                required_attendance=row["required_attendance"],
            ),
            modules=[PlannedModule(titles=module["titles"], hours=module["hours"]) for module in row["modules"]],
            origin=Origin(sources=row["sources"]),
            by=manager,
            at=PLANNED,
        )
    for edition in sample["editions"]:
        if not Edition.objects.filter(key=edition["key"]).exists():
            _plan(edition, Programme.objects.get(key=row["key"]), manager=manager, secretary=secretary)


def _plan(row: Sample, programme: Programme, *, manager: Actor, secretary: Actor) -> None:
    facts: dict[str, Any] = {
        "key": row["key"],
        "titles": row["titles"],
        "place": row["place"],
        "dates": PlannedDates(row["starts"], row["ends"], row["nominations_close"]),
        "commitment": Commitment.objects.get(key=row["commitment"]),
        "origin": Origin(illustrative=row["illustrative"]),
    }
    if "adopts" in row:
        network = Network.objects.get(key=row["network"])
        sample = Edition.objects.get(key=row["adopts"])
        edition = adopt_edition(network, sample=sample, host=programme.host, **facts, by=secretary, at=PLANNED)
    else:
        edition = plan_edition(programme.host, programme=programme, **facts, by=manager, at=PLANNED)
    for session in row.get("sessions", ()):
        add_session(edition, **session, by=manager, at=PLANNED)
    for number, capacity in row.get("rooms", {}).items():
        room = edition.sessions.get(number=number)
        change_capacity(room, capacity=capacity, reason="Other rooms than the sample's", by=manager, at=PLANNED)


def enter_seats(sample: Sample, *, manager: Actor, secretary: Actor, focal_point: Actor) -> None:
    """Grant, amend and split the seats of each edition as the sample has them, then open nominations."""
    for key, row in sample["seats"].items():
        edition = Edition.objects.get(key=key)
        if SeatEntry.objects.filter(edition=edition).exists():
            continue
        grant = row["grant"]
        grant_seats(edition, seats=grant["seats"], ground=_ground(grant, edition), by=manager, at=PLANNED)
        if "amend" in row:
            amend_seats(
                edition, new_total=row["amend"]["to"], ground=_ground(row["amend"], edition), by=manager, at=PLANNED
            )
        share = Ground(reason="Share of the countries", illustrative=True, day=PLANNED.date())
        for code, seats in row["countries"].items():
            splitter = secretary if edition.network_id else manager
            country = Country.objects.get(code=code)
            split_seats(pool_of(edition), to=country, seats=seats, ground=share, by=splitter, at=PLANNED)
        for agency, seats in row.get("agencies", {}).items():
            source = pool_of(edition, country=institution(agency).country)
            ground = Ground(reason="Share of the spring group", illustrative=True, day=PLANNED.date())
            split_seats(source, to=institution(agency), seats=seats, ground=ground, by=focal_point, at=PLANNED)
    for edition in Edition.objects.filter(state=EditionState.PLANNED):
        open_nominations(edition, by=manager, at=OPENED)


def _ground(row: Sample, edition: Edition) -> Ground:
    return Ground(
        reason=row["reason"],
        paper=row["paper"],
        commitment=edition.commitment,
        day=row.get("day"),
        sources=row.get("sources", ""),
        illustrative=row.get("illustrative", False),
    )


def try_too_many(sample: Sample, *, focal_point: Actor) -> OverIssue:
    """Ask for more seats than the country has free, which must be refused; gives the refusal."""
    key, row = next((key, seats) for key, seats in sample["seats"].items() if "try_too_many" in seats)
    edition = Edition.objects.get(key=key)
    asked = row["try_too_many"]
    agency = institution(asked["agency"])
    try:
        split_seats(
            pool_of(edition, country=agency.country),
            to=agency,
            seats=asked["seats"],
            ground=Ground(reason="More than there is"),
            by=focal_point,
            at=OPENED,
        )
    except OverIssue as refusal:
        return refusal
    raise AssertionError("more seats were issued than there are")

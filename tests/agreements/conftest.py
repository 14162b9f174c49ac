"""An agreement on its way: drafted, then approved by both parties."""

from __future__ import annotations

import pytest

from sabaq.agreements import actions, queries
from sabaq.agreements.domain import AgreementText, ClauseText
from sabaq.platform.actors import SYSTEM


def text_of(*clauses: str, authentic: tuple[str, ...] = ("en",)) -> AgreementText:
    """Numbered clauses in English, with a preamble in English and Russian."""
    return AgreementText(
        clauses=tuple(ClauseText(str(n), {"en": clause}) for n, clause in enumerate(clauses, start=1)),
        preamble={"en": "The parties,", "ru": "Стороны,"},
        authentic=authentic,
    )


@pytest.fixture
def indicators(monkeypatch):
    """The register of indicators as a copy, so that a test may add its own."""
    monkeypatch.setattr(queries, "_register", dict(queries._register))


@pytest.fixture
def draft(world, actors, at):
    """Version 1 of an agreement between the host and the agency, by the secretary."""
    return actions.draft_agreement(
        world.network,
        key="accord",
        kind="agreement",
        titles={"en": "Accord"},
        parties=[world.host, world.agency],
        text=text_of("Train people.", "Publish articles."),
        by=actors["secretary"],
        at=at,
    )


def approve_all(version, *, at):
    """Every party approves the version."""
    for party in version.agreement.parties.all():
        actions.approve_version(version, party=party.institution, text_hash=version.text_hash, by=SYSTEM, at=at)


@pytest.fixture
def in_force(draft, at):
    """The same version, in force."""
    approve_all(draft, at=at)
    actions.bring_into_force(draft, by=SYSTEM, at=at)
    draft.refresh_from_db()
    return draft

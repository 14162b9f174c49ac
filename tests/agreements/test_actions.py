"""Each act on an agreement: its end state, what it refuses, who may do it, and what the database itself refuses."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from sabaq.agreements import actions
from sabaq.agreements.models import Agreement, Approval, Clause, Commitment, Target, Version
from sabaq.platform.actors import SYSTEM
from sabaq.platform.audit import history_of, verify_chain
from sabaq.platform.refusals import NotPermitted

from .conftest import approve_all, text_of

ROLES = ["focal_point", "officer", "manager", "participant", "nobody"]


def drafted(world, **changes):
    given = {
        "key": "other",
        "kind": "memorandum",
        "titles": {"en": "Other"},
        "parties": [world.host, world.agency],
        "text": text_of("Train people."),
        "by": SYSTEM,
    }
    return actions.draft_agreement(world.network, **{**given, **changes})


def states(agreement):
    return list(agreement.versions.values_list("number", "state"))


def test_a_draft_has_its_parties_clauses_and_hash(draft, world):
    agreement = draft.agreement
    assert list(agreement.parties.values_list("position", "institution__key")) == [(1, "host"), (2, "agency")]
    assert list(draft.clauses.values_list("number", "texts")) == [
        ("1", {"en": "Train people."}),
        ("2", {"en": "Publish articles."}),
    ]
    assert (draft.number, draft.state, draft.authentic_languages) == (1, "draft", ["en"])
    assert draft.text_hash == text_of("Train people.", "Publish articles.").hash == draft.text.hash
    assert [entry.verb for entry in history_of(agreement)] == ["agreements.draft_agreement"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"key": "memo"}, actions.KeyTaken),
        ({"text": text_of()}, actions.TextIncomplete),
        ({"text": text_of("Train.", authentic=("en", "ru"))}, actions.TextIncomplete),
        ({"signed": "2023-13"}, actions.NotADate),
    ],
)
def test_a_draft_that_cannot_stand_is_refused(world, at, changes, refusal):
    with pytest.raises(refusal):
        drafted(world, at=at, **changes)
    assert Agreement.objects.count() == 1


def test_an_agreement_needs_two_different_parties(world, at):
    for parties in ([world.host], [world.host, world.host]):
        with pytest.raises(actions.TooFewParties):
            drafted(world, parties=parties, at=at)


def test_the_missing_authentic_text_is_named(world, at):
    with pytest.raises(actions.TextIncomplete) as refused:
        drafted(world, text=text_of("Train.", authentic=("en", "ru")), at=at)
    assert str(refused.value.why) == "Clause 1 has no text in the authentic language “ru”."


def test_an_edit_is_a_new_draft_and_the_old_stays_in_force(in_force, at):
    agreement = in_force.agreement
    version = actions.draft_version(agreement, text=text_of("Train more people."), by=SYSTEM, at=at)
    assert states(agreement) == [(1, "in_force"), (2, "draft")]
    assert version.text_hash != in_force.text_hash
    with pytest.raises(actions.NothingChanged):
        actions.draft_version(agreement, text=text_of("Train more people."), by=SYSTEM, at=at)


def test_an_approval_binds_to_the_hash(draft, world, at):
    with pytest.raises(actions.OtherText):
        actions.approve_version(draft, party=world.host, text_hash="0" * 64, by=SYSTEM, at=at)
    approval = actions.approve_version(
        draft, party=world.host, text_hash=draft.text_hash, paper="Letter 12", by=SYSTEM, at=at
    )
    assert (approval.text_hash, approval.approved_at) == (draft.text_hash, at)
    assert history_of(draft, mentions=True).first().word("paper") == "Letter 12"
    with pytest.raises(actions.ApprovedAlready):
        actions.approve_version(draft, party=world.host, text_hash=draft.text_hash, by=SYSTEM, at=at)
    with pytest.raises(actions.NotAParty):
        actions.approve_version(draft, party=world.foreign_agency, text_hash=draft.text_hash, by=SYSTEM, at=at)
    assert Approval.objects.count() == 1


def test_a_version_comes_into_force_only_when_all_have_approved(draft, world, at):
    actions.approve_version(draft, party=world.host, text_hash=draft.text_hash, by=SYSTEM, at=at)
    with pytest.raises(actions.ApprovalsMissing) as refused:
        actions.bring_into_force(draft, by=SYSTEM, at=at)
    assert str(refused.value.why) == "These parties have not approved this version: Civil Service Agency."
    actions.approve_version(draft, party=world.agency, text_hash=draft.text_hash, by=SYSTEM, at=at)
    actions.bring_into_force(draft, signed="2023-11", by=SYSTEM, at=at)
    draft.refresh_from_db()
    assert (draft.state, Agreement.objects.get(key="accord").signed) == ("in_force", "2023-11")
    with pytest.raises(actions.NotADraft):
        actions.bring_into_force(draft, by=SYSTEM, at=at)
    with pytest.raises(actions.NotADraft):
        actions.approve_version(draft, party=world.agency, text_hash=draft.text_hash, by=SYSTEM, at=at)


def test_the_new_version_supersedes_the_old_and_older_drafts(in_force, at):
    agreement = in_force.agreement
    for text in ("Second.", "Third.", "Fourth."):
        version = actions.draft_version(agreement, text=text_of(text), by=SYSTEM, at=at)
    third = agreement.versions.get(number=3)
    approve_all(third, at=at)
    actions.bring_into_force(third, by=SYSTEM, at=at)
    assert states(agreement) == [(1, "superseded"), (2, "superseded"), (3, "in_force"), (4, "draft")]
    assert history_of(third, mentions=True).first().facts == {"version": 3, "superseded": [1], "signed": ""}
    assert version.number == 4


def test_the_date_of_signature_is_not_overwritten(world, at):
    draft = drafted(world, signed="2017-09", at=at)
    approve_all(draft, at=at)
    for signed, refusal in (("2018", actions.SignedOtherwise), ("2018-02-30", actions.NotADate)):
        with pytest.raises(refusal):
            actions.bring_into_force(draft, signed=signed, by=SYSTEM, at=at)
    actions.bring_into_force(draft, by=SYSTEM, at=at)
    assert Agreement.objects.get(key="other").signed == "2017-09"


def promised(version, world, **changes):
    given = {"key": "seats", "what": {"en": "Seats"}, "debtor": world.host, "creditor": world.agency, "by": SYSTEM}
    return actions.record_commitment(version.agreement, **{**given, **changes})


def test_a_commitment_comes_from_a_clause_in_force(in_force, world, at):
    clause = in_force.clauses.first()
    commitment = promised(in_force, world, clause=clause, baseline=3, at=at)
    commitment.refresh_from_db()
    assert (commitment.clause, commitment.debtor, commitment.creditor, commitment.indicator, commitment.baseline) == (
        clause,
        world.host,
        world.agency,
        "",
        3,
    )
    draft = actions.draft_version(in_force.agreement, text=text_of("More."), by=SYSTEM, at=at)
    for changes, refusal in (
        ({"key": "seats"}, actions.KeyTaken),
        ({"key": "other", "indicator": "wishes_granted"}, actions.UnknownIndicator),
        ({"key": "other", "clause": draft.clauses.first()}, actions.NotInForce),
    ):
        with pytest.raises(refusal):
            promised(in_force, world, at=at, **changes)
    assert Commitment.objects.filter(agreement=in_force.agreement).count() == 1


def test_nothing_is_promised_by_a_draft(draft, world, at):
    with pytest.raises(actions.NotInForce):
        promised(draft, world, at=at)


def test_targets_are_added_and_never_replaced(in_force, world, at):
    commitment = promised(in_force, world, at=at)
    for value, since, expected in ((50, "", False), (500, "2025", False), (700, "", True)):
        actions.set_target(commitment, value=value, since=since, is_expected=expected, by=SYSTEM, at=at)
    assert list(commitment.targets.values_list("version", "value", "since", "is_expected")) == [
        (1, 50, "", False),
        (2, 500, "2025", False),
        (3, 700, "", True),
    ]
    for changes, refusal in (
        ({"value": 0}, actions.NoTarget),
        ({"value": 700, "is_expected": True}, actions.NothingChanged),
        ({"value": 9, "due": "2025-00"}, actions.NotADate),
    ):
        with pytest.raises(refusal):
            actions.set_target(commitment, by=SYSTEM, at=at, **changes)
    assert Target.objects.count() == 3


@pytest.mark.parametrize("role", ROLES)
def test_only_the_secretariat_acts(role, in_force, world, actors, at):
    commitment, by = promised(in_force, world, at=at), actors[role]
    agreement, text = in_force.agreement, text_of("More.")
    attempts = [
        lambda: drafted(world, by=by, at=at),
        lambda: actions.draft_version(agreement, text=text, by=by, at=at),
        lambda: actions.approve_version(in_force, party=world.host, text_hash="", by=by, at=at),
        lambda: actions.bring_into_force(in_force, by=by, at=at),
        lambda: promised(in_force, world, by=by, at=at),
        lambda: actions.set_target(commitment, value=1, by=by, at=at),
    ]
    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()


def test_the_secretariat_of_another_network_may_not(draft, world, actors, at):
    foreign = replace(actors["secretary"], grants=(replace(actors["secretary"].grants[0], scope="network:999"),))
    with pytest.raises(NotPermitted):
        actions.draft_version(draft.agreement, text=text_of("More."), by=foreign, at=at)


def test_the_database_refuses_what_the_actions_never_do(draft, at):
    approve_all(draft, at=at)
    Version.objects.create(agreement=draft.agreement, number=2, text_hash="f" * 64, drafted_at=at)
    wrong = [
        lambda: Approval.objects.update(text_hash="0" * 64),
        lambda: Clause.objects.filter(version=draft).delete(),
        lambda: Version.objects.filter(pk=draft.pk).update(text_hash="0" * 64),
        lambda: Version.objects.filter(agreement=draft.agreement, number=2).update(state="in_force"),
    ]
    for write in wrong:
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_every_act_is_in_a_chain_that_verifies(in_force, world, at):
    actions.set_target(promised(in_force, world, at=at), value=5, by=SYSTEM, at=at)
    assert [entry.verb for entry in history_of(in_force.agreement, mentions=True)] == [
        "agreements.record_commitment",
        "agreements.bring_into_force",
        "agreements.approve_version",
        "agreements.approve_version",
        "agreements.draft_agreement",
    ]
    assert verify_chain().verified

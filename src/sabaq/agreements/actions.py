"""What the office does with agreements: draft, approve, bring into force, record a commitment, set its target.

A text is never edited: an edit is a new draft, approvals bind to the hash of one version, and a target is added, never
replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from sabaq.network.models import Institution, Network
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.refusals import Refusal

from . import rules

# Passed on under their own names: whoever drafts an agreement from another app needs them to say its text.
from .domain import AgreementText as AgreementText
from .domain import ClauseText as ClauseText
from .domain import Texts, last_day
from .models import Agreement, Approval, Clause, Commitment, Party, Target, Version
from .queries import indicator_called
from .states import AgreementKind, VersionState


class KeyTaken(Refusal):
    """Another record has this short name."""

    why = _("Another record already has this short name.")
    now = _("Choose a different short name.")


class TooFewParties(Refusal):
    """An agreement with fewer than two different parties."""

    why = _("An agreement needs at least two different parties.")
    now = _("Name each party once.")


class TextIncomplete(Refusal):
    """A text without clauses, or a clause missing in an authentic language."""

    why = _("The text has no clauses.")
    now = _("Write the text with its numbered clauses, in every authentic language.")


class NothingChanged(Refusal):
    """A new draft with the same text, or a target like the one before."""

    why = _("This is the same as the newest one.")
    now = _("Change something, or leave it as it is.")


class NotADraft(Refusal):
    """Only drafts are approved and brought into force."""

    why = _("This version is no longer a draft.")
    now = _("Draft a new version to change the text.")


class OtherText(Refusal):
    """The hash given is not the hash of the version's text."""

    why = _("The text that was approved is not the text of this version.")
    now = _("Open the version again and compare it with the paper.")


class NotAParty(Refusal):
    """An approval by an institution that is not party to the agreement."""

    why = _("This institution is not a party to the agreement.")


class ApprovedAlready(Refusal):
    """A party approves a version once."""

    why = _("This party has already approved this version.")


class ApprovalsMissing(Refusal):
    """Not every party has approved the version."""

    now = _("Record the missing approvals first.")


class NotInForce(Refusal):
    """Commitments come from a text in force."""

    why = _("The agreement has no version in force, or the clause is not of a version that was in force.")
    now = _("Bring the version into force, then record what it promises.")


class UnknownIndicator(Refusal):
    """An indicator that nothing counts."""

    why = _("No record in this installation counts this indicator.")
    now = _("Choose an indicator from the list, or leave it empty.")


class NotADate(Refusal):
    """A date that the calendar does not have."""

    why = _("This date does not exist.")
    now = _("Write a date as 2023, 2023-11 or 2023-11-27.")


class SignedOtherwise(Refusal):
    """The agreement already has another date of signature."""

    why = _("The agreement has another date of signature.")
    now = _("Leave the date empty: it stays as it was recorded.")


class NoTarget(Refusal):
    """A target of nothing."""

    why = _("A target is a whole number of at least 1.")


def _check_date(written: str) -> None:
    try:
        last_day(written)
    except ValueError:
        raise NotADate from None


def _check_text(text: AgreementText) -> None:
    if not text.clauses:
        raise TextIncomplete
    if missing := text.missing():
        number, language = missing
        raise TextIncomplete(
            _("Clause %(number)s has no text in the authentic language “%(language)s”.")
            % {"number": number, "language": language}
        )


def _add_version(agreement: Agreement, *, number: int, text: AgreementText, at: datetime) -> Version:
    _check_text(text)
    version = Version.objects.create(
        agreement=agreement,
        number=number,
        preamble=text.preamble,
        authentic_languages=list(text.authentic),
        text_hash=text.hash,
        drafted_at=at,
    )
    Clause.objects.bulk_create(
        Clause(version=version, number=clause.number, position=position, texts=clause.texts)
        for position, clause in enumerate(text.clauses, start=1)
    )
    return version


def _locked(agreement_id: int) -> Agreement:
    """The agreement, held until the transaction ends, so that two acts on it queue."""
    return Agreement.objects.select_for_update().get(pk=agreement_id)


@action(rules.DRAFT)
def draft_agreement(
    network: Network | None,
    *,
    key: str,
    kind: AgreementKind,
    titles: Texts,
    parties: Sequence[Institution],
    text: AgreementText,
    signed: str = "",
    place: Texts | None = None,
    note: str = "",
    sources: str = "",
    illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> Version:
    """Enter an agreement with its parties, in the order its text names them, and a first draft; give that draft.

    `network` is None for an agreement outside any network. `signed` is a partial date. Raises `KeyTaken`,
    `TooFewParties`, `TextIncomplete`, `NotADate`.
    """
    if Agreement.objects.filter(key=key).exists():
        raise KeyTaken
    if len({party.pk for party in parties}) < max(2, len(parties)):
        raise TooFewParties
    _check_date(signed)
    agreement = Agreement.objects.create(
        network=network, key=key, kind=AgreementKind(kind), titles=titles, signed=signed, place=place or {}, note=note,
        sources=sources, illustrative=illustrative,
    )  # fmt: skip
    Party.objects.bulk_create(
        Party(agreement=agreement, institution=institution, position=position)
        for position, institution in enumerate(parties, start=1)
    )
    version = _add_version(agreement, number=1, text=text, at=at)
    record(
        agreement,
        version,
        facts={"version": 1, "hash": version.text_hash, "parties": [party.key for party in parties]},
    )
    return version


@action(rules.DRAFT)
def draft_version(agreement: Agreement, *, text: AgreementText, reason: str = "", by: Actor, at: datetime) -> Version:
    """Add a new draft beside the versions there are; the one in force stays in force.

    Raises `TextIncomplete`; `NothingChanged` if the text is that of the newest version.
    """
    newest = _locked(agreement.pk).versions.order_by("-number").first()
    if newest and newest.text_hash == text.hash:
        raise NothingChanged
    version = _add_version(agreement, number=newest.number + 1 if newest else 1, text=text, at=at)
    record(
        agreement,
        version,
        facts={"version": version.number, "hash": version.text_hash},
        words={"reason": reason},
    )
    return version


@action(rules.APPROVE)
def approve_version(
    version: Version, *, party: Institution, text_hash: str, paper: str = "", by: Actor, at: datetime
) -> Approval:
    """Record that `party` approves exactly the text with `text_hash`; `paper` names the letter or minutes it rests on.

    Raises `NotADraft`, `OtherText`, `NotAParty`, `ApprovedAlready`.
    """
    agreement = _locked(version.agreement_id)
    version = Version.objects.prefetch_related("clauses").get(pk=version.pk)
    if version.state != VersionState.DRAFT:
        raise NotADraft
    if not text_hash == version.text_hash == version.text.hash:
        raise OtherText
    row = agreement.parties.filter(institution=party).first()
    if row is None:
        raise NotAParty
    if row.approvals.filter(version=version).exists():
        raise ApprovedAlready
    approval = Approval.objects.create(version=version, party=row, text_hash=text_hash, approved_at=at)
    record(
        agreement,
        version,
        facts={"version": version.number, "party": party.key, "hash": text_hash},
        words={"paper": paper},
    )
    return approval


@action(rules.BRING_INTO_FORCE)
def bring_into_force(version: Version, *, signed: str = "", by: Actor, at: datetime) -> None:
    """Let a version that every party has approved hold; what held before, and older drafts, are superseded.

    `signed` is the date of signature where the agreement has none yet. Raises `NotADraft`, `ApprovalsMissing`,
    `OtherText`, `NotADate`, `SignedOtherwise`.
    """
    agreement = _locked(version.agreement_id)
    version = Version.objects.prefetch_related("clauses").get(pk=version.pk)
    if version.state != VersionState.DRAFT:
        raise NotADraft
    if version.text_hash != version.text.hash:
        raise OtherText
    approved = version.approvals.filter(text_hash=version.text_hash).values("party")
    missing = agreement.parties.exclude(pk__in=approved).select_related("institution")
    if missing:
        names = ", ".join(str(party.institution) for party in missing)
        raise ApprovalsMissing(_("These parties have not approved this version: %(names)s.") % {"names": names})
    _check_date(signed)
    if signed and agreement.signed not in {"", signed}:
        raise SignedOtherwise
    agreement.signed = signed or agreement.signed
    agreement.save(update_fields=["signed"])
    older = agreement.versions.filter(number__lt=version.number)
    superseded = list(older.filter(state=VersionState.IN_FORCE).values_list("number", flat=True))
    older.update(state=VersionState.SUPERSEDED)
    version.state = VersionState.IN_FORCE
    version.save(update_fields=["state"])
    record(
        agreement,
        version,
        facts={"version": version.number, "superseded": superseded, "signed": agreement.signed},
    )


@action(rules.RECORD_COMMITMENT)
def record_commitment(
    agreement: Agreement,
    *,
    key: str,
    what: Texts,
    debtor: Institution,
    creditor: Institution | None = None,
    clause: Clause | None = None,
    verifiable: bool = True,
    indicator: str = "",
    baseline: int = 0,
    sources: str = "",
    illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> Commitment:
    """Record what `debtor` owes to `creditor` (None: to all the parties) under a clause.

    `indicator` is a registered name or ""; `baseline` is what it counted when the promise was made. Raises
    `NotInForce`, `KeyTaken`, `UnknownIndicator`.
    """
    states = dict(_locked(agreement.pk).versions.values_list("pk", "state"))
    if VersionState.IN_FORCE not in states.values():
        raise NotInForce
    if clause and states.get(clause.version_id, VersionState.DRAFT) == VersionState.DRAFT:
        raise NotInForce
    if Commitment.objects.filter(key=key).exists():
        raise KeyTaken
    if indicator and indicator_called(indicator) is None:
        raise UnknownIndicator
    commitment = Commitment.objects.create(
        agreement=agreement, key=key, what=what, debtor=debtor, creditor=creditor, clause=clause,
        verifiable=verifiable, indicator=indicator, baseline=baseline, sources=sources, illustrative=illustrative,
    )  # fmt: skip
    record(
        commitment,
        agreement,
        facts={
            "debtor": debtor.key,
            "creditor": creditor.key if creditor else None,
            "indicator": indicator,
            "baseline": baseline,
        },
    )
    return commitment


@action(rules.SET_TARGET)
def set_target(
    commitment: Commitment,
    *,
    value: int,
    since: str = "",
    due: str = "",
    note: Texts | None = None,
    is_expected: bool = False,
    sources: str = "",
    illustrative: bool = False,
    by: Actor,
    at: datetime,
) -> Target:
    """Add the next version of a commitment's target: `value` by `due`, promised since `since` (partial dates).

    The earlier versions stay. Raises `NoTarget`, `NotADate`, `NothingChanged`.
    """
    if value < 1:
        raise NoTarget
    for written in (since, due):
        _check_date(written)
    _locked(commitment.agreement_id)
    newest = commitment.targets.aggregate(number=Max("version"))["number"] or 0
    if commitment.targets.filter(version=newest, value=value, due=due, is_expected=is_expected).exists():
        raise NothingChanged
    target = Target.objects.create(
        commitment=commitment, version=newest + 1, value=value, since=since, due=due, note=note or {},
        is_expected=is_expected, sources=sources, illustrative=illustrative,
    )  # fmt: skip
    record(
        commitment,
        target,
        facts={"version": target.version, "value": value, "since": since, "due": due, "expected": is_expected},
    )
    return target

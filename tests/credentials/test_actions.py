"""Issuers, keys, certificates: exact end states, refusals, who may, and what the audit keeps."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext

from sabaq.credentials import actions, queries
from sabaq.credentials.models import Certificate, Issuer, IssuerKey, StatusList
from sabaq.engines.papers import read_certificate
from sabaq.engines.sealing import State, check
from sabaq.platform.audit import history_of, verify_chain
from sabaq.platform.files import path_of
from sabaq.platform.refusals import NotPermitted

from .conftest import COURSE, HOLDER, PASSPORT, WRITTEN

ROLES = ("secretary", "focal_point", "officer", "participant", "nobody", "foreign_focal_point")


def test_an_issuer_opens_with_a_key_and_a_signed_list(issuer, at):
    key = issuer.keys.get()
    assert (issuer.code, key.since, key.until) == ("cn-nag", at, None)
    assert StatusList.objects.filter(issuer=issuer).count() == 1
    assert queries.signing_key(issuer).public.hex() == key.public
    assert queries.signing_key(issuer).secret.hex() not in key.sealed_private


@pytest.mark.parametrize("code", ["CN-NAG", "a", "-nag", "nag-", "name-too-long", "на г", "a.b"])
def test_a_short_name_that_cannot_be_signed_is_refused(world, actors, at, code):
    with pytest.raises(actions.CodeNotUsable):
        actions.open_issuer(world.host, code=code, by=actors["manager"], at=at)
    assert Issuer.objects.count() == 0


def test_an_institution_and_a_short_name_are_used_once(issuer, world, actors, at):
    for institution, code in [(world.host, "other"), (world.agency, "cn-nag")]:
        with pytest.raises(actions.AlreadyAnIssuer):
            actions.open_issuer(institution, code=code, by=actors["system"], at=at)


def test_a_certificate_is_signed_numbered_printed_and_stored(issue, issuer, person, at):
    first, second = issue(), issue(minutes=1)
    assert [(c.number, c.status_index) for c in (first, second)] == [("CN-NAG-2026-00001", 0), ("CN-NAG-2026-00002", 1)]
    assert (first.holder_written, first.holder_passport, first.hours) == (WRITTEN, PASSPORT, 40)
    assert first.modules[0] == {"titles": {"en": "E-government"}, "hours": 16}
    verdict = check(first.statement, queries.register_bundle(at), at=at)
    assert (verdict.state, verdict.stale) == (State.VALID, False)
    signed = verdict.statement
    assert (signed.passport_name, signed.own_name, signed.programme) == (PASSPORT, WRITTEN, "Цифровое управление")
    reading = read_certificate(path_of(first.paper).read_bytes())
    assert reading.qr_texts == (first.statement,)
    assert (
        reading.lacks("Цифровое управление", "数字治理", "CN-NAG-2026-00001", "check.example.org/check/", WRITTEN) == ()
    )
    assert reading.lacks(*sample_words()) == sample_words()


def sample_words() -> tuple[str, ...]:
    """The band of a sample in both languages of the paper."""
    words = []
    for language in COURSE.languages:
        with translation.override(language):
            words.append(gettext("Sample"))
    return tuple(words)


def test_a_trial_says_so_in_its_number_and_on_paper(issue):
    trial, real = issue(is_trial=True), issue()
    assert (trial.number, real.number) == ("CN-NAG-2026-T00001", "CN-NAG-2026-00001")
    assert (trial.status_index, real.status_index) == (0, 1)
    assert read_certificate(path_of(trial.paper).read_bytes()).lacks(*sample_words()) == ()


def test_illustrative_is_printed_and_kept(issue):
    certificate = issue(course=replace(COURSE, illustrative=True))
    assert (certificate.illustrative, certificate.is_trial) == (True, False)
    assert read_certificate(path_of(certificate.paper).read_bytes()).lacks(*sample_words()) == ()


def test_one_name_in_latin_is_signed_once(issue):
    certificate = issue(holder=replace(HOLDER, written=PASSPORT))
    assert (certificate.holder_written, certificate.holder_passport) == (PASSPORT, PASSPORT)


def test_a_name_is_tidied_before_it_is_signed(issue):
    certificate = issue(holder=replace(HOLDER, written=" Асанова\u200b  Жылдыз "))
    assert certificate.holder_written == "Асанова Жылдыз"


def test_what_cannot_be_printed_or_signed_is_refused_and_nothing_is_kept(issue):
    with pytest.raises(actions.CannotBePrinted) as printed:
        issue(holder=replace(HOLDER, written="ஆசனோவா"))
    assert "ஆ" in str(printed.value)
    with pytest.raises(actions.CannotBeSigned):
        issue(holder=replace(HOLDER, written="Ж" * 70))
    with pytest.raises(actions.CannotBePrinted):
        issue(course=replace(COURSE, title={"ru": "Управление " * 7, "zh-hans": "治理" * 400}))
    assert Certificate.objects.count() == 0


def test_a_title_too_long_in_one_language_is_signed_in_the_other(issue, at):
    certificate = issue(course=replace(COURSE, title={"ru": "Очень длинное название " * 6, "zh-hans": "数字治理"}))
    assert check(certificate.statement, queries.register_bundle(at), at=at).statement.programme == "数字治理"


@pytest.mark.parametrize("role", ROLES)
def test_only_the_manager_of_the_issuer_acts(issue, issuer, world, person, actors, at, role):
    certificate, by = issue(), actors[role]
    draft = actions.draft_certificate(issuer, holder=HOLDER, course=COURSE, by=actors["manager"], at=at)
    for act in (
        lambda: actions.open_issuer(world.agency, code="kg-csa", by=by, at=at),
        lambda: actions.new_key(issuer, by=by, at=at),
        lambda: actions.draft_certificate(issuer, holder=HOLDER, course=COURSE, by=by, at=at),
        lambda: actions.issue_certificate(issuer, person=person, draft=draft, by=by, at=at),
        lambda: actions.revoke_certificate(certificate, reason="x", by=by, at=at),
        lambda: actions.replace_certificate(certificate, reason="x", draft=draft, by=by, at=at),
        lambda: actions.publish_status_list(issuer, by=by, at=at),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert (Certificate.objects.count(), Issuer.objects.count(), IssuerKey.objects.count()) == (1, 1, 1)


def test_the_manager_of_another_institution_may_not(world, actors, at):
    with pytest.raises(NotPermitted):
        actions.open_issuer(world.agency, code="kg-csa", by=actors["manager"], at=at)


def test_revoking_signs_a_fresh_list_and_says_why(issue, issuer, actors, at):
    certificate, later = issue(), at + timedelta(days=1)
    revoked = actions.revoke_certificate(certificate, reason=" Issued in error. ", by=actors["manager"], at=later)
    assert (revoked.state, revoked.state_reason, revoked.state_since) == ("revoked", "Issued in error.", later)
    newest = StatusList.objects.filter(issuer=issuer).first()
    assert newest.signed_at == later
    verdict = check(certificate.statement, queries.own_bundle(later), at=later)
    assert (verdict.state, verdict.reason, verdict.revoked_on) == (State.REVOKED, "Issued in error.", later.date())
    with pytest.raises(actions.NotInForce):
        actions.revoke_certificate(certificate, reason="again", by=actors["manager"], at=later)


def test_a_withdrawal_needs_its_reason(issue, actors, at):
    with pytest.raises(actions.ReasonMissing):
        actions.revoke_certificate(issue(), reason="  ", by=actors["manager"], at=at)
    assert Certificate.objects.get().state == "valid"


def test_replacing_issues_a_corrected_one(issue, replace_with, at):
    old = issue()
    new = replace_with(old, holder=replace(HOLDER, passport="ASANOVA JYLDYZ"))
    old.refresh_from_db()
    assert (old.state, old.replaced_by, new.state, new.number) == ("replaced", new, "valid", "CN-NAG-2026-00002")
    verdict = check(old.statement, queries.register_bundle(at), at=at)
    assert (verdict.state, verdict.replacement) == (State.REPLACED, "CN-NAG-2026-00002")


def test_an_old_key_still_proves_what_it_signed(issue, issuer, actors, at):
    before, later = issue(), at + timedelta(days=30)
    old_bundle = queries.register_bundle(at)
    key = actions.new_key(issuer, by=actors["manager"], at=later)
    old = IssuerKey.objects.exclude(pk=key.pk).get()
    assert (old.until, key.until, IssuerKey.objects.count()) == (later, None, 2)
    after = issue(at=later + timedelta(minutes=1))
    bundle = queries.register_bundle(later)
    assert [check(c.statement, bundle, at=later).state for c in (before, after)] == [State.VALID, State.VALID]
    assert check(after.statement, old_bundle, at=later).state == State.UNKNOWN_ISSUER
    newest = StatusList.objects.filter(issuer=issuer).first().text
    assert (old.kid in newest, key.kid in newest) == (True, True)


def test_a_changed_secret_locks_the_key_and_a_new_one_opens(issue, issuer, actors, at, settings):
    certificate = issue()
    settings.SECRET_KEY = "another"
    with pytest.raises(queries.KeyNotOpened):
        issue()
    actions.new_key(issuer, by=actors["manager"], at=at)
    assert issue().number == "CN-NAG-2026-00002"
    assert check(certificate.statement, queries.register_bundle(at), at=at).state == State.VALID


def test_the_audit_dates_the_statement_and_names_nobody(issue, at):
    certificate = issue()
    entry = history_of(certificate).get()
    digest = sha256(certificate.statement.encode()).hexdigest()
    assert entry.facts == {"number": "CN-NAG-2026-00001", "statement": digest, "paper": certificate.paper.sha256}
    assert verify_chain().verified
    assert "сан" not in str(entry.facts)


def test_issuing_a_draft_runs_no_other_program(issuer, person, actors, at, monkeypatch):
    """The office's transaction is short: type is set and read back before it."""
    given = {"by": actors["manager"], "at": at}
    with CaptureQueriesContext(connection) as drafting:
        draft = actions.draft_certificate(issuer, holder=HOLDER, course=COURSE, **given)
    assert [query["sql"] for query in drafting if not query["sql"].startswith("SELECT")] == []
    monkeypatch.setattr(subprocess, "run", None)
    certificate = actions.issue_certificate(issuer, person=person, draft=draft, **given)
    assert (certificate.number, certificate.statement) == ("CN-NAG-2026-00001", draft.code)
    assert path_of(certificate.paper).read_bytes() == draft.pdf


def test_a_draft_whose_number_was_taken_is_refused_and_made_anew(issue, issuer, person, actors, at):
    given = {"by": actors["manager"], "at": at}
    drafts = []

    def draft():
        drafts.append(actions.draft_certificate(issuer, holder=HOLDER, course=COURSE, **given))
        if len(drafts) == 1:
            issue()  # another office, meanwhile
        return drafts[-1]

    new = actions.issued_from(draft, lambda d: actions.issue_certificate(issuer, person=person, draft=d, **given))
    assert (new.number, new.status_index, len(drafts)) == ("CN-NAG-2026-00002", 1, 2)
    with pytest.raises(actions.DraftOutdated):
        actions.issue_certificate(issuer, person=person, draft=drafts[0], **given)
    assert Certificate.objects.count() == 2


def test_a_draft_of_a_retired_key_is_refused(issuer, person, actors, at):
    given = {"by": actors["manager"], "at": at}
    draft = actions.draft_certificate(issuer, holder=HOLDER, course=COURSE, **given)
    actions.new_key(issuer, **given)
    with pytest.raises(actions.DraftOutdated):
        actions.issue_certificate(issuer, person=person, draft=draft, **given)


def test_the_list_signed_last_is_published_whatever_the_clock_of_its_signer(issue, issuer, actors, at):
    """A long job signs at its end with the clock of its beginning; meanwhile somebody revoked."""
    later = at + timedelta(hours=1)
    actions.revoke_certificate(issue(), reason="x", by=actors["manager"], at=later)
    issue()
    signed = actions.publish_status_list(issuer, by=actors["manager"], at=at)
    published = queries.own_bundle(later).issuers["cn-nag"].status_list
    assert (signed.signed_at, published.issued, published.size) == (later, later, 2)
    assert list(published.withdrawals) == [0]

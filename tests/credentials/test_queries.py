"""The installation's own bundle, and answers that know the register."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sabaq.credentials import actions, queries
from sabaq.credentials.domain import Worth
from sabaq.credentials.models import Certificate
from sabaq.engines.sealing import check
from sabaq.engines.sealing.bundle import read_bundle, write_bundle
from sabaq.platform.files import path_of

from .conftest import PASSPORT, WRITTEN, agree


def test_the_own_answer_is_never_stale(issue, at):
    issue()
    for moment in (at, at + timedelta(days=400)):
        verdict = queries.answer_to_number("CN-NAG-2026-00001", at=moment).judgement.verdict
        assert (verdict.stale, verdict.checked_against) == (False, moment)


def test_the_bundle_is_the_published_list_and_says_when_it_is_old(issue, issuer, actors, at):
    published = actions.publish_status_list(issuer, by=actors["system"], at=at)
    certificate, much_later = issue(), at + timedelta(days=8)
    bundle = queries.own_bundle(much_later)
    assert bundle.issuers["cn-nag"].status_document.decode() == published.text
    verdict = check(certificate.statement, bundle, at=much_later)
    assert (verdict.state, verdict.stale) == ("valid", True)
    actions.publish_status_list(issuer, by=actors["system"], at=much_later)
    assert check(certificate.statement, queries.own_bundle(much_later), at=much_later).stale is False


def test_no_answer_and_no_bundle_opens_a_private_key(issue, issuer, replace_with, actors, at, settings):
    certificate, replaced = issue(), issue()
    replace_with(replaced)
    pdf = path_of(certificate.paper).read_bytes()
    settings.SECRET_KEY = "another, so that no key opens"
    with pytest.raises(queries.KeyNotOpened):
        queries.signing_key(issuer)
    much_later = at + timedelta(days=400)
    answers = [
        queries.answer_to_number(certificate.number, at=much_later),
        queries.answer_to_number(replaced.number, at=much_later),
        queries.answer_to_code(certificate.statement, at=much_later),
        queries.answer_to_paper(pdf, at=much_later),
    ]
    assert [answer.judgement.worth for answer in answers] == ["valid", "replaced", "valid", "valid"]
    assert list(queries.own_bundle(much_later).issuers) == ["cn-nag"]


def test_bundles_take_as_many_queries_for_few_and_many(issue, issuer, world, actors, at):
    def counts() -> list[int]:
        found = []
        for bundle in (queries.own_bundle, queries.register_bundle):
            with CaptureQueriesContext(connection) as captured:
                bundle(at)
            found.append(len(captured))
        return found

    few = counts()
    other = actions.open_issuer(world.agency, code="kg-csa", by=actors["system"], at=at)
    actions.new_key(other, by=actors["system"], at=at)
    for _n in range(2):
        actions.revoke_certificate(issue(), reason="x", by=actors["manager"], at=at)
    assert counts() == few


def test_one_file_is_read_at_a_time(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with queries.only_reader(), pytest.raises(queries.ReaderBusy), queries.only_reader():
        pytest.fail("two readers at once")
    with queries.only_reader():
        pass


def test_the_bundle_travels_and_names_no_holder(issue, at):
    issue()
    content = write_bundle(queries.own_bundle(at))
    assert read_bundle(content) == queries.own_bundle(at)
    text = content.decode()
    assert [word in text for word in (WRITTEN, PASSPORT, "Асанова", "ASANOVA", "private")] == [False] * 5


def test_an_answer_by_number_hides_the_name_until_the_holder_agrees(issue, accounts, actors, at):
    person = accounts["participant"].person
    certificate = issue(person=person)
    assert queries.answer_to_number(" cn-nag-2026-00001 ", at=at).shows_name is False
    agree(person, by=actors["participant"], at=at)
    answer = queries.answer_to_number(certificate.number, at=at)
    assert (answer.shows_name, answer.certificate, answer.judgement.worth) == (True, certificate, Worth.VALID)
    assert queries.answer_to_number("CN-NAG-2026-00009", at=at).judgement.worth == Worth.NOT_FOUND


def test_a_code_that_fits_but_is_not_in_the_register(issue, at):
    certificate = issue()
    code = certificate.statement
    Certificate.objects.filter(pk=certificate.pk).update(statement="lost")
    assert queries.answer_to_code(code, at=at).judgement.worth == Worth.UNREGISTERED


def test_a_paper_is_compared_line_by_line_with_the_issued_one(issue, at):
    certificate = issue()
    pdf = path_of(certificate.paper).read_bytes()
    assert queries.answer_to_paper(pdf, at=at).judgement.worth == Worth.VALID
    saved_again = queries.answer_to_paper(pdf + b"\n% saved again\n", at=at)
    assert (saved_again.judgement.worth, saved_again.judgement.differs) == (Worth.VALID, ())
    # The same code and the same signed words, but another number of hours in print.
    other = issue()
    Certificate.objects.filter(pk=certificate.pk).update(paper=other.paper)
    forged = queries.answer_to_paper(pdf, at=at)
    assert (forged.judgement.worth, forged.judgement.differs) == (Worth.ALTERED, ("text",))


def test_a_file_that_is_no_certificate(issuer, at):
    judgement = queries.answer_to_paper(b"hello", at=at).judgement
    assert (judgement.worth, judgement.problem) == (Worth.MALFORMED, "not_pdf")


@pytest.mark.parametrize(
    ("typed", "is_holder"),
    [
        (WRITTEN, True),
        ("асанова жылдыз", True),
        ("Zhyldyz ASANOVA", True),
        ("Asanova", False),
        ("Жылдыз", False),
        ("Asanova A.", False),
        ("A", False),
        ("Asanov Zhyldyz", False),
        ("Асанова Айгүл", False),
    ],
)
def test_a_typed_name_matches_or_not(issue, typed, is_holder):
    assert queries.is_holder(issue(), typed) is is_holder

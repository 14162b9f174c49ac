"""The installation's own bundle, and answers that know the register."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sabaq.credentials import actions, queries
from sabaq.credentials.domain import Worth
from sabaq.credentials.models import Certificate
from sabaq.engines.sealing.bundle import read_bundle, write_bundle
from sabaq.platform.files import path_of

from .conftest import PASSPORT, WRITTEN, agree


def test_the_own_answer_is_never_stale(issue, issuer, actors, at):
    issue()
    much_later = at + timedelta(days=400)
    for moment in (at, much_later):
        assert queries.answer_to_number("CN-NAG-2026-00001", at=moment).judgement.verdict.stale is False
    published = actions.publish_status_list(issuer, by=actors["system"], at=at + timedelta(hours=1))
    bundle = queries.own_bundle(at + timedelta(hours=2))
    assert bundle.issuers["cn-nag"].status_document.decode() == published.text


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

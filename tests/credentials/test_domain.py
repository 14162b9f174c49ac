"""Numbers, tidy names, keys at rest, and what a code or a paper is worth."""

from __future__ import annotations

import pytest

from sabaq.credentials import queries
from sabaq.credentials.domain import (
    KeyLocked,
    Worth,
    judge_code,
    judge_paper,
    looks_like_code,
    next_number,
    number_prefix,
    open_secret,
    plain,
    seal_secret,
)
from sabaq.engines.papers import PaperReading, read_certificate
from sabaq.platform.files import path_of

from .conftest import PASSPORT, WRITTEN


def test_numbers_follow_each_other():
    prefix = number_prefix("cn-nag", year=2026, is_trial=False)
    assert next_number(prefix, None) == "CN-NAG-2026-00001"
    assert next_number(prefix, "CN-NAG-2026-00016") == "CN-NAG-2026-00017"
    assert next_number(prefix, "CN-NAG-2026-99999") == "CN-NAG-2026-100000"
    assert next_number(number_prefix("cn-nag", year=2026, is_trial=True), None) == "CN-NAG-2026-T00001"


def test_the_longest_short_name_leaves_room_for_a_number():
    assert len(next_number(number_prefix("abcdefghijkl", year=2026, is_trial=True), None)) == 24


def test_names_are_composed_and_single_spaced():
    assert plain("  И\u0306  Ли\u200b\tВан ") == "Й Ли Ван"


def test_a_key_opens_only_with_its_secret_and_its_name():
    sealed = seal_secret(b"s" * 32, kid="KEY", installation_secret="one")
    assert open_secret(sealed, kid="KEY", installation_secret="one") == b"s" * 32
    assert sealed != seal_secret(b"s" * 32, kid="KEY", installation_secret="one")
    for kid, secret in [("KEY", "two"), ("OTHER", "one")]:
        with pytest.raises(KeyLocked):
            open_secret(sealed, kid=kid, installation_secret=secret)


def test_a_code_is_told_from_a_number():
    assert [looks_like_code(text) for text in ("sabaq1:ab\ncd", "CN-NAG-2026-00017", "")] == [True, False, False]


def test_a_code_may_come_in_small_letters_and_lines(issue, at):
    code = issue().statement
    broken = "\n".join(code[n : n + 40].lower() for n in range(0, len(code), 40))
    assert judge_code(broken, queries.own_bundle(at), at=at).worth == Worth.VALID


def test_any_changed_letter_is_altered_or_not_a_code(issue, at):
    code, bundle = issue().statement, queries.own_bundle(at)
    worths = set()
    for place in range(40, len(code), 7):
        letter = "A" if code[place] != "A" else "B"
        worths.add(judge_code(code[:place] + letter + code[place + 1 :], bundle, at=at).worth)
    assert worths <= {Worth.ALTERED, Worth.MALFORMED}
    assert Worth.ALTERED in worths


def test_a_paper_with_another_printed_name_is_altered(issue, at):
    certificate, bundle = issue(), queries.own_bundle(at)
    reading = read_certificate(path_of(certificate.paper).read_bytes())
    real = judge_paper(reading, bundle, at=at)
    assert (real.worth, real.differs, real.compared) == (Worth.VALID, (), True)
    forged = PaperReading(
        qr_texts=reading.qr_texts, printed_text=reading.printed_text.replace(PASSPORT, "SOMEBODY ELSE")
    )
    assert judge_paper(forged, bundle, at=at).differs == ("passport_name",)
    assert judge_paper(forged, bundle, at=at).worth == Worth.ALTERED
    both = PaperReading(qr_texts=reading.qr_texts, printed_text=forged.printed_text.replace(WRITTEN, "Кто-то"))
    assert judge_paper(both, bundle, at=at).differs == ("own_name", "passport_name")


def test_a_picture_is_not_called_altered(issue, at):
    judged = judge_paper(PaperReading(qr_texts=(issue().statement,), printed_text=" "), queries.own_bundle(at), at=at)
    assert (judged.worth, judged.compared) == (Worth.VALID, False)


def test_a_paper_with_no_code_or_two(issue, at):
    bundle = queries.own_bundle(at)
    two = (issue().statement, issue().statement)
    for codes, problem in [((), "no_code"), (("https://example.org",), "no_code"), (two, "several_codes")]:
        judged = judge_paper(PaperReading(qr_texts=codes, printed_text="x"), bundle, at=at)
        assert (judged.worth, judged.problem) == (Worth.MALFORMED, problem)

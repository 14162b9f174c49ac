"""A certificate's code: small, read back exactly, and dead after the smallest change."""

import base64
import string
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.sealing.keys import Purpose, SigningKey, base32, new_key
from sabaq.engines.sealing.refusals import Altered, Malformed, Refused, UnknownIssuer, Unsealable
from sabaq.engines.sealing.statement import EPOCH, PREFIX, FindKey, Statement, claimed_signer, decode, is_plain, seal

KEY = new_key()
SAMPLE = Statement(
    issuer="apa.kg",
    number="SQ-2027-000041",
    passport_name="ASANOVA ZHYLDYZ",
    own_name="Асанова Жылдыз Токтогуловна",
    programme="Санариптик башкаруу",
    begins=date(2027, 5, 3),
    ends=date(2027, 5, 7),
    hours=40,
    issued=date(2027, 5, 7),
    status_index=41,
)
ALPHANUMERIC = string.digits + string.ascii_uppercase + " $%*+-./:"


def knows(*keys: SigningKey, issuer: str = SAMPLE.issuer) -> FindKey:
    held = {(issuer, key.key_id): key.public for key in keys}
    return lambda issuer, kid: held.get((issuer, kid))


FIND = knows(KEY)

DAYS = st.integers(0, 2**16 - 1).map(lambda days: EPOCH + timedelta(days=days))
PLAIN = st.text(st.characters(min_codepoint=32, max_codepoint=0x9FFF), min_size=1, max_size=30).filter(is_plain)
STATEMENTS = st.builds(
    lambda days, **rest: Statement(begins=min(days), ends=max(days), **rest),
    days=st.tuples(DAYS, DAYS),
    issuer=st.just(SAMPLE.issuer),
    number=st.text(string.ascii_letters + string.digits + "-./", min_size=1, max_size=24),
    passport_name=PLAIN,
    own_name=PLAIN | st.just(""),
    programme=PLAIN,
    hours=st.integers(0, 2**16 - 1),
    issued=DAYS,
    status_index=st.integers(0, 2**32 - 1),
)


@given(STATEMENTS)
def test_what_was_sealed_is_read_back(statement: Statement) -> None:
    code = seal(statement, key=KEY)
    assert decode(code, find_key=FIND) == statement
    assert claimed_signer(code) == (statement.issuer, KEY.key_id)
    assert seal(statement, key=KEY) == code
    assert set(code) <= set(ALPHANUMERIC)


def test_the_sample_takes_the_bytes_it_should() -> None:
    code = seal(SAMPLE, key=KEY)
    assert code.startswith("SABAQ1:AEDGC4DB")
    assert (len(code), (len(code) - len(PREFIX)) * 5 // 8) == (350, 214)


def test_every_single_changed_character_is_refused() -> None:
    code = seal(SAMPLE, key=KEY)
    accepted = []
    for place, letter in enumerate(code):
        for other in "A7B:a0é":
            if other != letter:
                try:
                    decode(code[:place] + other + code[place + 1 :], find_key=FIND)
                except Refused:
                    continue
                accepted.append((place, other))
    assert accepted == []


@settings(max_examples=200)
@given(st.data())
def test_every_mutated_byte_is_refused(data: st.DataObject) -> None:
    content = bytearray(sealed_bytes(SAMPLE))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises((Malformed, UnknownIssuer, Altered)) as refusal:
        decode(PREFIX + base32(bytes(content)), find_key=FIND)
    if place >= 2 + len(SAMPLE.issuer) + 8:
        assert refusal.type is Altered


def test_cut_longer_lower_case_and_padded_codes_are_refused() -> None:
    code = seal(SAMPLE, key=KEY)
    for end in range(len(code)):
        with pytest.raises((Malformed, Altered)):
            decode(code[:end], find_key=FIND)
    for other in (code + "A", code + "AAAAAAAA", code + "=", code.lower(), " " + code, code + "\n", PREFIX * 300):
        with pytest.raises((Malformed, Altered)):
            decode(other, find_key=FIND)


def test_another_key_another_purpose_and_another_issuer_are_refused() -> None:
    code = seal(SAMPLE, key=KEY)
    with pytest.raises(UnknownIssuer):
        decode(code, find_key=knows(new_key()))
    with pytest.raises(UnknownIssuer):
        decode(code, find_key=knows(KEY, issuer="another"))
    with pytest.raises(Altered):
        decode(code, find_key=lambda issuer, kid: new_key().public)
    signed = sealed_bytes(SAMPLE)[:-64]
    with pytest.raises(Altered):
        decode(PREFIX + base32(signed + KEY.sign(signed, purpose=Purpose.STATUS_LIST)), find_key=FIND)


def test_signed_nonsense_is_malformed_and_never_read_before_its_signature() -> None:
    head = sealed_bytes(SAMPLE)[: 2 + len(SAMPLE.issuer) + 8]
    for body in (
        b"",
        b"\xff",
        b"\x02\xff\xfe" + b"\x01A" * 3 + bytes(12),
        sealed_bytes(SAMPLE)[len(head) : -64] + b"!",
    ):
        signed = head + body
        with pytest.raises(Malformed):
            decode(PREFIX + base32(signed + KEY.sign(signed, purpose=Purpose.CERTIFICATE)), find_key=FIND)
        with pytest.raises(Altered):
            decode(PREFIX + base32(signed + bytes(64)), find_key=FIND)


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": ""},
        {"issuer": "КГ"},
        {"issuer": "a" * 25},
        {"number": "SQ 41"},
        {"number": "S" * 25},
        {"passport_name": ""},
        {"passport_name": "N" * 121},
        {"passport_name": " ASANOVA"},
        {"own_name": "Асан\nова"},
        {"own_name": "Асан\u202eова"},
        {"own_name": "Акаи\u0306"},
        {"programme": "Я" * 81},
        {"begins": date(2027, 5, 8)},
        {"issued": date(1999, 12, 31)},
        {"hours": -1},
        {"status_index": 2**32},
    ],
)
def test_what_does_not_fit_is_refused_by_name(change: dict[str, object]) -> None:
    with pytest.raises(Unsealable):
        seal(replace(SAMPLE, **change), key=KEY)  # type: ignore[arg-type]


def sealed_bytes(statement: Statement) -> bytes:
    encoded = seal(statement, key=KEY)[len(PREFIX) :]
    return base64.b32decode(encoded + "=" * (-len(encoded) % 8))

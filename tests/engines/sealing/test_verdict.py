"""The answers a stranger gets: valid, withdrawn, replaced, altered, unknown; with old keys, old lists, new bundles."""

import base64
import string
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sabaq.engines.sealing.bundle import (
    Bundle,
    describe_issuer,
    read_bundle,
    read_signed_bundle,
    sign_bundle,
    succeeds,
    write_bundle,
)
from sabaq.engines.sealing.canonical import canonical, parse
from sabaq.engines.sealing.document import sign_document
from sabaq.engines.sealing.keys import Purpose, SigningKey, new_key
from sabaq.engines.sealing.refusals import Altered, KeyDropped, Malformed, Refused, RolledBack, UnknownIssuer
from sabaq.engines.sealing.statement import Statement, seal
from sabaq.engines.sealing.status import (
    IssuerKey,
    Standing,
    StatusList,
    Withdrawal,
    read_status_list,
    sign_status_list,
)
from sabaq.engines.sealing.verdict import State, check

OLD, NEW, SECRETARIAT = new_key(), new_key(), new_key()
CHANGE = date(2028, 1, 1)
OLD_KEY = IssuerKey(public=OLD.public, since=date(2026, 1, 1), until=CHANGE)
NEW_KEY = IssuerKey(public=NEW.public, since=CHANGE)
MADE = datetime(2028, 5, 10, 9, tzinfo=UTC)
REVOKED = Withdrawal(standing=Standing.REVOKED, on=date(2027, 6, 1), reason="not attended")
REPLACED = Withdrawal(
    standing=Standing.REPLACED, on=date(2027, 6, 2), reason="name corrected", replacement="SQ-2027-000050"
)
LIST = StatusList(
    issuer="apa.kg",
    issued=MADE,
    next_expected=MADE + timedelta(days=7),
    size=60,
    withdrawals={41: REVOKED, 42: REPLACED},
)


def bundle_of(
    status_list: StatusList = LIST,
    *,
    keys: tuple[IssuerKey, ...] = (OLD_KEY, NEW_KEY),
    signers: tuple[SigningKey, ...] = (NEW,),
) -> Bundle:
    issuer = describe_issuer(
        "apa.kg",
        names={"en": "Academy", "ky": "Академия"},
        keys=keys,
        status_document=sign_status_list(status_list, keys=signers),
    )
    return Bundle(issued=MADE, issuers={"apa.kg": issuer})


BUNDLE = bundle_of()


def certificate(index: int, *, key: SigningKey = OLD, issued: date = date(2027, 5, 7)) -> Statement:
    return Statement(
        issuer="apa.kg",
        number=f"SQ-2027-{index:06}",
        passport_name="ASANOVA ZHYLDYZ",
        own_name="Асанова Жылдыз",
        programme="Digital Governance",
        begins=date(2027, 5, 3),
        ends=date(2027, 5, 7),
        hours=40,
        issued=issued,
        status_index=index,
    )


def test_a_certificate_signed_with_a_retired_key_stays_valid() -> None:
    statement = certificate(7)
    verdict = check(seal(statement, key=OLD), BUNDLE, at=MADE)
    assert (verdict.state, verdict.statement, verdict.issuer, verdict.key) == (
        State.VALID,
        statement,
        BUNDLE.issuers["apa.kg"],
        OLD_KEY,
    )
    assert (verdict.checked_against, verdict.stale, verdict.reason, verdict.revoked_on) == (MADE, False, "", None)


def test_a_retired_key_signs_nothing_new() -> None:
    verdict = check(seal(certificate(7, issued=CHANGE + timedelta(days=1)), key=OLD), BUNDLE, at=MADE)
    assert (verdict.state, verdict.reason, verdict.statement) == (State.UNKNOWN_ISSUER, "key_not_in_use", None)


def test_withdrawn_and_replaced_certificates_say_when_and_why() -> None:
    revoked, replaced = (check(seal(certificate(index), key=OLD), BUNDLE, at=MADE) for index in (41, 42))
    assert (revoked.state, revoked.reason, revoked.revoked_on) == (State.REVOKED, "not attended", date(2027, 6, 1))
    assert (replaced.state, replaced.reason, replaced.revoked_on, replaced.replacement) == (
        State.REPLACED,
        "name corrected",
        date(2027, 6, 2),
        "SQ-2027-000050",
    )


def test_an_old_list_and_a_list_that_does_not_know_the_certificate_are_stale() -> None:
    code = seal(certificate(7), key=OLD)
    due = LIST.next_expected
    assert [check(code, BUNDLE, at=at).stale for at in (due, due + timedelta(seconds=1))] == [False, True]
    assert [check(seal(certificate(n), key=OLD), BUNDLE, at=MADE).stale for n in (59, 60)] == [False, True]


def test_strangers_texts_get_an_answer_and_never_an_exception() -> None:
    code = seal(certificate(7), key=OLD)
    altered = code[:60] + ("A" if code[60] != "A" else "B") + code[61:]
    assert check(altered, BUNDLE, at=MADE).state is State.ALTERED
    assert check(altered, BUNDLE, at=MADE).issuer == BUNDLE.issuers["apa.kg"]
    assert check(seal(certificate(7), key=new_key()), BUNDLE, at=MADE).state is State.UNKNOWN_ISSUER
    unknown = check(seal(replace(certificate(7), issuer="elsewhere"), key=OLD), BUNDLE, at=MADE)
    assert (unknown.state, unknown.issuer) == (State.UNKNOWN_ISSUER, None)


@given(st.text(max_size=80) | st.text(max_size=80).map("SABAQ1:".__add__) | st.binary(max_size=60).map(bytes.hex))
def test_no_text_is_valid_by_chance(text: str) -> None:
    assert check(text, BUNDLE, at=MADE).state is State.MALFORMED


@given(
    st.dictionaries(
        st.integers(0, 199),
        st.builds(
            Withdrawal,
            standing=st.sampled_from([Standing.REVOKED, Standing.REPLACED]),
            on=st.dates(),
            reason=st.text(st.characters(exclude_categories=("Cs",)), max_size=9),
            replacement=st.sampled_from(["", "SQ-1"]),
        ),
        max_size=20,
    ),
    st.integers(200, 260),
)
def test_a_status_list_is_read_back(withdrawals: dict[int, Withdrawal], size: int) -> None:
    status_list = replace(LIST, size=size, withdrawals=withdrawals)
    document = sign_status_list(status_list, keys=[NEW])
    assert read_status_list(document, issuer="apa.kg", keys={NEW.key_id: NEW_KEY}) == status_list


@given(st.data())
def test_no_byte_of_a_status_list_can_change(data: st.DataObject) -> None:
    document = bytearray(sign_status_list(LIST, keys=[NEW]))
    place = data.draw(st.integers(0, len(document) - 1))
    document[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Refused):
        read_status_list(bytes(document), issuer="apa.kg", keys={NEW.key_id: NEW_KEY})


def test_lists_of_other_issuers_retired_keys_and_other_purposes_are_refused() -> None:
    document = sign_status_list(LIST, keys=[NEW])
    with pytest.raises(Altered):
        read_status_list(document, issuer="other", keys={NEW.key_id: NEW_KEY})
    with pytest.raises(UnknownIssuer):
        read_status_list(document, issuer="apa.kg", keys={OLD.key_id: OLD_KEY})
    with pytest.raises(UnknownIssuer):
        bundle_of(signers=(OLD,))
    content = parse(parse(document)["content"].encode())
    with pytest.raises(Altered):
        read_status_list(
            sign_document(content, keys=[NEW], purpose=Purpose.BUNDLE), issuer="apa.kg", keys={NEW.key_id: NEW_KEY}
        )


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"size": -1},
        {"size": 5},
        {"size": "60"},
        {"states": "AA=="},
        {"states": "!"},
        {"notes": {}},
        {"notes": {"41": 1, "42": 2}},
        {"notes": {str(index): {"on": "2027-06-01", "reason": "", "replacement": ""} for index in (41, 42, 43)}},
        {"states": base64.b64encode(bytes(10) + b"\x3c" + bytes(4)).decode()},
        {"issued": "2028-05-10"},
        {"next": "2028-05-10T09:00:60Z"},
        {"extra": 1},
    ],
)
def test_signed_lists_that_contradict_themselves_are_malformed(change: dict[str, object]) -> None:
    content = parse(parse(sign_status_list(LIST, keys=[NEW]))["content"].encode()) | change
    with pytest.raises(Malformed):
        read_status_list(
            sign_document(content, keys=[NEW], purpose=Purpose.STATUS_LIST),
            issuer="apa.kg",
            keys={NEW.key_id: NEW_KEY},
        )


def test_a_withdrawal_beyond_the_end_of_the_list_is_malformed() -> None:
    longer = parse(parse(sign_status_list(replace(LIST, withdrawals={59: REVOKED}), keys=[NEW]))["content"].encode())
    document = sign_document(longer | {"size": 59}, keys=[NEW], purpose=Purpose.STATUS_LIST)
    with pytest.raises(Malformed):
        read_status_list(document, issuer="apa.kg", keys={NEW.key_id: NEW_KEY})


def test_a_signature_has_one_spelling() -> None:
    outer = parse(sign_status_list(LIST, keys=[NEW]))
    spelling = outer["signatures"][NEW.key_id]
    # The last letter before "==" carries four spare bits, which must be zero; this sets one of them.
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
    other = spelling[:-3] + letters[letters.index(spelling[-3]) + 1] + "=="
    assert base64.b64decode(other) == base64.b64decode(spelling)
    outer["signatures"][NEW.key_id] = other
    with pytest.raises(Malformed):
        read_status_list(canonical(outer), issuer="apa.kg", keys={NEW.key_id: NEW_KEY})


def test_while_keys_change_old_verifiers_read_a_list_signed_with_both() -> None:
    document = sign_status_list(LIST, keys=[OLD, NEW])
    still_open = replace(OLD_KEY, until=None)
    assert read_status_list(document, issuer="apa.kg", keys={OLD.key_id: still_open}) == LIST


def test_a_bundle_is_read_back_signed_and_unsigned() -> None:
    assert read_bundle(write_bundle(BUNDLE)) == BUNDLE
    signed = sign_bundle(BUNDLE, keys=[SECRETARIAT])
    assert read_signed_bundle(signed, trusted=[NEW.public, SECRETARIAT.public]) == BUNDLE
    with pytest.raises(UnknownIssuer):
        read_signed_bundle(signed, trusted=[NEW.public])
    with pytest.raises(Altered):
        read_signed_bundle(signed.replace(b"Academy", b"Acadmey"), trusted=[SECRETARIAT.public])


def test_a_bundle_with_a_renamed_key_a_repeated_issuer_or_key_is_refused() -> None:
    def changed(**change: object) -> bytes:
        content = parse(write_bundle(BUNDLE))
        content["issuers"][0] |= change
        return canonical(content)

    keys = parse(write_bundle(BUNDLE))["issuers"][0]["keys"]
    twice = parse(write_bundle(BUNDLE))
    twice["issuers"] *= 2
    for content in (
        changed(keys=[keys[0] | {"kid": keys[1]["kid"]}, keys[1]]),
        changed(keys=[*keys, keys[0]]),
        changed(names={"en": 1}),
        changed(status_list=None),
        canonical(twice),
        write_bundle(BUNDLE).replace(b'"v":1', b'"v":1,"v":1'),
    ):
        with pytest.raises(Malformed):
            read_bundle(content)


def test_a_new_bundle_keeps_every_key_and_every_withdrawal() -> None:
    later = replace(LIST, issued=MADE + timedelta(days=1), size=61, withdrawals={**LIST.withdrawals, 3: REVOKED})
    successor = bundle_of(later)
    assert succeeds(successor, old=BUNDLE) is successor
    with pytest.raises(KeyDropped):
        succeeds(bundle_of(keys=(NEW_KEY,)), old=BUNDLE)
    with pytest.raises(KeyDropped):
        succeeds(bundle_of(keys=(replace(OLD_KEY, until=None), NEW_KEY)), old=BUNDLE)
    with pytest.raises(KeyDropped):
        succeeds(bundle_of(keys=(replace(OLD_KEY, since=date(2026, 1, 2)), NEW_KEY)), old=BUNDLE)
    with pytest.raises(KeyDropped):
        succeeds(Bundle(issued=MADE, issuers={}), old=BUNDLE)
    for change in ({"issued": MADE}, {"size": 60}, {"withdrawals": LIST.withdrawals}):
        older = bundle_of(replace(later, **change))
        with pytest.raises(RolledBack):
            succeeds(older, old=successor)

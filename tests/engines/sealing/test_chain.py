"""A chain shows every change, and erased text leaves nothing behind that could be guessed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sabaq.engines.sealing.chain import GENESIS, ChainEntry, check_chain, commit, is_committed, link

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)


def chain_of(headers: list[bytes]) -> list[ChainEntry]:
    entries, previous = [], GENESIS
    for seq, header in enumerate(headers, start=1):
        previous = link(previous, header)
        entries.append(ChainEntry(seq, header, previous))
    return entries


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=8), st.data())
def test_a_chain_names_the_first_entry_that_was_touched(headers: list[bytes], data: st.DataObject) -> None:
    entries = chain_of(headers)
    head = entries[-1].hash
    assert check_chain(entries, head=head) is None
    place = data.draw(st.integers(0, len(entries) - 1))
    entry = entries[place]
    before, after = entries[:place], entries[place + 1 :]
    changed = replace(entry, header=entry.header + b"!")
    assert check_chain([*before, changed, *after], head=head) == entry.seq
    forged = replace(changed, hash=link(before[-1].hash if before else GENESIS, changed.header))
    assert check_chain([*before, forged, *after], head=head) == entry.seq + 1
    assert check_chain([*before, replace(entry, hash=bytes(32)), *after], head=head) == entry.seq
    assert check_chain([*before, *after], head=head) == entry.seq
    assert check_chain([*before, entry, *entries[place:]], head=head) == entry.seq + 1
    assert check_chain([*before, replace(entry, seq=entry.seq + 1), *after], head=head) == entry.seq
    assert check_chain(after, first=entry.seq + 1, previous=entry.hash, head=head) is None


def test_a_cut_off_end_is_seen_only_with_the_head() -> None:
    entries = chain_of([b"one", b"two", b"three"])
    assert check_chain(entries[:2]) is None
    assert check_chain(entries[:2], head=entries[2].hash) == 3


@given(TEXTS, TEXTS)
def test_a_commitment_holds_for_its_text_and_salt_only(text: str, other: str) -> None:
    salt, commitment = commit(text)
    again, second = commit(text)
    assert is_committed(text, salt=salt, commitment=commitment)
    assert is_committed(other, salt=salt, commitment=commitment) == (other == text)
    assert not is_committed(text, salt=again, commitment=commitment)
    assert second != commitment

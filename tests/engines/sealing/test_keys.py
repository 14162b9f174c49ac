"""A key signs one content for one purpose, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from sabaq.engines.sealing.keys import Purpose, key_id, new_key, stored_key, verify


def test_known_answer_of_rfc_8032() -> None:
    key = stored_key(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    assert key.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.key_id == key_id(key.public) == "EH7DDX5BKSRGC"
    assert repr(key) == "SigningKey(EH7DDX5BKSRGC)"


@given(st.binary(max_size=200))
def test_a_signature_counts_only_for_its_purpose_key_and_content(content: bytes) -> None:
    key, other = new_key(), new_key()
    signature = key.sign(content, purpose=Purpose.CERTIFICATE)
    accepted = [
        (purpose, public, changed)
        for purpose in Purpose
        for public in (key.public, other.public, b"short")
        for changed in (content, content + b"\0")
        if verify(signature, changed, public=public, purpose=purpose)
    ]
    assert accepted == [(Purpose.CERTIFICATE, key.public, content)]

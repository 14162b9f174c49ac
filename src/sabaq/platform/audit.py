"""The audit chain: every action's entry, append-only, each bound to the one before by a hash.

Database triggers refuse update and delete. Erasable words stand beside the chain under a salted commitment, so that
a person's name can really go while the chain still verifies (see `engines/sealing`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Model, Q, QuerySet

from sabaq.engines.sealing import canonical, chain

from .actors import Actor
from .models import AuditEntry, AuditSubject, AuditWords

GENESIS = chain.GENESIS.hex()
# Any number will do, as long as nothing else in the database takes the same advisory lock.
_CHAIN_LOCK = 7_201_723


def subject_key(row: Model) -> tuple[str, str]:
    """How a row is named in the audit: its model's label and its primary key."""
    return row._meta.label_lower, str(row.pk)


def _header(entry: AuditEntry, subjects: list[tuple[str, str]], commitments: dict[str, str]) -> bytes:
    return canonical.canonical(
        {
            "seq": entry.seq,
            "at": entry.at.astimezone(UTC).isoformat(),
            "actor": [entry.actor_kind, entry.actor_key],
            "verb": entry.verb,
            "subjects": [list(pair) for pair in subjects],
            "facts": entry.facts,
            "words": commitments,
        }
    )


def append_entry(
    *, verb: str, by: Actor, at: datetime, about: Iterable[Model], facts: dict[str, Any], words: dict[str, str]
) -> AuditEntry:
    """Append one entry inside the caller's transaction; writers queue for the chain's head until they commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
    last = AuditEntry.objects.order_by("-seq").first()
    entry = AuditEntry(
        seq=last.seq + 1 if last else 1,
        at=at,
        actor_kind=by.kind,
        actor_key=by.key,
        verb=verb,
        facts=facts,
    )
    subjects = list(dict.fromkeys(subject_key(row) for row in about))
    kept = {name: text for name, text in {**words, "actor": by.label}.items() if text}
    sealed = {name: chain.commit(text) for name, text in kept.items()}
    entry.previous = last.hash if last else GENESIS
    header = _header(entry, subjects, {name: commitment.hex() for name, (_, commitment) in sealed.items()})
    entry.hash = chain.link(bytes.fromhex(entry.previous), header).hex()
    entry.save(force_insert=True)
    AuditSubject.objects.bulk_create(
        AuditSubject(entry=entry, position=i, model=model, key=key) for i, (model, key) in enumerate(subjects)
    )
    AuditWords.objects.bulk_create(
        AuditWords(entry=entry, name=name, salt=salt.hex(), commitment=commitment.hex(), text=kept[name])
        for name, (salt, commitment) in sealed.items()
    )
    return entry


def history_of(row: Model, *, mentions: bool = False) -> QuerySet[AuditEntry]:
    """Entries about `row`, newest first, with their words; three queries however many there are.

    An entry's words belong to its main subject, so that whoever may see a row may read them. With `mentions` also the
    entries about something else that name `row`: only for a reader who may see everything that can name it.
    """
    model, key = subject_key(row)
    named = Q(subjects__model=model, subjects__key=key)
    about = named if mentions else named & Q(subjects__position=0)
    return AuditEntry.objects.filter(about).order_by("-seq").prefetch_related("words", "subjects")


@dataclass(frozen=True)
class ChainReport:
    """What checking the chain found: `entries` read, and the first broken one with why, if any."""

    entries: int
    broken_at: int | None = None
    why: str = ""

    @property
    def verified(self) -> bool:
        """True if every entry follows from the one before and every kept word fits its commitment."""
        return self.broken_at is None


def verify_chain() -> ChainReport:
    """Read the whole chain in order and check every hash, every commitment and that no entry is missing."""
    previous, count = GENESIS, 0
    entries = AuditEntry.objects.order_by("seq").prefetch_related("subjects", "words")
    for entry in entries.iterator(chunk_size=500):
        count += 1
        if entry.seq != count:
            return ChainReport(count, entry.seq, "an entry is missing before this one")
        words = {word.name: word for word in entry.words.all()}
        for word in words.values():
            salt, commitment = bytes.fromhex(word.salt), bytes.fromhex(word.commitment)
            if word.text is not None and not chain.is_committed(word.text, salt=salt, commitment=commitment):
                return ChainReport(count, entry.seq, f"the text of “{word.name}” was changed")
        subjects = [(s.model, s.key) for s in sorted(entry.subjects.all(), key=lambda s: s.position)]
        header = _header(entry, subjects, {name: word.commitment for name, word in words.items()})
        if entry.previous != previous or entry.hash != chain.link(bytes.fromhex(previous), header).hex():
            return ChainReport(count, entry.seq, "the entry does not follow from the one before")
        previous = entry.hash
    return ChainReport(count)

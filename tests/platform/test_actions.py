"""The action mechanism: permission, one transaction, exactly one audit entry, and a chain that shows tampering."""

import pytest
from django.db import DatabaseError, connection, transaction

from sabaq.network.models import Country
from sabaq.platform import actions, audit, permissions
from sabaq.platform.actions import Unaudited, action, record
from sabaq.platform.actors import NOBODY, SYSTEM
from sabaq.platform.models import AuditEntry, AuditWords
from sabaq.platform.refusals import NotPermitted


@pytest.fixture
def rename(monkeypatch):
    """An action made for this test only."""
    monkeypatch.setattr(actions, "_register", dict(actions._register))
    monkeypatch.setattr(permissions, "_register", dict(permissions._register))
    permission = permissions.permit("test.rename", "Rename", permissions.is_system)

    @action(permission)
    def rename_country(country, *, name, entries=1, by, at):
        country.names = {"en": name}
        country.save()
        for _ in range(entries):
            record(country, facts={"code": country.code}, words={"name": name})

    return rename_country


@pytest.fixture
def country(db):
    return Country.objects.create(code="KG", names={"en": "Kyrgyzstan"})


def test_an_action_leaves_one_entry_that_the_history_finds(rename, country, at):
    rename(country, name="Kyrgyz Republic", by=SYSTEM, at=at)
    entry = audit.history_of(country).get()
    assert (entry.verb.endswith("rename_country"), entry.facts, entry.word("name"), entry.word("actor")) == (
        True,
        {"code": "KG"},
        "Kyrgyz Republic",
        "Sabaq",
    )
    assert audit.verify_chain().verified


def test_somebody_without_the_permission_changes_nothing(rename, country, at):
    with pytest.raises(NotPermitted):
        rename(country, name="X", by=NOBODY, at=at)
    country.refresh_from_db()
    assert country.names == {"en": "Kyrgyzstan"}
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("entries", [0, 2])
def test_a_body_that_leaves_no_or_two_entries_is_rolled_back(rename, country, at, entries):
    with pytest.raises(Unaudited):
        rename(country, name="X", entries=entries, by=SYSTEM, at=at)
    country.refresh_from_db()
    assert country.names == {"en": "Kyrgyzstan"}
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE platform_auditentry SET verb = 'x'",
        "DELETE FROM platform_auditentry",
        "DELETE FROM platform_auditwords",
        "UPDATE platform_auditwords SET text = 'x'",
    ],
)
def test_the_database_refuses_to_change_the_chain(rename, country, at, statement):
    rename(country, name="X", by=SYSTEM, at=at)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_erased_words_leave_the_chain_whole(rename, country, at):
    rename(country, name="X", by=SYSTEM, at=at)
    AuditWords.objects.update(text=None, salt="")
    assert audit.verify_chain() == audit.ChainReport(1)


def test_a_forged_row_is_found(rename, country, at):
    for name in "XY":
        rename(country, name=name, by=SYSTEM, at=at)
    first = AuditEntry.objects.get(seq=2)
    forged = AuditEntry(seq=3, at=at, actor_kind="person", verb="v", previous=first.hash, hash="0" * 64)
    forged.save(force_insert=True)
    report = audit.verify_chain()
    assert (report.verified, report.broken_at) == (False, 3)

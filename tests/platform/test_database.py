"""Triggers of the database: every declared one is there, append-only tables cannot be emptied, and all can go back."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from sabaq.network.models import Country
from sabaq.platform.actors import SYSTEM
from sabaq.platform.audit import append_entry, verify_chain
from sabaq.platform.database import Trigger
from sabaq.platform.models import AuditEntry

APPEND_ONLY = ("platform_auditentry", "platform_auditsubject", "platform_auditwords")
postgresql_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")


def asked(sql, *values):
    """The first column of what the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()] if cursor.description else []


def triggers():
    """Names of the triggers that the database has."""
    if connection.vendor == "sqlite":
        return set(asked("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    return set(asked("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))


def test_every_declared_trigger_is_there(db):
    """SQLite drops a table's triggers when a later migration builds the table anew."""
    declared = {
        operation.name
        for migration in MigrationLoader(connection).disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, Trigger) and operation.is_for(connection.vendor)
    }
    assert (declared - triggers(), len(declared) > 10) == (set(), True)


@pytest.fixture
def entry(db, at):
    country = Country.objects.create(code="KG", names={"en": "Kyrgyzstan"})
    return append_entry(verb="test.act", by=SYSTEM, at=at, about=[country], facts={}, words={"reason": "x"})


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL has no REPLACE")
def test_an_entry_cannot_be_replaced(entry):
    columns = "seq, at, actor_kind, actor_key, verb, facts, previous, hash"
    replace = (
        f"INSERT OR REPLACE INTO platform_auditentry ({columns}) VALUES (%s, %s, 'person', 1, 'x', '{{}}', 'p', 'h')"
    )
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        asked(replace, entry.seq, str(entry.at))
    assert AuditEntry.objects.get().verb == "test.act"
    assert verify_chain().verified


@postgresql_only
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_a_table_that_only_grows_cannot_be_emptied(entry, table):
    asked("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        asked(f"TRUNCATE {table} CASCADE")
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("when", ["DELETE", "TRUNCATE"])
def test_a_trigger_goes_and_comes_again(db, when):
    probe = Trigger("probe_of_a_test", table="platform_job", when=when, word="no")

    def moved(migrate):
        # SQLite's schema editor wants no transaction around it; the statements themselves do not mind.
        editor = connection.schema_editor(collect_sql=True)
        editor.deferred_sql = []
        migrate("platform", editor, None, None)
        for statement in editor.collected_sql:
            asked(statement.replace("%", "%%"))
        return probe.name in triggers()

    expected = probe.is_for(connection.vendor)
    steps = (probe.database_forwards, probe.database_backwards, probe.database_forwards, probe.database_backwards)
    assert [moved(step) for step in steps] == [expected, False, expected, False]
    if connection.vendor == "postgresql":
        assert asked("SELECT proname FROM pg_proc WHERE proname = 'probe_of_a_test'") == []

"""Database rules that Django cannot state, for SQLite and PostgreSQL alike, as migration operations.

A trigger refuses on both with the same short word, so that an action can turn it into a named refusal, and a test on
either database proves that the rule does not depend on the code above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from .refusals import Refusal


class Trigger(Operation):
    """Run `condition` before each `when` ("INSERT", "UPDATE OF x", "DELETE") on `table`; refuse with `word` if true.

    "TRUNCATE" is of PostgreSQL alone, once for the statement. The condition is one SQL expression over NEW and OLD that
    both databases understand. `lock` is a statement that PostgreSQL runs first, so that two transactions cannot both
    pass the check; SQLite has one writer anyway.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self, name: str, *, table: str, when: str, word: str, condition: str = "1 = 1", lock: str = ""
    ) -> None:
        self.name, self.table, self.when = name, table, when
        self.condition, self.word, self.lock = condition, word, lock

    def is_for(self, vendor: str) -> bool:
        """Whether the database has what the trigger refuses; SQLite deletes row by row where a trigger waits."""
        return self.when != "TRUNCATE" or vendor == "postgresql"

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Triggers are no part of Django's model state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Create the trigger."""
        if not self.is_for(schema_editor.connection.vendor):
            return
        if schema_editor.connection.vendor == "sqlite":
            sql = [
                f"CREATE TRIGGER {self.name} BEFORE {self.when} ON {self.table} WHEN {self.condition} "
                f"BEGIN SELECT RAISE(ABORT, '{self.word}'); END"
            ]
        else:
            lock = f"{self.lock};" if self.lock else ""
            back = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(self.when, "NEW")
            each = "STATEMENT" if self.when == "TRUNCATE" else "ROW"
            sql = [
                f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lock} "
                f"IF {self.condition} THEN RAISE EXCEPTION '{self.word}' USING ERRCODE = 'check_violation'; END IF; "
                f"RETURN {back}; END $$",
                f"CREATE TRIGGER {self.name} BEFORE {self.when} ON {self.table} "
                f"FOR EACH {each} EXECUTE FUNCTION {self.name}()",
            ]
        for statement in sql:
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Drop the trigger, and on PostgreSQL the function that it runs."""
        if not self.is_for(schema_editor.connection.vendor):
            return
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {self.name}", params=None)
        else:
            schema_editor.execute(f"DROP TRIGGER {self.name} ON {self.table}", params=None)
            schema_editor.execute(f"DROP FUNCTION {self.name}()", params=None)

    def describe(self) -> str:
        """What `migrate` prints."""
        return f"Trigger {self.name} on {self.table}"


def never_emptied(table: str) -> Operation:
    """Refuse TRUNCATE, which fires no trigger of the rows."""
    return Trigger(f"{table}_no_truncate", table=table, when="TRUNCATE", word="append_only")


def append_only(table: str) -> list[Operation]:
    """Refuse every update and delete of a table's rows, and to empty it."""
    return [
        Trigger(f"{table}_no_update", table=table, when="UPDATE", word="append_only"),
        Trigger(f"{table}_no_delete", table=table, when="DELETE", word="append_only"),
        never_emptied(table),
    ]


@contextmanager
def refusing(word: str, refusal: Refusal) -> Iterator[None]:
    """Turn a trigger's refusal by its short word into a named one; the transaction around it stays usable."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if word in str(error):
            raise refusal from error
        raise

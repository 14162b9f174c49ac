"""The platform's tables: the audit chain, jobs, stored files, and counts of tries."""

from __future__ import annotations

import uuid

from django.db import models


class AuditEntry(models.Model):
    """One action that happened. Triggers refuse any change; `hash` binds it to the entry before."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=10)
    actor_key = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=80, db_index=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"

    def word(self, name: str) -> str:
        """The kept text called `name`, or "" where there is none or it was erased. Uses the prefetched words."""
        return next((w.text or "" for w in self.words.all() if w.name == name), "")


class AuditSubject(models.Model):
    """A row that an entry concerns, the main one at position 0."""

    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="subjects")
    position = models.PositiveSmallIntegerField()
    model = models.CharField(max_length=80)
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "position"], name="audit_subject_once")]
        indexes = [models.Index(fields=["model", "key"])]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"


class AuditWords(models.Model):
    """Erasable text of an entry. `text` may become null once; the salt goes with it and the commitment stays."""

    entry = models.ForeignKey(AuditEntry, on_delete=models.PROTECT, related_name="words")
    name = models.CharField(max_length=40)
    salt = models.CharField(max_length=64, blank=True)
    commitment = models.CharField(max_length=64)
    text = models.TextField(null=True)  # noqa: DJ001 - null means erased, "" means nothing was said

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="audit_words_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.name}"


class Job(models.Model):
    """Long work that somebody started: what it is, how far it is, what came of it. Kept so that it can be reopened."""

    class State(models.TextChoices):
        """Where a job stands."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        REFUSED = "refused"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    step = models.CharField(max_length=200, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result_url = models.CharField(max_length=300, blank=True)
    refusal = models.TextField(blank=True)
    started_by = models.BigIntegerField(null=True)
    language = models.CharField(max_length=10, default="en")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"

    @property
    def is_over(self) -> bool:
        """True when nothing more will happen."""
        return self.state in {self.State.DONE, self.State.REFUSED, self.State.FAILED}


class Tries(models.Model):
    """How often something was tried that can be guessed; `key` is a hash of what it was and where it came from."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"


class StoredFile(models.Model):
    """Bytes as somebody sent them or as the system made them, named by their SHA-256 under `var/files`."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

"""Lists of people as ministries send them, and what was read in each row."""

from __future__ import annotations

from django.db import models

from sabaq.network.models import Country, Institution
from sabaq.people.models import Person
from sabaq.platform.choices import choices
from sabaq.platform.models import Job, StoredFile
from sabaq.platform.personal import Basis, PersonalClass, PersonalField
from sabaq.programmes.models import Edition

from ..states import ListState, RowState


class SentList(models.Model):
    """One file from one sender for one edition. The same bytes again are the same list."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sent_lists")
    sender = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=choices(ListState), default=ListState.READING)
    unreadable_kind = models.CharField(max_length=40, blank=True)
    sheet_name = models.CharField(max_length=120, blank=True)
    sheet = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    problems = models.JSONField(default=list)

    impersonal = {
        "id", "edition", "sender", "country", "sha256", "job", "sent_at", "state", "unreadable_kind", "sheet_name",
        "columns", "problems",
    }  # fmt: skip
    personal = {
        field: PersonalField(PersonalClass.IDENTITY, Basis.NOMINATION, "the list exactly as the sender wrote it", 180)
        for field in ("file", "sheet")
    }

    class Meta:
        ordering = ["-sent_at"]
        constraints = [models.UniqueConstraint(fields=["edition", "sha256"], name="sent_list_once")]

    def __str__(self) -> str:
        return f"list {self.pk} for {self.edition_id}"


class SenderWording(models.Model):
    """What an office means by a column name of its own, once somebody has explained it: its next lists are read so."""

    sender = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="+")
    header = models.CharField(max_length=200)
    meaning = models.CharField(max_length=30)
    learnt_at = models.DateTimeField()

    impersonal = {"id", "sender", "header", "meaning", "learnt_at"}

    class Meta:
        ordering = ["header"]
        constraints = [models.UniqueConstraint(fields=["sender", "header"], name="sender_wording_once")]

    def __str__(self) -> str:
        return f"{self.header}: {self.meaning}"


class ListRow(models.Model):
    """One record of a list: the fields as read, corrections beside them, problems, and what became of it."""

    sent_list = models.ForeignKey(SentList, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()
    fields = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=choices(RowState))
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    known_person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    likeness = models.JSONField(default=list)

    impersonal = {"id", "sent_list", "row", "state", "duplicate_of", "known_person"}
    personal = {
        field: PersonalField(PersonalClass.IDENTITY, Basis.NOMINATION, "reading and correcting a sender's list", 180)
        for field in ("fields", "corrections", "problems", "likeness")
    }

    class Meta:
        ordering = ["row"]
        constraints = [models.UniqueConstraint(fields=["sent_list", "row"], name="list_row_once")]

    def __str__(self) -> str:
        return f"row {self.row} of list {self.sent_list_id}"

    @property
    def current(self) -> dict[str, str]:
        """The fields with the corrections in them."""
        return {**self.fields, **self.corrections}

    @property
    def place(self) -> str:
        """The row as its sender sees it: "7", or "Sheet!7" where several sheets make the list."""
        parts = self.sent_list.sheet.get("parts", [])
        part = next((part for part in reversed(parts) if part["start"] < self.row), None)
        return f"{part['sheet']}!{self.row - part['start']}" if part else str(self.row)

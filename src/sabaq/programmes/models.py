"""Programmes as templates that others can adopt, editions as their runs, sessions as groups with seats."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sabaq.agreements.models import Commitment
from sabaq.network.models import Institution, Network
from sabaq.platform.choices import choices
from sabaq.platform.languages import TextInLanguages, in_language
from sabaq.platform.sourced import Sourced

from .states import EditionState


class Programme(Sourced):
    """A programme: what is taught, by whom, and what a participant must fulfil."""

    key = models.SlugField(max_length=60, unique=True)
    titles = TextInLanguages()
    summary = TextInLanguages()
    host = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    host_provides = TextInLanguages()
    required_attendance = models.PositiveSmallIntegerField(default=80)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(condition=Q(required_attendance__lte=100), name="required_attendance_per_cent")
        ]

    def __str__(self) -> str:
        return str(in_language(self.titles))


class Module(models.Model):
    """A part of a programme with its hours."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="modules")
    position = models.PositiveSmallIntegerField()
    titles = TextInLanguages()
    hours = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["programme", "position"], name="module_position_once")]

    def __str__(self) -> str:
        return str(in_language(self.titles))


class Edition(Sourced):
    """One run of a programme. `network` is set where the Network runs it; `adopted_from` is the sample it follows."""

    key = models.SlugField(max_length=60, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="editions")
    titles = TextInLanguages()
    host = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, null=True, on_delete=models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.PROTECT, related_name="+")
    adopted_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="adoptions")
    place = TextInLanguages()
    starts = models.DateField()
    ends = models.DateField()
    nominations_close = models.DateField()
    state = models.CharField(max_length=12, choices=choices(EditionState), default=EditionState.PLANNED)

    class Meta:
        ordering = ["starts", "key"]
        constraints = [
            models.CheckConstraint(condition=Q(starts__lte=F("ends")), name="edition_dates_in_order"),
            models.CheckConstraint(
                condition=Q(nominations_close__lte=F("starts")), name="edition_nominations_close_before_start"
            ),
        ]

    def __str__(self) -> str:
        return str(in_language(self.titles))


class Session(models.Model):
    """A group inside an edition: dates, place, language of instruction, and how many seats the room has."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    starts = models.DateField()
    ends = models.DateField()
    place = TextInLanguages()
    language = models.CharField(max_length=10)
    capacity = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="session_number_once"),
            models.CheckConstraint(condition=Q(starts__lte=F("ends")), name="session_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} session {self.number}"

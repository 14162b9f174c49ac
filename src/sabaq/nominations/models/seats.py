"""The seat ledger: pools of seats and append-only entries between them. A balance is a sum, never a column."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sabaq.agreements.models import Commitment
from sabaq.network.models import Country, Institution
from sabaq.platform.choices import choices
from sabaq.platform.sourced import Sourced
from sabaq.programmes.models import Edition

from ..states import EntryKind


class SeatPool(models.Model):
    """Whose seats: the edition's own (no country), a country's, or an agency's within its country."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="pools")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=Q(country__isnull=True, institution__isnull=True), name="pool_one_edition"
            ),
            models.UniqueConstraint(
                fields=["edition", "country"], condition=Q(institution__isnull=True), name="pool_one_per_country"
            ),
            models.UniqueConstraint(fields=["edition", "institution"], name="pool_one_per_agency"),
            models.CheckConstraint(
                condition=Q(institution__isnull=True) | Q(country__isnull=False), name="pool_agency_has_country"
            ),
        ]

    def __str__(self) -> str:
        return f"pool {self.pk} of edition {self.edition_id}"


class SeatEntry(Sourced):
    """One entry of the ledger. Triggers refuse change, and any entry that would take more than the source holds."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="seat_entries")
    kind = models.CharField(max_length=12, choices=choices(EntryKind))
    source = models.ForeignKey(SeatPool, null=True, on_delete=models.PROTECT, related_name="given")
    target = models.ForeignKey(SeatPool, null=True, on_delete=models.PROTECT, related_name="received")
    seats = models.PositiveIntegerField()
    day = models.DateField()
    entered_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    paper = models.CharField(max_length=200, blank=True)
    commitment = models.ForeignKey(Commitment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "id"]
        verbose_name_plural = "seat entries"
        constraints = [
            models.CheckConstraint(condition=Q(seats__gt=0), name="seat_entry_moves_seats"),
            models.CheckConstraint(
                condition=Q(source__isnull=False) | Q(target__isnull=False), name="seat_entry_has_a_side"
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=True) | Q(target__isnull=True) | ~Q(source=F("target")),
                name="seat_entry_two_sides_differ",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.seats}"

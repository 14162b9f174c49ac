"""Plans of placement with a reason for everybody, and the seats with their chains of holders."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sabaq.platform.choices import choices
from sabaq.platform.personal import Basis, PersonalClass, PersonalField
from sabaq.programmes.models import Edition, Session

from ..states import PlanState
from .nominations import Nomination
from .seats import SeatPool


class PlacementPlan(models.Model):
    """What one policy gives for an edition, with the instance and the certificate so that anybody can check it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="plans")
    policy = models.CharField(max_length=12)
    state = models.CharField(max_length=12, choices=choices(PlanState), default=PlanState.DRAFT)
    instance = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    comparison = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"], condition=Q(state=PlanState.DRAFT.value), name="plan_one_draft_per_edition"
            )
        ]

    def __str__(self) -> str:
        return f"plan {self.pk} ({self.policy}) for {self.edition_id}"


class PlanOutcome(models.Model):
    """What a plan gives one nominee, and why: `kind` with `params` is a sentence in any language."""

    plan = models.ForeignKey(PlacementPlan, on_delete=models.CASCADE, related_name="outcomes")
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="outcomes")
    session = models.ForeignKey(Session, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)

    impersonal = {"id", "plan", "nomination"}
    personal = {
        field: PersonalField(PersonalClass.RECORD, Basis.NOMINATION, "explaining a decision", 1095)
        for field in ("session", "kind", "params")
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "nomination"], name="outcome_once")]

    def __str__(self) -> str:
        return f"{self.kind} for {self.nomination_id}"


class Placement(models.Model):
    """One seat in a session. `number` runs from 1 to the capacity; a trigger refuses one beyond it."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="placements")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="placement_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="placement_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"seat {self.number} of session {self.session_id}"


class Holding(models.Model):
    """Who holds a seat, from when to when. The chain of a seat is its holdings in order; one is current at most."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="holdings")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="holdings")
    pool = models.ForeignKey(SeatPool, on_delete=models.PROTECT, related_name="holdings")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)
    in_place_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    impersonal = {"id", "placement", "nomination", "pool", "in_place_of"}
    personal = {
        field: PersonalField(PersonalClass.RECORD, Basis.NOMINATION, "who travels and who travelled instead", 1095)
        for field in ("since", "until", "end_reason")
    }

    class Meta:
        ordering = ["placement", "since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["placement"], condition=Q(until__isnull=True), name="holding_one_per_seat"),
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(until__isnull=True), name="holding_one_per_nomination"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id} holds {self.placement_id}"

"""Nominations: an agency proposes a person for an edition. Two state fields, each with one writer."""

from __future__ import annotations

from django.db import models

from sabaq.network.models import Country, Institution
from sabaq.people.models import Person
from sabaq.platform.choices import choices
from sabaq.platform.personal import Basis, PersonalClass, PersonalField
from sabaq.programmes.models import Edition

from ..states import HostState, SenderState
from .lists import ListRow


class NationalChain(models.Model):
    """Whose hands a country's nominations pass through before the host sees them: role names in order."""

    country = models.OneToOneField(Country, on_delete=models.CASCADE, related_name="+")
    steps = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.country_id}: {' → '.join(self.steps)}"


class Nomination(models.Model):
    """A person proposed for an edition by an agency. `priority` is the agency's own order, 1 first."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="nominations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="nominations")
    agency = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    agency_as_written = models.CharField(max_length=200, blank=True)
    post_as_written = models.CharField(max_length=200, blank=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    priority = models.PositiveSmallIntegerField()
    languages = models.JSONField(default=list)
    list_row = models.OneToOneField(ListRow, null=True, on_delete=models.SET_NULL, related_name="nomination")
    sender_state = models.CharField(max_length=10, choices=choices(SenderState), default=SenderState.PROPOSED)
    chain_position = models.PositiveSmallIntegerField(default=0)
    host_state = models.CharField(max_length=10, choices=choices(HostState), default=HostState.PENDING)
    host_reason = models.CharField(max_length=300, blank=True)
    nominated_at = models.DateTimeField()

    impersonal = {
        "id", "edition", "person", "country", "list_row", "sender_state", "chain_position", "host_state",
        "nominated_at",
    }  # fmt: skip
    personal = {
        "agency": PersonalField(PersonalClass.WORK, Basis.NOMINATION, "whose seat the person takes", 1095),
        "agency_as_written": PersonalField(PersonalClass.WORK, Basis.NOMINATION, "the sender's own wording", 1095),
        "post_as_written": PersonalField(PersonalClass.WORK, Basis.NOMINATION, "fitting the course to the post", 1095),
        "priority": PersonalField(PersonalClass.WORK, Basis.NOMINATION, "the agency's order", 1095),
        "languages": PersonalField(PersonalClass.WORK, Basis.NOMINATION, "the language of instruction", 1095),
        "host_reason": PersonalField(PersonalClass.RECORD, Basis.NOMINATION, "explaining a decision", 1095),
    }

    class Meta:
        ordering = ["edition", "country", "agency", "priority", "id"]
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="nomination_once")]
        indexes = [models.Index(fields=["edition", "sender_state", "host_state"])]

    def __str__(self) -> str:
        return f"nomination {self.pk}"

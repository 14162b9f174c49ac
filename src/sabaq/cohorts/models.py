"""Participations: a placed person in a session, day by day, and the certificate that came of it."""

from __future__ import annotations

from django.db import models

from sabaq.credentials.models import Certificate
from sabaq.credentials.states import CertificateState
from sabaq.nominations.models import Nomination
from sabaq.people.models import Person
from sabaq.platform.choices import choices
from sabaq.platform.personal import Basis, PersonalClass, PersonalField
from sabaq.programmes.models import Session

from .states import ParticipationState


class Participation(models.Model):
    """A person in a session. Made when the course is opened to those who hold its seats."""

    nomination = models.OneToOneField(Nomination, on_delete=models.PROTECT, related_name="participation")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="participations")
    state = models.CharField(max_length=14, choices=choices(ParticipationState), default=ParticipationState.EXPECTED)
    certificate = models.OneToOneField(Certificate, null=True, on_delete=models.PROTECT, related_name="+")

    impersonal = {"id", "nomination", "person", "session", "certificate"}
    personal = {"state": PersonalField(PersonalClass.RECORD, Basis.NOMINATION, "who completed the course", 1095)}

    class Meta:
        ordering = ["session", "id"]

    def __str__(self) -> str:
        return f"participation {self.pk}"

    @property
    def is_certified(self) -> bool:
        """Whether a certificate that holds rests on this participation; a revoked one binds nobody."""
        return self.certificate is not None and self.certificate.state == CertificateState.VALID

    @property
    def may_be_certified_again(self) -> bool:
        """Whether the certificate was taken back from somebody who, as it is settled now, has completed."""
        return self.certificate is not None and not self.is_certified and self.state == ParticipationState.COMPLETED


class AttendanceMark(models.Model):
    """Whether a participant was there on one day of the session."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="marks")
    day = models.DateField()
    present = models.BooleanField()

    impersonal = {"id", "participation"}
    personal = {
        field: PersonalField(PersonalClass.RECORD, Basis.NOMINATION, "the requirement of attendance", 1095)
        for field in ("day", "present")
    }

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["participation", "day"], name="attendance_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.present}"

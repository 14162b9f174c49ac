"""Issuers with their keys, certificates with their signed statements, and published status lists."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sabaq.network.models import Institution
from sabaq.people.models import Person
from sabaq.platform.choices import choices
from sabaq.platform.languages import TextInLanguages, in_language
from sabaq.platform.models import StoredFile
from sabaq.platform.personal import Basis, PersonalClass, PersonalField

from .states import CertificateState


class Issuer(models.Model):
    """An institution that signs certificates. `code` is its short name inside signed statements, such as "cn-nag"."""

    institution = models.OneToOneField(Institution, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, unique=True)

    def __str__(self) -> str:
        return self.code


class IssuerKey(models.Model):
    """A signing key. Retired, never dropped: old certificates need it. The private half is sealed at rest."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="keys")
    kid = models.CharField(max_length=20, unique=True)
    public = models.CharField(max_length=64)
    sealed_private = models.TextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer"], condition=Q(until__isnull=True), name="issuer_one_current_key")
        ]

    def __str__(self) -> str:
        return self.kid


class Certificate(models.Model):
    """A certificate as issued. What it says never changes; only its state does, and each change is an action."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=30, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    holder_written = models.CharField(max_length=240)
    holder_passport = models.CharField(max_length=160)
    title = TextInLanguages()
    modules = models.JSONField(default=list)
    place = TextInLanguages()
    starts = models.DateField()
    ends = models.DateField()
    hours = models.PositiveSmallIntegerField()
    statement = models.TextField(unique=True)
    status_index = models.PositiveIntegerField()
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=choices(CertificateState), default=CertificateState.VALID)
    state_reason = models.CharField(max_length=300, blank=True)
    state_since = models.DateTimeField()
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    is_trial = models.BooleanField(default=False)
    illustrative = models.BooleanField(default=False)

    impersonal = {
        "id", "issuer", "number", "person", "title", "modules", "place", "hours", "status_index", "replaced_by",
        "is_trial", "illustrative",
    }  # fmt: skip
    personal = {
        field: PersonalField(PersonalClass.RECORD, Basis.STATE_FUNCTION, "proving what was learnt", 36500)
        for field in (
            "holder_written", "holder_passport", "starts", "ends", "statement", "paper", "state", "state_reason",
            "state_since", "issued_at",
        )
    }  # fmt: skip

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "status_index"], name="certificate_status_index_once"),
            models.CheckConstraint(condition=Q(starts__lte=F("ends")), name="certificate_dates_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {in_language(self.title)}"


class StatusList(models.Model):
    """A signed list of which certificates no longer hold. The newest of an issuer is the one to publish."""

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="status_lists")
    text = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.issuer} {self.signed_at:%Y-%m-%d %H:%M}"

"""Countries, institutions, networks and memberships. A renamed body stays one body: its names carry periods."""

from __future__ import annotations

from django.db import models

from sabaq.platform.choices import choices
from sabaq.platform.languages import TextInLanguages, in_language
from sabaq.platform.sourced import PartialDate, Sourced

from .states import InstitutionKind, NameKind


class Source(models.Model):
    """A public source that facts of this installation were read in."""

    key = models.CharField(max_length=10, primary_key=True)
    publisher = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    published = models.DateField(null=True)
    about = models.CharField(max_length=300)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.publisher


class Country(models.Model):
    """A country by its two letters, with its own names."""

    code = models.CharField(max_length=2, primary_key=True)
    names = TextInLanguages()
    own_language = models.CharField(max_length=10, default="en")

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return str(in_language(self.names))

    @property
    def scope(self) -> str:
        """How mandates name this country."""
        return f"country:{self.code}"


class Institution(Sourced):
    """An academy, ministry, agency, hub or other body. `names` are the current ones."""

    key = models.SlugField(max_length=60, unique=True)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="institutions")
    kind = models.CharField(max_length=20, choices=choices(InstitutionKind))
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    names = TextInLanguages()
    city = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return str(in_language(self.names))

    @property
    def scope(self) -> str:
        """How mandates name this institution."""
        return f"institution:{self.pk}"


class InstitutionName(models.Model):
    """Another spelling or an earlier name, so that lists and papers find the one body."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="other_names")
    language = models.CharField(max_length=10, blank=True)
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=choices(NameKind), default=NameKind.ALSO_WRITTEN)
    since = PartialDate()
    until = PartialDate()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["institution", "text"], name="institution_name_once")]

    def __str__(self) -> str:
        return self.text


class Network(Sourced):
    """A network of institutions with its secretariat."""

    key = models.SlugField(max_length=60, unique=True)
    names = TextInLanguages()
    goal = TextInLanguages()
    secretariat = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(in_language(self.names))

    @property
    def scope(self) -> str:
        """How mandates name this network."""
        return f"network:{self.pk}"


class Membership(Sourced):
    """An institution belongs to a network since a date, under an instrument named by its key."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="memberships")
    since = PartialDate()
    instrument = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "institution"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.institution} in {self.network}"

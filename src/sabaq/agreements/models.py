"""Agreements between any number of parties, and the commitments in their clauses.

A party's approval binds to the hash of one version. A commitment's targets come in versions too: 50, then 500, then
700 are three rows, and none replaces another.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from sabaq.network.models import Institution, Network
from sabaq.platform.choices import choices
from sabaq.platform.languages import TextInLanguages, in_language
from sabaq.platform.sourced import PartialDate, Sourced

from .domain import AgreementText, ClauseText, first_day, last_day
from .states import AgreementKind, VersionState


class Agreement(Sourced):
    """An agreement, memorandum, protocol or amendment."""

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=choices(AgreementKind))
    titles = TextInLanguages()
    network = models.ForeignKey(Network, null=True, on_delete=models.PROTECT, related_name="+")
    signed = PartialDate()
    place = TextInLanguages()
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["signed", "key"]

    def __str__(self) -> str:
        return str(in_language(self.titles))


class Party(models.Model):
    """An institution that is party to an agreement, in the order the text names them."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "parties"
        constraints = [models.UniqueConstraint(fields=["agreement", "institution"], name="party_once")]

    def __str__(self) -> str:
        return f"{self.institution_id} in {self.agreement_id}"


class Version(models.Model):
    """A text of an agreement. `text_hash` covers every language and clause; an edit makes a new draft."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    preamble = TextInLanguages()
    authentic_languages = models.JSONField(default=list)
    text_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=choices(VersionState), default=VersionState.DRAFT)
    drafted_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state=VersionState.IN_FORCE.value), name="version_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.number}"

    @property
    def text(self) -> AgreementText:
        """The whole text as kept; uses prefetched `clauses`."""
        clauses = tuple(ClauseText(clause.number, clause.texts) for clause in self.clauses.all())
        return AgreementText(clauses, self.preamble, tuple(self.authentic_languages))


class Clause(models.Model):
    """One clause of a version, in its languages."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="clauses")
    number = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    texts = TextInLanguages()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="clause_number_once")]

    def __str__(self) -> str:
        return f"{self.version_id} § {self.number}"


class Approval(models.Model):
    """A party's approval of one version, bound to the hash it saw."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="approvals")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="approvals")
    text_hash = models.CharField(max_length=64)
    approved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "party"], name="approval_once")]

    def __str__(self) -> str:
        return f"{self.party_id} approves {self.version_id}"


class Commitment(Sourced):
    """What somebody owes to somebody under a clause. `indicator` names the function that counts its delivery."""

    key = models.SlugField(max_length=60, unique=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="commitments")
    clause = models.ForeignKey(Clause, null=True, on_delete=models.PROTECT, related_name="commitments")
    what = TextInLanguages()
    debtor = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    creditor = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="+")
    verifiable = models.BooleanField(default=True)
    indicator = models.CharField(max_length=60, blank=True)
    baseline = models.IntegerField(default=0)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return str(in_language(self.what))


class Target(Sourced):
    """How much by when, promised since when, in one version; the newest version is the one that counts."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="targets")
    version = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField()
    since = PartialDate()
    due = PartialDate()
    note = TextInLanguages()
    is_expected = models.BooleanField(default=False)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "version"], name="target_version_once"),
            models.CheckConstraint(condition=Q(value__gte=1), name="target_asks_for_something"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} v{self.version}: {self.value}"

    @property
    def last_day(self) -> date | None:
        """The last day on which the target can still be met; None without a date."""
        return last_day(self.due)

    @property
    def first_day(self) -> date | None:
        """The first day on which the target can have been promised; None without a date."""
        return first_day(self.since)

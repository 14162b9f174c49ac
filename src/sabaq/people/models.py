"""Persons and what hangs on them. Personal fields are declared in each model's `personal` (platform/personal)."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from sabaq.network.models import Country, Institution, Network
from sabaq.platform.choices import choices
from sabaq.platform.languages import TextInLanguages
from sabaq.platform.personal import Basis, PersonalClass, PersonalField
from sabaq.platform.sourced import PartialDate, Sourced

from .states import ConsentPurpose, NameKind, Role, Script

NOMINATION = Basis.NOMINATION


class Person(Sourced):
    """One human being, whatever the spellings. Created by sign-up of an office holder or from a ministry's list."""

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    sex = models.CharField(max_length=1, blank=True, choices=[("f", "f"), ("m", "m")])
    birth_date = models.DateField(null=True, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)

    impersonal = {"id", "key", "sources", "illustrative"}
    personal = {
        "sex": PersonalField(PersonalClass.IDENTITY, NOMINATION, "form of address, balance of groups", 1095),
        "birth_date": PersonalField(PersonalClass.IDENTITY, NOMINATION, "telling two people apart", 1095),
        "email": PersonalField(PersonalClass.CONTACT, NOMINATION, "invitation and follow-up", 1095),
        "phone": PersonalField(PersonalClass.CONTACT, NOMINATION, "urgent news on the journey", 365),
    }

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The written name, or the passport's; uses prefetched `names` where a list prefetched them."""
        names = sorted(self.names.all(), key=lambda n: (n.kind != NameKind.WRITTEN, n.pk or 0))
        return names[0].full if names else ""

    @property
    def passport_name(self) -> str:
        """The spelling in the passport, or ""."""
        return next((n.full for n in self.names.all() if n.kind == NameKind.PASSPORT), "")


class PersonName(models.Model):
    """A name as written in one script. Parts are kept apart where they are known and never split by guess."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=10, choices=choices(NameKind), default=NameKind.WRITTEN)
    script = models.CharField(max_length=4, choices=choices(Script))
    language = models.CharField(max_length=10, blank=True)
    family = models.CharField(max_length=80, blank=True)
    given = models.CharField(max_length=80, blank=True)
    patronymic = models.CharField(max_length=80, blank=True)
    full = models.CharField(max_length=240)

    impersonal = {"id", "person", "kind", "script", "language"}
    personal = {
        field: PersonalField(PersonalClass.NAME, NOMINATION, "naming the person on lists and certificates", 3650)
        for field in ("family", "given", "patronymic", "full")
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "script", "full"], name="person_name_once"),
        ]

    def __str__(self) -> str:
        return self.full


class IdentityDocument(models.Model):
    """A passport: number as printed without spaces, and until when it is valid."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="documents")
    number = models.CharField(max_length=30)
    valid_until = models.DateField(null=True, blank=True)

    impersonal = {"id", "person"}
    personal = {
        field: PersonalField(PersonalClass.IDENTITY, NOMINATION, "visa and travel", 180)
        for field in ("number", "valid_until")
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number"], name="document_number_once")]

    def __str__(self) -> str:
        return self.number


class Post(Sourced):
    """An office at an institution for a time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="+")
    office = TextInLanguages()
    since = PartialDate()
    until = PartialDate()

    impersonal = {"id", "person", "sources", "illustrative"}
    personal = {
        field: PersonalField(PersonalClass.WORK, Basis.STATE_FUNCTION, "who speaks for an institution", 3650)
        for field in ("institution", "office", "since", "until")
    }

    def __str__(self) -> str:
        return f"{self.person_id} at {self.institution_id}"


class Mandate(Sourced):
    """What a person may do, where, from when to when. Exactly one of country, institution, network says where."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mandates")
    role = models.CharField(max_length=20, choices=choices(Role))
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(Institution, null=True, on_delete=models.PROTECT, related_name="+")
    network = models.ForeignKey(Network, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    impersonal = {"id", "person", "sources", "illustrative"}
    personal = {
        field: PersonalField(PersonalClass.WORK, Basis.STATE_FUNCTION, "deciding what an account may do", 3650)
        for field in ("role", "country", "institution", "network", "since", "until")
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="mandate_one_scope",
                condition=Q(country__isnull=False, institution__isnull=True, network__isnull=True)
                | Q(country__isnull=True, institution__isnull=False, network__isnull=True)
                | Q(country__isnull=True, institution__isnull=True, network__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.scope}"

    @property
    def scope(self) -> str:
        """Where the mandate holds, as a grant writes it; needs no query."""
        if self.country_id:
            return f"country:{self.country_id}"
        return f"institution:{self.institution_id}" if self.institution_id else f"network:{self.network_id}"


class Consent(models.Model):
    """What a person agreed to, in which words, until withdrawn."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40, choices=choices(ConsentPurpose))
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    impersonal = {"id", "person"}
    personal = {
        field: PersonalField(PersonalClass.RECORD, Basis.CONSENT, "proof of what was agreed", 3650)
        for field in ("purpose", "text_version", "language", "given_at", "withdrawn_at")
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=Q(withdrawn_at__isnull=True), name="consent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.person_id}"


class AccountManager(BaseUserManager["Account"]):
    """How Django's sign-in finds an account: by the e-mail, which is kept in small letters."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with this e-mail, however it was typed."""
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """What a person signs in with. While somebody else knows the password, the account can only change it."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="account")
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)
    language = models.CharField(max_length=10, blank=True)

    objects = AccountManager()
    USERNAME_FIELD = "email"

    impersonal = {
        "id", "password", "last_login", "person", "is_active", "is_sample", "must_change_password", "language",
    }  # fmt: skip
    personal = {"email": PersonalField(PersonalClass.CONTACT, Basis.STATE_FUNCTION, "signing in", 365)}

    def __str__(self) -> str:
        return self.email

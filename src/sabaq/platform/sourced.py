"""Where a record comes from: the keys of its public sources, or the mark that it is illustrative."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import models


class Sourced(models.Model):
    """A record that names its sources ("S1, S2") or is marked as invented for the sample."""

    sources = models.CharField(max_length=60, blank=True)
    illustrative = models.BooleanField(default=False)

    class Meta:
        abstract = True


def _check_partial_date(value: str) -> None:
    if value and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        raise ValidationError("Write a date as 2023, 2023-11 or 2023-11-27.")


class PartialDate(models.CharField):  # type: ignore[type-arg] # django-stubs' arguments say nothing here
    """A date known to the year, the month or the day: "2023", "2023-11", "2023-11-27"; "" where no source says."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"max_length": 10, "blank": True, "validators": [_check_partial_date], **kwargs})  # type: ignore[arg-type]

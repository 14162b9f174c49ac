"""What the sheet and the check pages ask: who was there on a day, and why a certificate is withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Participation
from .queries import Sheet


class MarksForm(forms.Form):
    """One column of a sheet: the day, the people whose boxes were shown, and those who were there."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = {str(line.row.pk): line.row for line in sheet.rows if not line.is_fixed}
        people = [(key, key) for key in self._rows]
        self.fields["day"] = forms.ChoiceField(choices=[(day.isoformat(), day.isoformat()) for day in sheet.days])
        self.fields["shown"] = forms.MultipleChoiceField(choices=people)
        self.fields["present"] = forms.MultipleChoiceField(choices=people, required=False)

    @property
    def marks(self) -> dict[tuple[Participation, date], bool]:
        """The answers as `record_attendance` takes them; only people whose boxes were shown get a mark."""
        day, present = date.fromisoformat(self.cleaned_data["day"]), set(self.cleaned_data["present"])
        return {(self._rows[key], day): key in present for key in self.cleaned_data["shown"]}


class ReasonForm(forms.Form):
    """Why a certificate is revoked or replaced."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody who checks the certificate reads this. Name nobody."),
        max_length=300,
    )

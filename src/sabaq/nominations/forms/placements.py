"""The filters of the people of a plan, and the reason for a withdrawal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..tables.placements import OUTCOME_WORDS


class OutcomeFilterForm(forms.Form):
    """All of it optional; an unknown choice filters nothing."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("All outcomes")), *OUTCOME_WORDS.items()]
    )
    name = forms.CharField(label=_("Name, in any script"), required=False, max_length=100)

    def __init__(self, *args: Any, countries: list[tuple[str, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All countries")), *countries]

    def answer(self, name: str) -> str:
        """A valid answer, or ""."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class ReasonForm(forms.Form):
    """Why a person leaves a seat."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        error_messages={"required": _("Say why in a few words.")},
        help_text=_("It stays in the history of the seat. For example, Ill since Monday"),
    )

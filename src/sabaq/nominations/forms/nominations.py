"""The filters of an edition's nominations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ..queries.nominations import Choices
from ..tables.nominations import HOST_STANDS, SENDER_STANDS


class FilterForm(forms.Form):
    """All of it optional; an unknown choice filters nothing."""

    country = forms.ChoiceField(required=False)
    agency = forms.ChoiceField(required=False)
    sender = forms.ChoiceField(required=False)
    host = forms.ChoiceField(required=False)
    name = forms.CharField(required=False, max_length=100)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, list[tuple[Any, Any]]] = {
            "country": [("", _("All countries")), *choices.countries],
            "agency": [("", _("All agencies")), *choices.agencies],
            "sender": [("", _("All")), *((s.value, stand.word) for s, stand in SENDER_STANDS.items())],
            "host": [("", _("All")), *((s.value, stand.word) for s, stand in HOST_STANDS.items())],
        }
        for name, pairs in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = pairs

    def conditions(self) -> dict[str, str]:
        """Field conditions for the query, of the answers that are valid."""
        self.is_valid()
        fields = {"country": "country", "agency": "agency", "sender": "sender_state", "host": "host_state"}
        return {field: self.cleaned_data[name] for name, field in fields.items() if self.cleaned_data.get(name)}

    @property
    def wanted(self) -> str:
        """The name asked for."""
        self.is_valid()
        return str(self.cleaned_data.get("name") or "")

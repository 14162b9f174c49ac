"""The filters of the list of institutions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sabaq.platform.languages import in_language

from .models import Country
from .tables import KIND_WORDS


class InstitutionFilters(forms.Form):
    """Any part of a name, a country and a kind. What is not understood filters nothing."""

    name = forms.CharField(label=_("Name"), required=False, max_length=100, widget=forms.SearchInput())
    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *KIND_WORDS.items()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted((str(in_language(texts)), code) for code, texts in Country.objects.values_list("code", "names"))
        choices = [("", _("All countries")), *((code, name) for name, code in names)]
        self.fields["country"] = forms.ChoiceField(label=_("Country"), required=False, choices=choices)

    def wanted(self) -> dict[str, str]:
        """The filters as `queries.institutions` takes them."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("name", "country", "kind")}

"""What the check page asks a stranger, with brakes on guessing names and reading files; and what opens an issuer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sabaq.engines.papers.reading import GREATEST_FILE
from sabaq.platform import tries

from .models import Certificate
from .queries import is_holder

# Names that may be tried within the period: on one certificate, and from one address (ministries share one).
CERTIFICATE_LIMIT, ADDRESS_LIMIT = 10, 60
# Files that are read for one address within the period; each costs a program of its own.
PAPER_LIMIT = 30


class CheckForm(forms.Form):
    """A number, the text of a code, or the PDF: whatever the checker has."""

    asked = forms.CharField(
        label=_("Number or code"),
        help_text=_("For example, CN-NAG-2026-00017. A scanner may write the whole code here."),
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    paper = forms.FileField(label=_("Or the certificate as a PDF"), required=False)

    def __init__(self, *args: Any, asked_from: str, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked_from, self._at = asked_from, at

    def clean_paper(self) -> Any:
        """Refuse what no certificate is, and the next file of who sent too many, before it is read."""
        paper = self.cleaned_data["paper"]
        if not paper:
            return paper
        if paper.size > GREATEST_FILE:
            raise forms.ValidationError(_("The file is larger than 8 MB."))
        limits = {f"check papers from {self._asked_from}": PAPER_LIMIT}
        if tries.are_used_up(limits, at=self._at):
            raise forms.ValidationError(_("There were too many attempts. Wait 15 minutes, then try again."))
        tries.count_try(limits, at=self._at)
        return paper

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        if not self.errors and not (self.cleaned_data.get("asked") or self.cleaned_data.get("paper")):
            raise forms.ValidationError(_("Write the number, or choose the PDF."))
        return self.cleaned_data


class NameForm(forms.Form):
    """A name to compare with the hidden one. `matches` is the answer after a valid form: yes or no, nothing between."""

    name = forms.CharField(
        label=_("Name on the paper in your hand"),
        help_text=_("Family name and given name, in any script."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    matches = False

    def __init__(self, *args: Any, certificate: Certificate, asked_from: str, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._certificate, self._asked_from, self._at = certificate, asked_from, at

    def clean_name(self) -> str:
        """Compare, unless too many names were tried; every try counts, right or wrong."""
        limits = {
            f"check {self._certificate.number} from {self._asked_from}": CERTIFICATE_LIMIT,
            f"check {self._certificate.number}": 5 * CERTIFICATE_LIMIT,
            f"check names from {self._asked_from}": ADDRESS_LIMIT,
        }
        if tries.are_used_up(limits, at=self._at):
            raise forms.ValidationError(_("Too many names were tried. Wait 15 minutes, then try again."))
        tries.count_try(limits, at=self._at)
        name: str = self.cleaned_data["name"]
        self.matches = is_holder(self._certificate, name)
        return name


class IssuerForm(forms.Form):
    """The short name of an issuer."""

    code = forms.CharField(
        label=_("Short name"),
        help_text=_("3 to 12 small Latin letters, digits and hyphens, such as cn-nag. It stays for ever."),
        max_length=12,
    )

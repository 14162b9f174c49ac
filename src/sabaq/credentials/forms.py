"""What the check page asks a stranger, with its brake on guessing names, and what opens an issuer."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from sabaq.engines.papers.reading import GREATEST_FILE

from .models import Certificate
from .queries import is_holder

# Names that may be tried within the period: on one certificate, and from one address (ministries share one).
CERTIFICATE_LIMIT, ADDRESS_LIMIT, PERIOD = 10, 60, 15 * 60


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

    def clean_paper(self) -> Any:
        """Refuse what no certificate is, before it is read."""
        paper = self.cleaned_data["paper"]
        if paper and paper.size > GREATEST_FILE:
            raise forms.ValidationError(_("The file is larger than 8 MB."))
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

    def __init__(self, *args: Any, certificate: Certificate, asked_from: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._certificate, self._asked_from = certificate, asked_from

    def clean_name(self) -> str:
        """Compare, unless too many names were tried; every try counts, right or wrong."""
        tried = {
            f"certificate {self._certificate.pk} {self._asked_from}": CERTIFICATE_LIMIT,
            f"certificate {self._certificate.pk}": 5 * CERTIFICATE_LIMIT,
            f"address {self._asked_from}": ADDRESS_LIMIT,
        }
        counters = {"check-" + sha256(name.encode()).hexdigest(): limit for name, limit in tried.items()}
        counts = cache.get_many(counters)
        if any(counts.get(key, 0) >= limit for key, limit in counters.items()):
            raise forms.ValidationError(_("Too many names were tried. Wait 15 minutes, then try again."))
        for key in counters:
            cache.add(key, 0, PERIOD)
            cache.incr(key)
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

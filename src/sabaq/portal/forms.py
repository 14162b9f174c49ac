"""How every form of the site is drawn, and the form that signs somebody in, with its brake on guessing."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.cache import cache
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _

from sabaq.people.models import Account

# Failed sign-ins within the period before nobody may try: for one account, and from one address.
ACCOUNT_LIMIT, ADDRESS_LIMIT, PERIOD = 10, 30, 15 * 60


class FieldRenderer(DjangoTemplates):
    """Django's renderer with our templates for a form's fields and for one field."""

    form_template_name = "components/fields.html"
    field_template_name = "components/field.html"


class PasswordForm(forms.Form):
    """The password in use and the next one. Whether they will do is decided by the action."""

    current = forms.CharField(
        label=_("Password you use now"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. A few words that belong to nobody are easy to keep."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class SignInForm(forms.Form):
    """E-mail and password. The same answer for a wrong e-mail and a wrong password, so that neither can be probed."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    account: Account

    def __init__(self, *args: Any, asked_from: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked_from = asked_from

    def _counters(self, email: str) -> dict[str, int]:
        named = {f"account {email.lower()}": ACCOUNT_LIMIT, f"address {self._asked_from}": ADDRESS_LIMIT}
        return {"sign-in-" + sha256(name.encode()).hexdigest(): limit for name, limit in named.items()}

    def clean(self) -> dict[str, Any]:
        """Check the password unless there were too many failures; count this one if it fails."""
        email, password = self.cleaned_data.get("email"), self.cleaned_data.get("password")
        if not (email and password):
            return self.cleaned_data
        counters = self._counters(email)
        failures = cache.get_many(counters)
        if any(failures.get(key, 0) >= limit for key, limit in counters.items()):
            raise forms.ValidationError(_("There were too many attempts. Wait 15 minutes, then try again."))
        account = authenticate(username=email, password=password)
        if not isinstance(account, Account):
            for key in counters:
                cache.add(key, 0, PERIOD)
                cache.incr(key)
            raise forms.ValidationError(_("The e-mail and the password do not belong together."))
        self.account = account
        return self.cleaned_data

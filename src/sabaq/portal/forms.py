"""How every form of the site is drawn, and the form that signs somebody in, with its brake on guessing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _

from sabaq.people.models import Account
from sabaq.platform import tries

# Failed sign-ins within the period before nobody may try: for an account from one address, from the address for all
# accounts, and for the account from everywhere, where many addresses guess together.
PAIR_LIMIT, ADDRESS_LIMIT, ACCOUNT_LIMIT = 10, 30, 100


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

    def __init__(self, *args: Any, asked_from: str, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked_from, self._at = asked_from, at

    def _limits(self, email: str) -> dict[str, int]:
        return {
            f"sign-in {email.lower()} {self._asked_from}": PAIR_LIMIT,
            f"sign-in from {self._asked_from}": ADDRESS_LIMIT,
            f"sign-in {email.lower()}": ACCOUNT_LIMIT,
        }

    def clean(self) -> dict[str, Any]:
        """Check the password unless there were too many failures; count this one if it fails."""
        email, password = self.cleaned_data.get("email"), self.cleaned_data.get("password")
        if not (email and password):
            return self.cleaned_data
        limits = self._limits(email)
        if tries.are_used_up(limits, at=self._at):
            raise forms.ValidationError(_("There were too many attempts. Wait 15 minutes, then try again."))
        account = authenticate(username=email, password=password)
        if not isinstance(account, Account):
            tries.count_try(limits, at=self._at)
            raise forms.ValidationError(_("The e-mail and the password do not belong together."))
        self.account = account
        return self.cleaned_data

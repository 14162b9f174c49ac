"""The words of this package: actions in a history, roles, and how an account stands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sabaq.platform.stand import Stand
from sabaq.platform.verbs import say

from .models import Account
from .states import Role, Script

ROLES = {
    Role.SECRETARY: _("Secretary of the network"),
    Role.FOCAL_POINT: _("National focal point"),
    Role.AGENCY_OFFICER: _("Personnel officer"),
    Role.PROGRAMME_MANAGER: _("Programme manager"),
    Role.ADMINISTRATOR: _("Administrator"),
}
SCRIPTS = {Script.CYRILLIC: _("Cyrillic"), Script.LATIN: _("Latin"), Script.HAN: _("Chinese characters")}
HEADER = (_("Name"), _("Offices"), _("Mandates in force"), _("E-mail"), _("Account"))


def account_stand(account: Account | None) -> Stand:
    """Whether somebody can sign in."""
    if account is None:
        return Stand("none", _("No account"))
    if not account.is_active:
        return Stand("late", _("Closed"))
    if account.must_change_password:
        return Stand("wait", _("Waits for the first sign-in"))
    return Stand("done", _("Open"))


say("people.enter_person", _("A person was entered"))
say("people.appoint", _("An office was noted"))
say("people.grant_mandate", _("A mandate was given"))
say("people.end_mandate", _("A mandate was ended"))
say("people.open_account", _("An account was opened"))
say("people.renew_password", _("A new activation letter was written"))
say("people.close_account", _("The account was closed"))
say("people.change_password", _("The password was changed"))
say("people.give_consent", _("The person agreed"))
say("people.withdraw_consent", _("The person withdrew their consent"))

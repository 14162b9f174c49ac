"""The words of this package's actions in a history."""

from django.utils.translation import gettext_lazy as _

from sabaq.platform.verbs import say

say("people.enter_person", _("A person was entered"))
say("people.appoint", _("An office was noted"))
say("people.grant_mandate", _("A mandate was given"))
say("people.end_mandate", _("A mandate was ended"))
say("people.open_account", _("An account was opened"))
say("people.change_password", _("The password was changed"))
say("people.give_consent", _("The person agreed"))
say("people.withdraw_consent", _("The person withdrew their consent"))

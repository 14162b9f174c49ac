"""The words of this package's actions and kinds, as histories and lists show them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sabaq.platform.verbs import say

from .states import InstitutionKind

KIND_WORDS = {
    InstitutionKind.ACADEMY: _("academy"),
    InstitutionKind.HUB: _("hub"),
    InstitutionKind.AGENCY: _("ministry or agency"),
    InstitutionKind.SECRETARIAT: _("secretariat"),
    InstitutionKind.INTERNATIONAL: _("international organisation"),
}

say("network.enter_source", _("A source was entered"))
say("network.enter_country", _("A country was entered"))
say("network.enter_institution", _("An institution was entered"))
say("network.found_network", _("The network was entered"))
say("network.admit_member", _("A member was admitted"))

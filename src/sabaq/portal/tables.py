"""What languages are called for each reader, and the words for roles, kinds and urgency."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sabaq.network.states import InstitutionKind
from sabaq.people.states import Role
from sabaq.platform.dates import written
from sabaq.platform.personal import Basis, PersonalClass
from sabaq.platform.refusals import Sentence

from .states import Urgency

# In our own catalogues: Django's own do not name every language in each of the eight.
LANGUAGE_NAMES: dict[str, Sentence] = {
    "en": gettext_lazy("English"),
    "ru": gettext_lazy("Russian"),
    "zh-hans": gettext_lazy("Chinese"),
    "kk": gettext_lazy("Kazakh"),
    "ky": gettext_lazy("Kyrgyz"),
    "uz": gettext_lazy("Uzbek"),
    "tg": gettext_lazy("Tajik"),
    "tk": gettext_lazy("Turkmen"),
}


def language_name(code: str) -> str:
    """A language's name in the reader's language; the code itself where no name is known."""
    return str(LANGUAGE_NAMES.get(code, code))


WORDS: dict[str, Sentence] = {
    Urgency.LATE: gettext_lazy("Overdue"),
    Urgency.SOON: gettext_lazy("Within seven days"),
    Urgency.LATER: gettext_lazy("Later"),
    Urgency.UNDATED: gettext_lazy("Without a date"),
    Role.SECRETARY: gettext_lazy("Secretary of the network"),
    Role.FOCAL_POINT: gettext_lazy("National focal point"),
    Role.AGENCY_OFFICER: gettext_lazy("Personnel officer"),
    Role.PROGRAMME_MANAGER: gettext_lazy("Programme manager"),
    Role.ADMINISTRATOR: gettext_lazy("Administrator"),
    InstitutionKind.ACADEMY: gettext_lazy("academy"),
    InstitutionKind.HUB: gettext_lazy("hub"),
    InstitutionKind.AGENCY: gettext_lazy("ministry or agency"),
    InstitutionKind.SECRETARIAT: gettext_lazy("secretariat"),
    InstitutionKind.INTERNATIONAL: gettext_lazy("international organisation"),
    PersonalClass.NAME: gettext_lazy("name"),
    PersonalClass.CONTACT: gettext_lazy("contact"),
    PersonalClass.IDENTITY: gettext_lazy("identity document"),
    PersonalClass.WORK: gettext_lazy("work"),
    PersonalClass.RECORD: gettext_lazy("training record"),
    Basis.CONSENT: gettext_lazy("consent"),
    Basis.STATE_FUNCTION: gettext_lazy("state function"),
    Basis.NOMINATION: gettext_lazy("nomination by the employer"),
}


# Facts of a history that a reader gains from; keys, hashes and internal numbers stay in the record.
_FACTS: dict[str, Sentence] = {
    "party": gettext_lazy("Party"),
    "number": gettext_lazy("Certificate"),
    "session": gettext_lazy("Session"),
    "version": gettext_lazy("Version"),
    "seats": gettext_lazy("Seats"),
    "capacity": gettext_lazy("Seats in the room"),
    "closes": gettext_lazy("Closing day"),
    "starts": gettext_lazy("First day"),
    "ends": gettext_lazy("Last day"),
    "modules": gettext_lazy("Modules"),
    "hours": gettext_lazy("Hours"),
    "sessions": gettext_lazy("Sessions"),
    "people": gettext_lazy("People"),
    "placed": gettext_lazy("Placed"),
    "seated": gettext_lazy("Placed"),
    "value": gettext_lazy("Target"),
    "completed": gettext_lazy("Completed"),
    "not_completed": gettext_lazy("Not completed"),
    "certificates": gettext_lazy("Certificates"),
}


def _fact(value: Any) -> str:
    """A number or a day as the reader writes it; "" for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    try:
        return written(date.fromisoformat(value), "day") if isinstance(value, str) else ""
    except ValueError:
        return ""


def facts_told(facts: dict[str, Any], parties: Mapping[str, str] | None = None) -> list[str]:
    """The facts of an entry in words, such as "Seats in the room: 7, before 5"; a pair is what was and what is.

    `parties` are names by key: an entry about a party says which one, an entry about a certificate its number.
    """
    concerns = {"party": (parties or {}).get(facts.get("party", ""), ""), "number": facts.get("number", "")}
    told = []
    for name, label in _FACTS.items():
        value = facts.get(name)
        before, now = value if isinstance(value, list) and len(value) == 2 else (None, value)
        parts = {"what": label, "now": concerns.get(name) or _fact(now), "before": _fact(before)}
        if parts["before"] and parts["now"]:
            told.append(_("%(what)s: %(now)s, before %(before)s") % parts)
        elif parts["now"]:
            told.append(_("%(what)s: %(now)s") % parts)
    return told


def distance(days: int) -> str:
    """How far a deadline is: days ahead, or late where negative."""
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    if days <= 1:
        return _("tomorrow") if days else _("today")
    return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}


def kept(days: int) -> str:
    """How long personal data is kept: in years where they are whole, else in days."""
    years, rest = divmod(days, 365)
    if rest:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}

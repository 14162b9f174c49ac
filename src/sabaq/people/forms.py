"""What is asked to enter a person, to note an office, to give and end a mandate, and to open or close an account."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sabaq.network.models import Country, Institution, Network, Source
from sabaq.platform.languages import LANGUAGES
from sabaq.platform.refusals import Sentence

from .actions import NameAs, Office, Where
from .queries import served_countries, served_institutions
from .states import NameKind, Role, Script
from .tables import ROLES

# The languages whose people write their names in a script, for the mark that a screen reader pronounces them by.
_LANGUAGES_OF = {Script.CYRILLIC: ("ru", "kk", "ky", "tg", "uz"), Script.LATIN: ("uz", "tk", "en")}
_PLACES: dict[str, type[Where]] = {"network": Network, "country": Country, "institution": Institution}


class DayField(forms.DateField):
    """A date by the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
        super().__init__(widget=widget, **kwargs)


def check_sources(written: str) -> None:
    """Refuse keys that no source of this installation has."""
    keys = {key.strip() for key in written.split(",") if key.strip()}
    unknown = keys - set(Source.objects.filter(pk__in=keys).values_list("pk", flat=True))
    if unknown:
        raise ValidationError(_("No source has the key %(key)s."), params={"key": ", ".join(sorted(unknown))})


class PeopleFilters(forms.Form):
    """Any part of a name, in any script."""

    name = forms.CharField(label=_("Name, in any script"), required=False, max_length=100, widget=forms.SearchInput())

    @property
    def wanted(self) -> str:
        """The name asked for."""
        return str(self.cleaned_data.get("name", "")) if self.is_valid() else ""


class OfficeForm(forms.Form):
    """An office at an institution; what it is called is kept in the language of the page."""

    institution = forms.ModelChoiceField(Institution.objects.all(), label=_("Institution"))
    title = forms.CharField(label=_("Office"), max_length=200, help_text=_("In the language of this page."))
    since = forms.CharField(
        label=_("Since"),
        required=False,
        max_length=10,
        help_text=_("As far as it is known: 2023, 2023-11 or 2023-11-27."),
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    sources = forms.CharField(
        label=_("Sources"),
        required=False,
        max_length=60,
        validators=[check_sources],
        help_text=_(
            "Keys from the page of sources, with commas: S1, S2. With a source the office is shown to everybody."
        ),
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    illustrative = forms.BooleanField(label=_("It is invented, as an illustration"), required=False)

    @property
    def office(self) -> Office:
        """The office as the actions take it."""
        found = self.cleaned_data
        return Office(found["institution"], {get_language() or "en": found["title"]}, found["since"])

    def origin(self) -> dict[str, Any]:
        """Where the record comes from, as the actions take it."""
        return {name: self.cleaned_data[name] for name in ("sources", "illustrative")}


class PersonForm(OfficeForm):
    """A person by the name in each script, with the office that is the reason to enter them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "cyrl": _name_box(_("Name in Cyrillic letters")),
            "cyrl_language": _language_box(_("Language of that name"), Script.CYRILLIC),
            "latn": _name_box(_("Name in Latin letters")),
            "latn_language": _language_box(_("Language of that spelling"), Script.LATIN),
            "hani": _name_box(_("Name in Chinese characters")),
            "passport": _name_box(_("Name as in the passport"), _("In Latin letters, exactly as it is printed.")),
            **self.fields,
        }

    def clean(self) -> dict[str, Any]:
        """A name in some script, and each in the letters of its script."""
        answers = super().clean() or self.cleaned_data
        if not any(answers.get(script) for script in Script):
            self.add_error("cyrl", _("Write the name in at least one script."))
        for name, box in self._names():
            if not name.is_in_its_script:
                self.add_error(box, _("Some of these letters are of another script."))
        return answers

    def _names(self) -> Iterator[tuple[NameAs, str]]:
        found = self.cleaned_data
        for script in Script:
            if full := found.get(script):
                yield NameAs(full, script, language=found.get(f"{script}_language", "")), script
        if passport := found.get("passport"):
            yield NameAs(passport, Script.LATIN, kind=NameKind.PASSPORT), "passport"

    @property
    def names(self) -> list[NameAs]:
        """The names as `enter_person` takes them."""
        return [name for name, _box in self._names()]


def _name_box(label: Sentence, hint: Sentence = "") -> forms.CharField:
    return forms.CharField(label=str(label), required=False, max_length=240, help_text=str(hint))


def _language_box(label: Sentence, script: Script) -> forms.ChoiceField:
    choices = [("", _("Not known")), *((code, LANGUAGES[code]) for code in _LANGUAGES_OF[script])]
    return forms.ChoiceField(label=str(label), required=False, choices=choices)


class MandateForm(forms.Form):
    """A role, where it holds, and from when to when. Whether the role can hold there is the action's to say.

    Only places that the secretary's networks serve are offered.
    """

    role = forms.ChoiceField(label=_("Role"))
    where = forms.ChoiceField(
        label=_("Where"),
        help_text=_("A secretary serves a network, a focal point a country, an officer or a manager an institution."),
    )
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty if no day is set."))

    def __init__(self, *args: Any, roles: list[Role], networks: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(label=_("Role"), choices=[(role, ROLES[role]) for role in roles])
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose one")),
            (_("Networks"), [(row.scope, str(row)) for row in Network.objects.filter(pk__in=networks)]),
            (_("Countries"), [(country.scope, str(country)) for country in served_countries(networks)]),
            (_("Institutions"), [(row.scope, str(row)) for row in served_institutions(networks)]),
        ]
        self.order_fields(("role", "where"))

    def granted(self) -> dict[str, Any]:
        """The answers as `grant_mandate` takes them."""
        found = self.cleaned_data
        kind, key = found["where"].split(":", 1)
        where = _PLACES[kind]._default_manager.get(pk=key)
        return {"role": Role(found["role"]), "where": where, "since": found["since"], "until": found["until"]}


class EndForm(forms.Form):
    """The last day of a mandate, and why."""

    last_day = DayField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=300)


class AccountForm(forms.Form):
    """The address somebody signs in with."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("The person signs in with it. No message is sent to it.")
    )
    language = forms.ChoiceField(
        label=_("Language of the pages"), choices=[("", _("As the browser asks")), *LANGUAGES.items()], required=False
    )


class LetterForm(forms.Form):
    """Nothing is asked; the button is the answer."""


class CloseForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(label=_("Reason"), max_length=300)

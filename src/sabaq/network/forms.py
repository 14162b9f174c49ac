"""The filters of the list of institutions, and what is asked to enter one and to admit a member."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sabaq.platform.languages import LANGUAGES, in_language, language_tag

from .actions import NoSuchDay
from .domain import is_partial_date, names_replaced, read_spellings, typed_spellings
from .models import Country, Institution, InstitutionName, Network, Source
from .queries import spellings_of
from .states import NameKind
from .tables import KIND_WORDS


class InstitutionFilters(forms.Form):
    """Any part of a name, a country and a kind. What is not understood filters nothing."""

    name = forms.CharField(
        label=_("Name of an institution"), required=False, max_length=100, widget=forms.SearchInput()
    )
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


def check_sources(written: str) -> None:
    """Refuse keys that no source of this installation has."""
    keys = {key.strip() for key in written.split(",") if key.strip()}
    unknown = keys - set(Source.objects.filter(pk__in=keys).values_list("pk", flat=True))
    if unknown:
        raise ValidationError(_("No source has the key %(key)s."), params={"key": ", ".join(sorted(unknown))})


def check_partial_date(written: str) -> None:
    """Say beside the box what the action would refuse."""
    if not is_partial_date(written):
        raise ValidationError(str(NoSuchDay.now))


def _check_new_key(key: str) -> None:
    if Institution.objects.filter(key=key).exists():
        raise ValidationError(_("Another institution already has this short name."))


class SourcedForm(forms.Form):
    """Where a record comes from."""

    sources = forms.CharField(
        label=_("Sources"),
        required=False,
        max_length=60,
        validators=[check_sources],
        help_text=_("Keys from the page of sources, with commas: S1, S2"),
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    illustrative = forms.BooleanField(label=_("It is invented, as an illustration"), required=False)


class InstitutionForm(SourcedForm):
    """An institution as it is called now. With `institution` in hand its short name stays and a renaming is noted."""

    def __init__(self, *args: Any, institution: Institution | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._institution = institution
        origin = self.fields
        others = Institution.objects.exclude(key=institution.key if institution else "")
        self.fields = {
            "key": forms.SlugField(
                label=_("Short name for the address"),
                max_length=60,
                validators=[_check_new_key],
                help_text=_("Latin letters, figures and hyphens. For example, academy-kg"),
                widget=forms.TextInput(attrs={"class": "short"}),
            ),
            "kind": forms.ChoiceField(label=_("Kind"), choices=list(KIND_WORDS.items())),
            "country": forms.ModelChoiceField(
                Country.objects.all(), label=_("Country"), required=False, empty_label=str(_("No country"))
            ),
            "parent": forms.ModelChoiceField(
                others, label=_("Part of"), required=False, empty_label=str(_("No other institution"))
            ),
            **{f"name_{language}": _name_box(language) for language in LANGUAGES},
            "renamed": forms.CharField(
                label=_("Last day of the earlier name"),
                required=False,
                max_length=10,
                validators=[check_partial_date],
                help_text=_("Only if it was renamed. Names that you change are then kept as earlier names."),
                widget=forms.TextInput(attrs={"class": "short"}),
            ),
            "also_written": forms.CharField(
                label=_("Also written"),
                required=False,
                help_text=_("One spelling to a line. Put the language before it where you know it: ru | …"),
                widget=forms.Textarea(attrs={"rows": 4}),
            ),
            "city": forms.CharField(label=_("City"), required=False, max_length=80),
            "note": forms.CharField(label=_("Note"), required=False, max_length=300),
            **origin,
        }
        del self.fields["key" if institution else "renamed"]
        if institution:
            self.initial = _as_entered(institution)

    def clean(self) -> dict[str, Any]:
        """A name in some language."""
        answers = super().clean() or self.cleaned_data
        if not self._names():
            self.add_error("name_en", _("Write the name in at least one language."))
        return answers

    def _names(self) -> dict[str, str]:
        written = {language: self.cleaned_data.get(f"name_{language}", "") for language in LANGUAGES}
        return {language: text for language, text in written.items() if text}

    def entered(self) -> dict[str, Any]:
        """The answers as `enter_institution` takes them, apart from the key."""
        found = self.cleaned_data
        country = found["country"]
        plain = ("kind", "parent", "city", "note", "sources", "illustrative")
        return {
            **{name: found[name] for name in plain},
            "country": country.pk if country else None,
            "names": self._names(),
            "also_written": read_spellings(found["also_written"], languages=LANGUAGES),
            "former": self._former(),
        }

    def _former(self) -> list[tuple[str, str, str]] | None:
        until = self.cleaned_data.get("renamed")
        if not (self._institution and until):
            return None
        kept = [(n.language, n.text, n.until) for n in spellings_of(self._institution, NameKind.FORMER)]
        return kept + [(*name, until) for name in names_replaced(self._institution.names, self._names())]


def _name_box(language: str) -> forms.CharField:
    return forms.CharField(
        label=gettext("Name, %(language)s") % {"language": LANGUAGES[language]},
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"lang": language_tag(language)}),
    )


def _as_entered(institution: Institution) -> dict[str, Any]:
    other: list[InstitutionName] = spellings_of(institution, NameKind.ALSO_WRITTEN)
    plain = ("kind", "country", "parent", "city", "note", "sources", "illustrative")
    return {
        **{name: getattr(institution, name) for name in plain},
        **{f"name_{language}": text for language, text in institution.names.items()},
        "also_written": typed_spellings((name.language, name.text) for name in other),
    }


class MemberForm(SourcedForm):
    """Since when an institution belongs to which network, and by what paper."""

    def __init__(self, *args: Any, networks: QuerySet[Network], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "network": forms.ModelChoiceField(networks, label=_("Network"), initial=networks.first(), empty_label=None),
            "since": forms.CharField(
                label=_("Member since"),
                required=False,
                max_length=10,
                validators=[check_partial_date],
                help_text=_("As far as it is known: 2023, 2023-11 or 2023-11-27."),
                widget=forms.TextInput(attrs={"class": "short"}),
            ),
            "instrument": forms.CharField(
                label=_("Paper"),
                required=False,
                max_length=60,
                help_text=_("The short name of the agreement, or the decision by which it was admitted."),
            ),
            **self.fields,
        }

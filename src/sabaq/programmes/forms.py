"""What is asked to create a programme, plan or adopt an edition, add a session, change a room or a closing day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from sabaq.agreements.models import Commitment
from sabaq.network.models import Institution, Network
from sabaq.platform.languages import LANGUAGES, language_tag

from .actions import DatesOutOfOrder, KeyTaken, PlannedDates, PlannedModule, ProgrammeText
from .domain import OtherModules, UnreadLine, read_modules
from .models import Programme


def in_own_language(text: str) -> dict[str, str]:
    """What somebody typed, kept as a text in the language of the page."""
    return {get_language() or "en": text} if text else {}


class DayField(forms.DateField):
    """A date by the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
        super().__init__(widget=widget, **kwargs)


@dataclass(frozen=True)
class LanguageBoxes:
    """The boxes of one language; open where something is to be seen in them."""

    name: str
    tag: str
    boxes: list[forms.BoundField]
    is_open: bool


def _check_programme_key(key: str) -> None:
    if key == "new" or Programme.objects.filter(key=key).exists():
        raise forms.ValidationError(str(KeyTaken.why))


class ProgrammeForm(forms.Form):
    """A programme of one's own institution. Its texts are asked for in every language; one is enough."""

    modules: list[PlannedModule]
    _TEXTS = {
        "title": (_("Title"), "", forms.TextInput),
        "summary": (_("What it is about"), "", forms.Textarea),
        "provides": (_("What the host provides"), "", forms.Textarea),
        "modules": (
            _("Modules"),
            _("One to a line, with its hours first: 24 | Urban governance. The same order in every language."),
            forms.Textarea,
        ),
    }

    key = forms.SlugField(
        label=_("Short name for the address"),
        max_length=48,
        validators=[_check_programme_key],
        help_text=_("Latin letters, figures and hyphens. For example, urban-governance"),
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    required_attendance = forms.IntegerField(
        label=_("Attendance that a certificate asks for, per cent"),
        min_value=1,
        max_value=100,
        initial=80,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def __init__(self, *args: Any, hosts: QuerySet[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"] = forms.ModelChoiceField(hosts, label=_("Host"), initial=hosts.first(), empty_label=None)
        self.order_fields(("host",))
        for language in self.languages():
            for name, (label, hint, widget) in self._TEXTS.items():
                attributes = {"lang": language_tag(language)} | ({"rows": 4} if widget is forms.Textarea else {})
                self.fields[f"{name}_{language}"] = forms.CharField(
                    label=gettext("%(label)s, %(language)s") % {"label": label, "language": LANGUAGES[language]},
                    required=False, max_length=4000, help_text=str(hint), widget=widget(attrs=attributes),
                )  # fmt: skip

    @staticmethod
    def languages() -> list[str]:
        """The reader's language first."""
        return sorted(LANGUAGES, key=lambda language: language != get_language())

    @property
    def plain_boxes(self) -> list[forms.BoundField]:
        """What is asked once, whatever the language."""
        return [self[name] for name in ("host", "key", "required_attendance")]

    @property
    def by_language(self) -> list[LanguageBoxes]:
        """The boxes of each language, the reader's open."""
        found = []
        for position, language in enumerate(self.languages()):
            boxes = [self[f"{name}_{language}"] for name in self._TEXTS]
            is_open = not position or any(box.errors or box.value() for box in boxes)
            found.append(LanguageBoxes(LANGUAGES[language], language_tag(language), boxes, is_open))
        return found

    def _texts(self, name: str) -> dict[str, str]:
        written = {language: self.cleaned_data.get(f"{name}_{language}", "") for language in self.languages()}
        return {language: text for language, text in written.items() if text}

    def clean(self) -> dict[str, Any]:
        """A title in some language, and modules that can be read and are the same in all languages."""
        if not self._texts("title"):
            self.add_error(f"title_{self.languages()[0]}", _("Write the title in at least one language."))
        try:
            self.modules = [PlannedModule(m.titles, m.hours) for m in read_modules(self._texts("modules"))]
        except UnreadLine as unread:
            why = gettext("Write the hours, a stroke and the title: 24 | … This line has them not: “%(line)s”.")
            self.add_error(f"modules_{unread.language}", why % {"line": unread.line})
        except OtherModules as other:
            self.add_error(
                f"modules_{other.language}", _("List the same modules, in the same order and with the same hours.")
            )
        return self.cleaned_data

    @property
    def text(self) -> ProgrammeText:
        """The texts as the action takes them."""
        return ProgrammeText(
            titles=self._texts("title"),
            summary=self._texts("summary"),
            host_provides=self._texts("provides"),
            required_attendance=self.cleaned_data["required_attendance"],
        )


class EditionForm(forms.Form):
    """A run of a programme. `hosts` are the institutions that may be chosen; the first is proposed."""

    title = forms.CharField(label=_("Title"), max_length=200)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"))
    nominations_close = DayField(label=_("Nominations close"), help_text=_("The last day on which lists are taken."))
    commitment = forms.ModelChoiceField(
        Commitment.objects.exclude(indicator=""),
        label=_("Promise it fulfils"),
        required=False,
        help_text=_("People trained here count towards this promise."),
    )

    def __init__(self, *args: Any, hosts: QuerySet[Institution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"] = forms.ModelChoiceField(hosts, label=_("Host"), initial=hosts.first())
        self.order_fields(("title", "host"))

    def clean(self) -> dict[str, Any]:
        """Turn the three days into dates in order."""
        found = self.cleaned_data
        if {"starts", "ends", "nominations_close"} <= found.keys():
            try:
                found["dates"] = PlannedDates(found["starts"], found["ends"], found["nominations_close"])
            except DatesOutOfOrder as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return found

    def planned(self) -> dict[str, Any]:
        """The answers as the actions take them, apart from the key."""
        found = self.cleaned_data
        return {
            "titles": in_own_language(found["title"]),
            "place": in_own_language(found["place"]),
            "dates": found["dates"],
            "commitment": found["commitment"],
        }


class AdoptForm(EditionForm):
    """The same for an edition that a network adopts from a sample."""

    def __init__(self, *args: Any, networks: QuerySet[Network], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"] = forms.ModelChoiceField(networks, label=_("Network"), initial=networks.first())
        self.order_fields(("network",))


class SessionForm(forms.Form):
    """A group inside an edition."""

    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language of instruction"), choices=list(LANGUAGES.items()))
    capacity = forms.IntegerField(label=_("Seats in the room"), min_value=1, max_value=2000)

    def planned(self) -> dict[str, Any]:
        """The answers as `add_session` takes them."""
        return {**self.cleaned_data, "place": in_own_language(self.cleaned_data["place"])}


class CapacityForm(forms.Form):
    """Another room for a session."""

    capacity = forms.IntegerField(label=_("Seats in the room"), min_value=1, max_value=2000)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ClosingDayForm(forms.Form):
    """Another closing day for nominations."""

    until = DayField(label=_("Nominations close"))
    reason = forms.CharField(label=_("Reason"), max_length=300)

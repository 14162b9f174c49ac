"""What is asked to plan or adopt an edition, add a session, change a room or a closing day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sabaq.agreements.models import Commitment
from sabaq.network.models import Institution, Network
from sabaq.platform.languages import LANGUAGES

from .actions import DatesOutOfOrder, PlannedDates


def in_own_language(text: str) -> dict[str, str]:
    """What somebody typed, kept as a text in the language of the page."""
    return {get_language() or "en": text} if text else {}


class DayField(forms.DateField):
    """A date by the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
        super().__init__(widget=widget, **kwargs)


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

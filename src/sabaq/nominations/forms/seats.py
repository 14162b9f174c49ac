"""What is asked for an entry of the seat ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sabaq.agreements.models import Commitment
from sabaq.network.models import Country, Institution
from sabaq.network.states import InstitutionKind
from sabaq.platform.languages import in_language
from sabaq.programmes.models import Edition

from ..actions.seats import Ground, OverIssue
from ..domain.seats import Balance
from ..models import SeatPool

BACK = "back"


class AsOfForm(forms.Form):
    """The day that the ledger is asked for."""

    on = forms.CharField(label=_("As of"), required=False)

    def clean_on(self) -> date | None:
        """The day, None where none is asked for."""
        text: str = self.cleaned_data["on"]
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(_("“%(value)s” is not a date.") % {"value": text[:40]}) from error


class GroundForm(forms.Form):
    """What any entry rests on."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
    paper = forms.CharField(
        label=_("Paper it rests on"),
        max_length=200,
        help_text=_("Kind, number and date. For example, Letter no. 5, 3 March 2027"),
    )
    day = forms.DateField(
        label=_("In force since"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = today

    def ground(self) -> Ground:
        """The answers as the actions take them."""
        found = self.cleaned_data
        return Ground(
            reason=found["reason"], paper=found["paper"], day=found["day"], commitment=found.get("commitment")
        )


class EntryForm(GroundForm):
    """Seats granted to an edition, or its new total."""

    kind = forms.ChoiceField(
        label=_("What is recorded"),
        choices=[("grant", _("Seats are added")), ("amend", _("A new total is set"))],
        widget=forms.RadioSelect,
        initial="grant",
    )
    seats = forms.IntegerField(label=_("Seats added, or the new total"), min_value=0, max_value=100_000)
    field_order = ("kind", "seats", "reason", "paper", "day")

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Q(debtor=edition.host)
        if edition.commitment is not None:
            own |= Q(pk=edition.commitment.pk)
        self.fields["commitment"] = forms.ModelChoiceField(
            Commitment.objects.filter(own), label=_("Promise it fulfils"), required=False, initial=edition.commitment
        )


class MoveForm(GroundForm):
    """Free seats of one pool on their way to another."""

    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=100_000)
    field_order = ("seats", "reason", "paper", "day")

    def __init__(self, *args: Any, source: SeatPool, balance: Balance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._balance = balance
        self.fields["paper"].required = False
        self.fields["to"] = forms.ChoiceField(label=_("To"), choices=self._receivers(source))
        self.order_fields(("to",))

    def _receivers(self, source: SeatPool) -> list[Any]:
        """Where seats of `source` may go, in groups: back, countries, agencies."""
        groups: list[Any] = [("", _("Choose who receives the seats"))]
        if source.parent_id:
            groups.append((BACK, _("Back to where they came from")))
        if source.institution_id:
            return groups
        agencies = Institution.objects.filter(kind=InstitutionKind.AGENCY, country__isnull=False)
        if source.country_id:
            agencies = agencies.filter(country=source.country_id)
        else:
            countries = [(f"country:{row.pk}", str(in_language(row.names))) for row in Country.objects.all()]
            groups.append((_("Countries"), countries))
        groups.append((_("Agencies"), [(f"agency:{row.pk}", str(in_language(row.names))) for row in agencies]))
        return groups

    def clean_seats(self) -> int:
        """Said here already, before the check page: no more seats than are free. The action decides again."""
        seats: int = self.cleaned_data["seats"]
        if seats > self._balance.free:
            refusal = OverIssue.of(seats, free=self._balance.free, seats=self._balance.seats)
            raise forms.ValidationError(str(refusal))
        return seats

    @property
    def receiver(self) -> Country | Institution | None:
        """The chosen country or agency; None for the way back."""
        kind, _colon, key = self.cleaned_data["to"].partition(":")
        if kind == "country":
            return Country.objects.get(pk=key)
        return Institution.objects.get(pk=int(key)) if kind == "agency" else None

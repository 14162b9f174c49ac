"""What the pages of sent lists ask for: a file and its sender, the meaning of each column, corrections, a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sabaq.engines.lists import FIELDS
from sabaq.engines.lists.reading import letter
from sabaq.network.models import Institution
from sabaq.platform.files import LARGEST_UPLOAD, TooLarge
from sabaq.platform.languages import in_language

from ..actions.lists import NameColumnMissing
from ..tables.lists import MEANINGS

# Digits of a number that every database can hold.
_LONGEST_KEY = 18


class SenderField(forms.ModelChoiceField):  # type: ignore[type-arg] # the class takes no argument at run time
    """Institutions by their names in the reader's language."""

    def label_from_instance(self, institution: Institution) -> str:
        """The name alone."""
        return in_language(institution.names).text


class SendListForm(forms.Form):
    """A list as the office has it. The sender is asked for only where there is a choice."""

    sender = SenderField(queryset=Institution.objects.none(), label=gettext_lazy("Sent by"), empty_label=None)
    file = forms.FileField(
        label=gettext_lazy("The list"),
        help_text=gettext_lazy("Your spreadsheet as it is: .xlsx, .xls, .ods, .csv or .tsv, up to 20 MB."),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
    )

    def __init__(self, *args: Any, senders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sender"]
        assert isinstance(field, SenderField)
        field.queryset = senders
        if len(senders) == 1:
            field.initial, field.widget = senders[0].pk, forms.HiddenInput()

    def clean_file(self) -> Any:
        """Refuse here what the store would refuse, so that the answer stands at the box."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(str(TooLarge()))
        return file


class ColumnsForm(forms.Form):
    """The meaning of each column, by letter, with the first cells as a reminder."""

    def __init__(
        self, *args: Any, preview: Sequence[Sequence[str]], meanings: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for number in range(max(map(len, preview), default=0)):
            texts = [row[number] for row in preview if number < len(row) and row[number]]
            if texts or letter(number) in meanings:
                self.fields[letter(number)] = forms.ChoiceField(
                    label=_("Column %(letter)s") % {"letter": letter(number)},
                    help_text=" · ".join(text[:40] for text in texts[:3]),
                    choices=_choices(meanings.get(letter(number), "")),
                    initial=meanings.get(letter(number), ""),
                    required=False,
                )

    def clean(self) -> dict[str, Any]:
        """Posted columns need a name among them; posted without columns, the list is only read again."""
        if not self.fields.keys().isdisjoint(self.data):
            try:
                NameColumnMissing.check(self.meanings().values())
            except NameColumnMissing as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return self.cleaned_data

    def meanings(self) -> dict[str, str]:
        """The columns that mean something, by letter."""
        return {name: meaning for name, meaning in self.cleaned_data.items() if meaning}


def _choices(found: str) -> list[tuple[str, Any]]:
    """The meanings a column may have. Agency and post in one cell are one choice, in the order `found` if there."""
    left_out = {"other", "agency_position" if found == "position_agency" else "position_agency"}
    return [("", _("Not used")), *((key, word) for key, word in MEANINGS.items() if key not in left_out)]


class ReasonForm(forms.Form):
    """A few words that explain an act later."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say why in a few words.")},
    )


def keys_among(texts: Iterable[str]) -> set[int]:
    """The keys of rows among posted texts; a number longer than any key is none."""
    return {int(text) for text in texts if text.isdecimal() and len(text) <= _LONGEST_KEY}


def corrections_in(
    posted: QueryDict, *, shown: Mapping[str, str], agreed: Mapping[str, str]
) -> dict[int, dict[str, str]]:
    """The corrections of a posted page, by row and field: what was written anew, and what a tick confirmed.

    `shown` are the boxes' values as the page showed them; a box that still holds its value is no correction.
    """
    corrections: dict[int, dict[str, str]] = {}
    for box, before in shown.items():
        row, _dash, field = box.partition("-")
        text = posted.get(box, before).strip()
        if posted.get(f"agree-{box}") and text == before:
            text, before = agreed.get(box, text), ""
        if text != before and field in FIELDS:
            corrections.setdefault(int(row), {})[field] = text
    return corrections

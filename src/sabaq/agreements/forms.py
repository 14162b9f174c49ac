"""What is asked for to draft, approve and bring into force, and to record a commitment with its target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sabaq.network.models import Institution
from sabaq.platform.languages import LANGUAGES, language_tag
from sabaq.platform.refusals import Sentence

from . import tables
from .domain import AgreementText, Texts, Unnumbered, as_typed, assemble, last_day
from .models import Agreement, Clause, Commitment, Version
from .queries import all_indicators, parties_to_approve
from .states import VersionState

MOST_PARTIES = 8
_HOW_TO_TYPE = _("Leave an empty line between paragraphs. Start each clause with its number: 1. …")


def check_partial_date(written: str) -> None:
    """Refuse a date that is not written as expected or does not exist."""
    try:
        last_day(written)
    except ValueError:
        raise ValidationError(_("Write a date as 2023, 2023-11 or 2023-11-27.")) from None


def partial_date_field(label: Sentence, hint: Sentence = "") -> forms.CharField:
    """A date known to the year, the month or the day."""
    return forms.CharField(
        label=str(label),
        required=False,
        max_length=10,
        validators=[check_partial_date],
        help_text=str(hint or _("As far as it is known: 2023, 2023-11 or 2023-11-27.")),
        widget=forms.TextInput(attrs={"class": "short"}),
    )


def key_field(taken: type[Agreement] | type[Commitment]) -> forms.SlugField:
    """The short name that an address carries."""

    def check(key: str) -> None:
        if taken.objects.filter(key=key).exists() or key == "new":
            raise ValidationError(_("Another record already has this short name."))

    return forms.SlugField(
        label=_("Short name for the address"),
        max_length=60,
        validators=[check],
        help_text=_("Latin letters, figures and hyphens. For example, accord-2027"),
        widget=forms.TextInput(attrs={"class": "short"}),
    )


def institution_field(
    label: Sentence, *, required: bool, nobody: Sentence, among: Any = None
) -> forms.ModelChoiceField[Institution]:
    """One institution; `nobody` is what the empty choice says."""
    rows = Institution.objects.all() if among is None else among
    return forms.ModelChoiceField(rows, label=str(label), required=required, empty_label=str(nobody))


class AnswersForm(forms.Form):
    """A form that can say its answers back on the page before what cannot be undone."""

    def add_texts(self, name: str, label: Sentence, languages: Iterable[str]) -> None:
        """One box for each language, named `name_language`."""
        for language in languages:
            self.fields[f"{name}_{language}"] = forms.CharField(
                label=gettext("%(label)s, %(language)s") % {"label": label, "language": LANGUAGES[language]},
                required=False,
                widget=forms.TextInput(attrs={"lang": language_tag(language)}),
            )

    def texts(self, name: str) -> Texts:
        """What was written in the boxes of `add_texts`."""
        written = {language: self.cleaned_data.get(f"{name}_{language}", "") for language in LANGUAGES}
        return {language: text for language, text in written.items() if text}

    def answers(self) -> Iterator[tuple[str, str]]:
        """Each visible field that was answered, as its label and the answer in words."""
        for bound in self.visible_fields():
            value = self.cleaned_data.get(bound.name)
            if isinstance(bound.field, forms.BooleanField):
                yield str(bound.label), gettext("Yes") if value else gettext("No")
            elif isinstance(bound.field, forms.ModelChoiceField):
                yield str(bound.label), str(value or bound.field.empty_label)
            elif isinstance(bound.field, forms.ChoiceField):
                yield str(bound.label), str(dict(bound.field.choices).get(str(value), value))  # type: ignore[arg-type]
            elif value not in {"", None}:
                yield str(bound.label), str(value)


class TextForm(AnswersForm):
    """The text of a version, typed in one box for each language."""

    text: AgreementText

    def __init__(self, *args: Any, text: AgreementText | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = as_typed(text) if text else {}
        for language, name in LANGUAGES.items():
            self.fields[f"text_{language}"] = forms.CharField(
                label=gettext("Text, %(language)s") % {"language": name},
                required=False,
                initial=typed.get(language, ""),
                help_text=_HOW_TO_TYPE,
                widget=forms.Textarea(attrs={"rows": 8, "lang": language_tag(language)}),
            )
        self.fields["authentic"] = forms.MultipleChoiceField(
            label=_("Authentic languages"),
            required=False,
            choices=list(LANGUAGES.items()),
            initial=list(text.authentic) if text else [],
            help_text=_("The languages that bind. Every clause must be written in each of them."),
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self) -> dict[str, Any]:
        """Read each box into clauses, and say in which box one cannot be read."""
        answers = super().clean() or self.cleaned_data
        typed = {language: answers.get(f"text_{language}", "") for language in LANGUAGES}
        for language, text in typed.items():
            try:
                assemble({language: text})
            except Unnumbered as problem:
                why = _("Start this paragraph with the number of its clause: “%(start)s”.")
                self.add_error(f"text_{language}", why % {"start": problem.paragraph})
            except ValueError as problem:
                why = _("Clause %(number)s appears twice.")
                self.add_error(f"text_{language}", why % {"number": problem})
        if not self.errors:
            self.text = assemble(typed, authentic=answers["authentic"])
            self._check_whole()
        return answers

    def _check_whole(self) -> None:
        if not self.text.clauses:
            self.add_error(None, _("Write the text with its numbered clauses in at least one language."))
        if missing := self.text.missing():
            number, language = missing
            why = _("Clause %(number)s is missing. This language is marked as authentic.")
            self.add_error(f"text_{language}", why % {"number": number})


class AgreementForm(TextForm):
    """A new agreement with its first draft."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text_fields = self.fields
        self.fields = {
            "kind": forms.ChoiceField(label=_("Kind"), choices=list(tables.KINDS.items())),
            "key": key_field(Agreement),
        }
        self.add_texts("title", _("Title"), LANGUAGES)
        for position in range(1, MOST_PARTIES + 1):
            self.fields[f"party_{position}"] = institution_field(
                gettext("Party %(position)s") % {"position": position}, required=position <= 2, nobody=_("No party")
            )
        self.add_texts("place", _("Place of signature"), ("en", "ru"))
        self.fields["signed"] = partial_date_field(_("Date of signature"))
        self.fields.update(text_fields)

    @property
    def parties(self) -> list[Institution]:
        """The parties in the order the text names them."""
        chosen = (self.cleaned_data[f"party_{position}"] for position in range(1, MOST_PARTIES + 1))
        return [institution for institution in chosen if institution]

    def clean(self) -> dict[str, Any]:
        """A title in some language, and each party once."""
        answers = super().clean()
        if not self.texts("title"):
            self.add_error("title_en", _("Write the title in at least one language."))
        seen: set[int] = set()
        for position in range(1, MOST_PARTIES + 1):
            party = answers.get(f"party_{position}")
            if party and party.pk in seen:
                self.add_error(f"party_{position}", _("Name each party once."))
            seen.add(party.pk if party else 0)
        return answers


class VersionForm(TextForm):
    """A new draft, which starts from the newest text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.CharField(
            label=_("Reason"), required=False, max_length=300, help_text=_("Why the text changes.")
        )


class ApprovalForm(AnswersForm):
    """Which party approves, and on what paper. The hash of the text on the page goes along."""

    party = forms.ChoiceField(label=_("Party"))
    paper = forms.CharField(
        label=_("Paper"), max_length=200, help_text=_("The letter or minutes by which the party approves.")
    )
    text_hash = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting = {str(party.institution_id): party.institution for party in parties_to_approve(version)}
        choices = [(key, str(institution)) for key, institution in self._waiting.items()]
        self.fields["party"].choices = choices  # type: ignore[attr-defined]
        self.fields["text_hash"].initial = version.text_hash

    @property
    def institution(self) -> Institution:
        """The party chosen."""
        return self._waiting[self.cleaned_data["party"]]


class ForceForm(AnswersForm):
    """The date of signature, where the agreement has none."""

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not agreement.signed:
            self.fields["signed"] = partial_date_field(_("Date of signature"))


class CommitmentForm(AnswersForm):
    """Who owes what to whom under which clause, and what counts it."""

    def __init__(self, *args: Any, agreement: Agreement, version: Version | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clauses = Clause.objects.filter(version=version, version__state=VersionState.IN_FORCE)
        keys = {party.institution_id for party in agreement.parties.all()}
        keys |= {agreement.network.secretariat_id} if agreement.network and agreement.network.secretariat_id else set()
        among = Institution.objects.filter(pk__in=keys)
        self.add_texts("what", _("What is promised"), version.text.languages if version else ("en",))
        self.fields |= {
            "key": key_field(Commitment),
            "clause": ClauseField(clauses, label=_("Clause"), required=False, empty_label=str(_("No single clause"))),
            "debtor": institution_field(_("Who owes it"), required=True, nobody=_("Choose one"), among=among),
            "creditor": institution_field(_("To whom"), required=False, nobody=_("To all the parties"), among=among),
            "verifiable": forms.BooleanField(
                label=_("Records can show whether it is delivered"), required=False, initial=True
            ),
            "indicator": forms.ChoiceField(
                label=_("What is counted"),
                required=False,
                choices=[("", _("Nothing yet")), *((each.name, each.sentence) for each in all_indicators())],
            ),
            "baseline": forms.IntegerField(
                label=_("Count when it was promised"),
                initial=0,
                min_value=0,
                help_text=_("Only what comes on top counts."),
            ),
        }

    def clean(self) -> dict[str, Any]:
        """A promise in some language."""
        answers = super().clean() or self.cleaned_data
        if not self.texts("what"):
            self.add_error(next(iter(self.fields)), _("Say what is promised in at least one language."))
        return answers


class ClauseField(forms.ModelChoiceField):  # type: ignore[type-arg] # Django's own takes none
    """A clause by its number and its beginning."""

    def label_from_instance(self, clause: Any) -> str:
        """Such as "2 · Short-term training in China for civil servants"."""
        return f"{clause.number} · {tables.passage('', clause.texts).first.text[:80]}"


class TargetForm(AnswersForm):
    """How much by when, and since when it is promised."""

    value = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=10_000_000, widget=forms.NumberInput(attrs={"class": "short"})
    )
    is_expected = forms.BooleanField(label=_("It is expected, not yet agreed"), required=False)

    def __init__(self, *args: Any, languages: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due"] = partial_date_field(_("By when"), _("Leave it empty if no date was agreed."))
        self.fields["since"] = partial_date_field(_("Promised since"))
        self.add_texts("note", _("Note"), languages)

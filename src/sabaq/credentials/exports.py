"""A certificate as paper: its sentences in each of two languages, ready to be set in type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.template import engines
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sabaq.engines.papers import CertificatePaper, PaperSide
from sabaq.engines.sealing import Statement
from sabaq.platform.languages import in_language, language_tag

LONGEST_PROGRAMME = 160  # bytes of UTF-8 in a signed statement
# Dates are written by the templates' own tag, so that paper and pages cannot differ.
_RANGE = "{% date_range first last %}"

Texts = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Taught:
    """A part of what was taught, with its hours."""

    titles: Texts
    hours: int


@dataclass(frozen=True, kw_only=True)
class Course:
    """What a certificate says was learnt. `languages` are the two of the paper; its first fitting title is signed."""

    title: Texts
    modules: tuple[Taught, ...]
    place: Texts
    starts: date
    ends: date
    hours: int
    languages: tuple[str, str]
    illustrative: bool = False

    @property
    def signed_title(self) -> str:
        """The title in the first language of the paper in which it fits the signed statement, else in the first."""
        titles = [in_language(self.title, language).text for language in self.languages]
        return next((title for title in titles if len(title.encode()) <= LONGEST_PROGRAMME), titles[0])


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Whose certificate it is: the name in the person's own writing, its language, and the passport's spelling."""

    written: str
    passport: str
    language: str = ""


def paper_of(
    statement: Statement, *, code: str, holder: Holder, course: Course, issuer_names: Texts, is_sample: bool
) -> CertificatePaper:
    """The certificate in both languages of the course. `code` is the sealed statement, printed as a QR code."""
    first, second = course.languages
    with translation.override(first):
        code_label = _("Code for checking this certificate")
    return CertificatePaper(
        sides=(
            _side(first, statement, course=course, issuer_names=issuer_names),
            _side(second, statement, course=course, issuer_names=issuer_names),
        ),
        name=holder.written,
        name_language=language_tag(holder.language or first),
        passport_name=statement.passport_name if statement.own_name else "",
        number=statement.number,
        issued=statement.issued,
        code=code,
        code_label=code_label,
        check_at=f"{settings.PUBLIC_ADDRESS}/check/",
        sample=is_sample,
    )


def _side(language: str, statement: Statement, *, course: Course, issuer_names: Texts) -> PaperSide:
    with translation.override(language):
        days = _written_range(course.starts, course.ends)
        place = in_language(course.place, language).text
        hours = {"hours": course.hours}
        return PaperSide(
            language=language_tag(language),
            issuer=in_language(issuer_names, language).text,
            title=_("Certificate"),
            opening=_("%(place)s, %(days)s") % {"place": place, "days": days} if place else days,
            programme=in_language(course.title, language).text,
            closing=ngettext(
                "The holder has completed the programme of %(hours)s hour.",
                "The holder has completed the programme of %(hours)s hours.",
                course.hours,
            )
            % hours,
            signatory=_("For the institution"),
            signed=_written_range(statement.issued, statement.issued),
            modules=tuple(in_language(module.titles, language).text for module in course.modules),
            sample=_("Sample"),
        )


def _written_range(first: date, last: date) -> str:
    return str(engines["django"].from_string(_RANGE).render({"first": first, "last": last}))

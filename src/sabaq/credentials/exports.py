"""A certificate as paper: its sentences in each of two languages, and the draft that is proved before it is issued.

Setting in type and reading back take a second and another program, so they happen before the issuing transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sabaq.engines.papers import (
    CannotPrint,
    CertificatePaper,
    DoesNotFit,
    PaperSide,
    read_certificate,
    render_certificate,
)
from sabaq.engines.sealing import SigningKey, Statement, decode, seal
from sabaq.engines.sealing.refusals import Unsealable
from sabaq.platform import dates
from sabaq.platform.actors import Actor
from sabaq.platform.languages import in_language, language_tag
from sabaq.platform.permissions import require
from sabaq.platform.refusals import Refusal

from . import queries, rules
from .domain import plain, signed_texts
from .models import Certificate, Issuer

LONGEST_PROGRAMME = 160  # bytes of UTF-8 in a signed statement

# How often a draft is made anew where other offices issue at the same moment.
_DRAFTS = 3

Texts = dict[str, str]


class CannotBeSigned(Refusal):
    """A value that the signed statement has no room for."""

    now = gettext_lazy("Correct the name, the title or the dates, then issue again.")


class CannotBePrinted(Refusal):
    """Characters that the fonts do not have, or texts too long for the page."""

    now = gettext_lazy("Correct the name or the titles, then issue again.")


class PaperUnproven(Refusal):
    """The paper does not read back as it was signed. Nothing is stored."""

    why = gettext_lazy("The printed certificate did not read back as it was signed, so it was not issued.")
    now = gettext_lazy("Tell the operator of this installation.")


class DraftOutdated(Refusal):
    """Since the draft was made its number was taken, the key was renewed, or what it says was changed."""

    why = gettext_lazy("Something went wrong on our side. This step was not saved; you can start it again.")


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
        days = dates.written_range(course.starts, course.ends)
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
            signed=dates.written(statement.issued),
            modules=tuple(in_language(module.titles, language).text for module in course.modules),
            sample=_("Sample"),
        )


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A certificate signed, set in type and read back, that is not issued: nothing of it is kept anywhere."""

    issuer: Issuer
    holder: Holder
    course: Course
    is_trial: bool
    statement: Statement
    kid: str
    code: str
    pdf: bytes


def draft_certificate(
    issuer: Issuer, *, holder: Holder, course: Course, is_trial: bool = False, by: Actor, at: datetime
) -> Draft:
    """The issuer's next certificate, proved as a stranger would prove it; call it outside a transaction.

    Raises `NotPermitted` before a key is opened for who may not issue, `KeyNotOpened`, `CannotBeSigned`,
    `CannotBePrinted`, `PaperUnproven`.
    """
    require(by, rules.ISSUE, issuer)
    number, index = queries.next_place(issuer, is_trial=is_trial, at=at)
    written, passport = plain(holder.written), plain(holder.passport) or plain(holder.written)
    statement = Statement(
        issuer=issuer.code,
        number=number,
        passport_name=passport,
        own_name=written if written != passport else "",
        programme=plain(course.signed_title),
        begins=course.starts,
        ends=course.ends,
        hours=course.hours,
        issued=at.astimezone(UTC).date(),
        status_index=index,
    )
    key = queries.signing_key(issuer)
    try:
        code = seal(statement, key=key)
    except Unsealable as why:
        raise CannotBeSigned(_("This cannot be signed: %(why)s") % {"why": why}) from why
    paper = paper_of(
        statement,
        code=code,
        holder=Holder(written=written or passport, passport=passport, language=holder.language),
        course=course,
        issuer_names=issuer.institution.names,
        is_sample=is_trial or course.illustrative,
    )
    return Draft(
        issuer=issuer,
        holder=holder,
        course=course,
        is_trial=is_trial,
        statement=statement,
        kid=key.key_id,
        code=code,
        pdf=_proved(paper, statement, key),
    )


def _proved(paper: CertificatePaper, statement: Statement, key: SigningKey) -> bytes:
    """The paper as a PDF, once it was read back as a stranger would read it."""
    try:
        pdf = render_certificate(paper)
    except CannotPrint as why:
        letters = ", ".join(why.characters)
        raise CannotBePrinted(_("The fonts cannot print these characters: %(letters)s") % {"letters": letters}) from why
    except DoesNotFit as why:
        raise CannotBePrinted(_("The texts are too long for one page.")) from why
    reading = read_certificate(pdf)
    signed = signed_texts(statement)
    if reading.qr_texts != (paper.code,) or reading.lacks(*signed.values()):
        raise PaperUnproven
    if decode(paper.code, find_key=lambda _issuer, kid: key.public if kid == key.key_id else None) != statement:
        raise PaperUnproven
    return pdf


def issued_from(draft: Callable[[], Draft], issue: Callable[[Draft], Certificate]) -> Certificate:
    """Make a draft and issue it; again from the beginning where another office issued meanwhile.

    Raises what the two raise, and `DraftOutdated` when that happens several times over.
    """
    for _again in range(_DRAFTS - 1):
        try:
            return issue(draft())
        except DraftOutdated:
            continue
    return issue(draft())

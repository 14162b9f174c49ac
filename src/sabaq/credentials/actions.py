"""What the issuing office does: open an issuer, renew its key, issue, revoke and replace certificates, sign the list.

A certificate is proved before it is stored: its paper is read back as a stranger would read it.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sabaq.engines.papers import CannotPrint, CertificatePaper, DoesNotFit, read_certificate, render_certificate
from sabaq.engines.sealing import SigningKey, Statement, decode, seal
from sabaq.engines.sealing import new_key as fresh_key
from sabaq.engines.sealing.refusals import Unsealable
from sabaq.network.models import Institution
from sabaq.people.models import Person
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.files import store_file
from sabaq.platform.models import StoredFile
from sabaq.platform.refusals import Refusal

from . import queries, rules
from .domain import CODE, next_number, number_prefix, plain, seal_secret, signed_texts
from .exports import Course as Course
from .exports import Holder as Holder
from .exports import Taught as Taught
from .exports import paper_of
from .models import Certificate, Issuer, IssuerKey, StatusList
from .states import CertificateState


class CodeNotUsable(Refusal):
    """A short name that a signed statement cannot carry."""

    why = gettext_lazy("A short name has 3 to 12 small Latin letters, digits and hyphens.")
    now = gettext_lazy("Choose one such as cn-nag.")


class AlreadyAnIssuer(Refusal):
    """The institution issues already, or another one has the short name."""

    why = gettext_lazy("This institution issues certificates already, or the short name is taken.")
    now = gettext_lazy("Choose another short name.")


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


class NotInForce(Refusal):
    """A certificate that was revoked or replaced before."""

    why = gettext_lazy("This certificate was revoked or replaced before.")


class ReasonMissing(Refusal):
    """Everybody who checks a withdrawn certificate is told why."""

    why = gettext_lazy("Say why. Everybody who checks the certificate reads the reason.")


@action(rules.KEEP_KEYS)
def open_issuer(institution: Institution, *, code: str, by: Actor, at: datetime) -> Issuer:
    """Let an institution issue certificates, under a short name for ever, with its first key.

    Raises `CodeNotUsable`, `AlreadyAnIssuer`.
    """
    if not CODE.fullmatch(code):
        raise CodeNotUsable
    if Issuer.objects.filter(institution=institution).exists() or Issuer.objects.filter(code=code).exists():
        raise AlreadyAnIssuer
    issuer = Issuer.objects.create(institution=institution, code=code)
    key = _make_key(issuer, at)
    _sign_list(issuer, at)
    record(issuer, institution, facts={"code": code, "key": key.kid})
    return issuer


@action(rules.KEEP_KEYS)
def new_key(issuer: Issuer, *, by: Actor, at: datetime) -> IssuerKey:
    """Sign with a fresh key from now on. The old one is retired and kept: what it signed stays provable."""
    issuer = Issuer.objects.select_for_update().get(pk=issuer.pk)
    old = issuer.keys.get(until__isnull=True)
    old.until = at
    old.save(update_fields=["until"])
    key = _make_key(issuer, at)
    _sign_list(issuer, at)
    record(issuer, facts={"key": key.kid, "retired": old.kid})
    return key


def _make_key(issuer: Issuer, at: datetime) -> IssuerKey:
    key = fresh_key()
    sealed = seal_secret(key.secret, kid=key.key_id, installation_secret=settings.SECRET_KEY)
    return IssuerKey.objects.create(
        issuer=issuer, kid=key.key_id, public=key.public.hex(), sealed_private=sealed, since=at
    )


@action(rules.ISSUE)
def issue_certificate(
    issuer: Issuer,
    *,
    person: Person,
    holder: Holder,
    course: Course,
    is_trial: bool = False,
    by: Actor,
    at: datetime,
) -> Certificate:
    """Issue the next certificate: signed, set in type, read back, stored. A trial says so in its number and on paper.

    The list of withdrawn certificates is not signed anew: `publish_status_list` does so once after many.
    Raises `CannotBeSigned`, `CannotBePrinted`, `PaperUnproven`.
    """
    certificate = _issue(issuer, person, holder, course, is_trial=is_trial, at=at)
    record(certificate, issuer, facts=_facts(certificate))
    return certificate


@action(rules.WITHDRAW)
def revoke_certificate(certificate: Certificate, *, reason: str, by: Actor, at: datetime) -> Certificate:
    """Take a certificate back; whoever checks it reads the reason. Raises `ReasonMissing`, `NotInForce`."""
    certificate = _in_force(certificate, reason)
    _withdraw(certificate, CertificateState.REVOKED, reason, at)
    _sign_list(certificate.issuer, at)
    record(certificate, certificate.issuer, facts={"number": certificate.number}, words={"reason": reason.strip()})
    return certificate


@action(rules.WITHDRAW)
def replace_certificate(
    certificate: Certificate, *, reason: str, holder: Holder, course: Course, by: Actor, at: datetime
) -> Certificate:
    """Issue a corrected certificate in the place of one; gives the new one.

    Raises `ReasonMissing`, `NotInForce` and what `issue_certificate` raises.
    """
    certificate = _in_force(certificate, reason)
    corrected = _issue(certificate.issuer, certificate.person, holder, course, is_trial=certificate.is_trial, at=at)
    certificate.replaced_by = corrected
    _withdraw(certificate, CertificateState.REPLACED, reason, at)
    _sign_list(certificate.issuer, at)
    facts = {**_facts(corrected), "replaces": certificate.number}
    record(corrected, certificate, certificate.issuer, facts=facts, words={"reason": reason.strip()})
    return corrected


@action(rules.PUBLISH)
def publish_status_list(issuer: Issuer, *, by: Actor, at: datetime) -> StatusList:
    """Sign a fresh list of the certificates that no longer hold, for those who check without a network."""
    signed = _sign_list(issuer, at)
    record(issuer, facts={"certificates": issuer.certificates.count()})
    return signed


def _facts(certificate: Certificate) -> dict[str, str]:
    """What the audit chain keeps for ever: the hash dates the certificate should a key be lost later."""
    digest = hashlib.sha256(certificate.statement.encode()).hexdigest()
    return {"number": certificate.number, "statement": digest, "paper": certificate.paper.sha256}


def _issue(
    issuer: Issuer, person: Person, holder: Holder, course: Course, *, is_trial: bool, at: datetime
) -> Certificate:
    # The row of the issuer is the lock: two offices cannot take one number.
    issuer = Issuer.objects.select_for_update(of=("self",)).select_related("institution").get(pk=issuer.pk)
    prefix = number_prefix(issuer.code, year=at.astimezone(UTC).year, is_trial=is_trial)
    numbered = issuer.certificates.filter(number__regex=rf"^{prefix}[0-9]+$").order_by("-status_index").first()
    last_index = issuer.certificates.aggregate(last=Max("status_index"))["last"]
    written, passport = plain(holder.written), plain(holder.passport) or plain(holder.written)
    statement = Statement(
        issuer=issuer.code,
        number=next_number(prefix, numbered.number if numbered else None),
        passport_name=passport,
        own_name=written if written != passport else "",
        programme=plain(course.signed_title),
        begins=course.starts,
        ends=course.ends,
        hours=course.hours,
        issued=at.astimezone(UTC).date(),
        status_index=0 if last_index is None else last_index + 1,
    )
    key = queries.signing_key(issuer)
    try:
        code = seal(statement, key=key)
    except Unsealable as why:
        raise CannotBeSigned(_("This cannot be signed: %(why)s") % {"why": why}) from why
    holder = Holder(written=written or passport, passport=passport, language=holder.language)
    is_sample = is_trial or course.illustrative
    paper = paper_of(
        statement, code=code, holder=holder, course=course, issuer_names=issuer.institution.names, is_sample=is_sample
    )
    return Certificate.objects.create(
        issuer=issuer,
        number=statement.number,
        person=person,
        holder_written=holder.written,
        holder_passport=passport,
        title=course.title,
        modules=[{"titles": module.titles, "hours": module.hours} for module in course.modules],
        place=course.place,
        starts=course.starts,
        ends=course.ends,
        hours=course.hours,
        statement=code,
        status_index=statement.status_index,
        paper=_proved(paper, statement, key, at),
        state_since=at,
        issued_at=at,
        is_trial=is_trial,
        illustrative=course.illustrative,
    )


def _proved(paper: CertificatePaper, statement: Statement, key: SigningKey, at: datetime) -> StoredFile:
    """The paper as a stored file, once it was read back as a stranger would read it."""
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
    return store_file([pdf], name=f"{statement.number}.pdf", at=at)


def _in_force(certificate: Certificate, reason: str) -> Certificate:
    if not reason.strip():
        raise ReasonMissing
    Issuer.objects.select_for_update().get(pk=certificate.issuer_id)
    certificate = Certificate.objects.select_related("issuer__institution", "person").get(pk=certificate.pk)
    if certificate.state != CertificateState.VALID:
        raise NotInForce
    return certificate


def _withdraw(certificate: Certificate, state: CertificateState, reason: str, at: datetime) -> None:
    certificate.state, certificate.state_reason, certificate.state_since = state, reason.strip()[:300], at
    certificate.save(update_fields=["state", "state_reason", "state_since", "replaced_by"])


def _sign_list(issuer: Issuer, at: datetime) -> StatusList:
    text = queries.fresh_status_list(issuer, at).decode("utf-8")
    return StatusList.objects.create(issuer=issuer, text=text, signed_at=at)

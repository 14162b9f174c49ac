"""What the issuing office does: open an issuer, renew its key, issue, revoke and replace certificates, sign the list.

A certificate is drafted first (`draft_certificate`): signed, set in type and read back as a stranger would read it. The
action then keeps the draft in a short transaction, or refuses it if its number was taken meanwhile.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from django.conf import settings
from django.utils.translation import gettext_lazy

from sabaq.engines.sealing import new_key as fresh_key
from sabaq.network.models import Institution
from sabaq.people.models import Person
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.files import store_file
from sabaq.platform.refusals import Refusal

from . import queries, rules
from .domain import CODE, seal_secret
from .exports import CannotBePrinted as CannotBePrinted
from .exports import CannotBeSigned as CannotBeSigned
from .exports import Course as Course
from .exports import Draft as Draft
from .exports import DraftOutdated as DraftOutdated
from .exports import Holder as Holder
from .exports import PaperUnproven as PaperUnproven
from .exports import Taught as Taught
from .exports import draft_certificate as draft_certificate
from .exports import issued_from as issued_from
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
def issue_certificate(issuer: Issuer, *, person: Person, draft: Draft, by: Actor, at: datetime) -> Certificate:
    """Issue a drafted certificate. A trial says so in its number and on paper.

    The list of withdrawn certificates is not signed anew: `publish_status_list` does so once after many.
    Raises `DraftOutdated`; see `issued_from`.
    """
    certificate = _issue(issuer, person, draft, at)
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
def replace_certificate(certificate: Certificate, *, reason: str, draft: Draft, by: Actor, at: datetime) -> Certificate:
    """Issue a corrected certificate, as drafted, in the place of one; gives the new one.

    Raises `ReasonMissing`, `NotInForce`, `DraftOutdated`.
    """
    certificate = _in_force(certificate, reason)
    if draft.is_trial != certificate.is_trial:
        raise DraftOutdated
    corrected = _issue(certificate.issuer, certificate.person, draft, at)
    certificate.replaced_by = corrected
    _withdraw(certificate, CertificateState.REPLACED, reason, at)
    _sign_list(certificate.issuer, at)
    facts = {**_facts(corrected), "replaces": certificate.number}
    record(corrected, certificate, certificate.issuer, facts=facts, words={"reason": reason.strip()})
    return corrected


@action(rules.PUBLISH)
def publish_status_list(issuer: Issuer, *, by: Actor, at: datetime) -> StatusList:
    """Sign a fresh list of the certificates that no longer hold, for those who check without a network."""
    issuer = Issuer.objects.select_for_update().get(pk=issuer.pk)
    signed = _sign_list(issuer, at)
    record(issuer, facts={"certificates": issuer.certificates.count()})
    return signed


def _facts(certificate: Certificate) -> dict[str, str]:
    """What the audit chain keeps for ever: the hash dates the certificate should a key be lost later."""
    digest = hashlib.sha256(certificate.statement.encode()).hexdigest()
    return {"number": certificate.number, "statement": digest, "paper": certificate.paper.sha256}


def _issue(issuer: Issuer, person: Person, draft: Draft, at: datetime) -> Certificate:
    # The row of the issuer is the lock: two offices cannot take one number.
    issuer = Issuer.objects.select_for_update().get(pk=issuer.pk)
    signed, course = draft.statement, draft.course
    number, index = queries.next_place(issuer, is_trial=draft.is_trial, at=at)
    now = (issuer.code, number, index, at.astimezone(UTC).date(), issuer.keys.get(until__isnull=True).kid)
    if (signed.issuer, signed.number, signed.status_index, signed.issued, draft.kid) != now:
        raise DraftOutdated
    return Certificate.objects.create(
        issuer=issuer,
        number=signed.number,
        person=person,
        holder_written=signed.own_name or signed.passport_name,
        holder_passport=signed.passport_name,
        title=course.title,
        modules=[{"titles": module.titles, "hours": module.hours} for module in course.modules],
        place=course.place,
        starts=course.starts,
        ends=course.ends,
        hours=course.hours,
        statement=draft.code,
        status_index=signed.status_index,
        paper=store_file([draft.pdf], name=f"{signed.number}.pdf", at=at),
        state_since=at,
        issued_at=at,
        is_trial=draft.is_trial,
        illustrative=course.illustrative,
    )


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
    """The next list; the caller holds the issuer's lock, so that no withdrawal is left out.

    It is never dated before the last one, or whoever took that one away would refuse it as rolled back.
    """
    newest = issuer.status_lists.first()
    moment = max(at, newest.signed_at) if newest else at
    text = queries.fresh_status_list(issuer, moment).decode("utf-8")
    return StatusList.objects.create(issuer=issuer, text=text, signed_at=moment)

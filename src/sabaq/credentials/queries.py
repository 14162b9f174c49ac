"""What is known of certificates: this installation's own keys and lists, and the answers to "is this paper real?".

Answers need public keys and the register alone. A private key is opened by `signing_key` and `fresh_status_list`, for
actions; no page that anybody may read comes to them.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import Max, OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext_lazy

from sabaq.engines.names import compare_persons
from sabaq.engines.papers import Unreadable, read_certificate
from sabaq.engines.sealing import Bundle, SigningKey, Standing, Withdrawal, stored_key
from sabaq.engines.sealing import Issuer as KnownIssuer
from sabaq.engines.sealing import IssuerKey as KnownKey
from sabaq.engines.sealing import StatusList as Standings
from sabaq.engines.sealing.bundle import describe_issuer
from sabaq.engines.sealing.status import sign_status_list
from sabaq.people.models import Consent, Person
from sabaq.people.states import ConsentPurpose
from sabaq.platform.files import path_of
from sabaq.platform.refusals import Refusal

from .domain import Judgement, KeyLocked, judge_code, judge_paper, next_number, number_prefix, open_secret
from .domain import Worth as Worth
from .models import Certificate, Issuer, IssuerKey, StatusList
from .states import CertificateState

# How long a signed list answers for; a checker who holds an older one is told so.
LIST_HOLDS = timedelta(days=7)


class KeyNotOpened(Refusal):
    """The stored private key does not open."""

    why = gettext_lazy("The signing key of this issuer cannot be opened.")
    now = gettext_lazy("Tell the operator: the secret of this installation was changed. A new key can be opened.")


class ReaderBusy(Refusal):
    """Somebody else's file is being read."""

    why = gettext_lazy("Another file is being read.")
    now = gettext_lazy("Try again in a minute, or check by the number.")


def _opened(key: IssuerKey) -> SigningKey:
    try:
        secret = open_secret(key.sealed_private, kid=key.kid, installation_secret=settings.SECRET_KEY)
    except KeyLocked:
        raise KeyNotOpened from None
    return stored_key(secret)


def signing_key(issuer: Issuer) -> SigningKey:
    """The key that an issuer signs with now. Raises `KeyNotOpened`."""
    return _opened(issuer.keys.get(until__isnull=True))


def next_place(issuer: Issuer, *, is_trial: bool, at: datetime) -> tuple[str, int]:
    """The number and the place on the status list that the issuer's next certificate takes."""
    prefix = number_prefix(issuer.code, year=at.astimezone(UTC).year, is_trial=is_trial)
    numbered = issuer.certificates.filter(number__regex=rf"^{prefix}[0-9]+$").order_by("-status_index").first()
    last: int | None = issuer.certificates.aggregate(last=Max("status_index"))["last"]
    return next_number(prefix, numbered.number if numbered else None), 0 if last is None else last + 1


def fresh_status_list(issuer: Issuer, at: datetime) -> bytes:
    """The list of what no longer holds as of `at`, signed with the keys of now and before: old verifiers know those.

    Raises `KeyNotOpened` if the key of now does not open; a retired one that does not is left out.
    """
    last = issuer.certificates.aggregate(last=Max("status_index"))["last"]
    standings = _standings(issuer, _withdrawn().filter(issuer=issuer), last=last, at=at)
    keys = [signing_key(issuer)]
    for key in issuer.keys.filter(until__isnull=False):
        try:
            keys.append(_opened(key))
        except KeyNotOpened:
            continue
    return sign_status_list(standings, keys=keys)


def _withdrawn() -> QuerySet[Certificate]:
    return Certificate.objects.exclude(state=CertificateState.VALID).select_related("replaced_by")


def _standings(issuer: Issuer, withdrawn: Iterable[Certificate], *, last: int | None, at: datetime) -> Standings:
    return Standings(
        issuer=issuer.code,
        issued=at.astimezone(UTC),
        next_expected=at.astimezone(UTC) + LIST_HOLDS,
        size=0 if last is None else last + 1,
        withdrawals={certificate.status_index: _withdrawal(certificate) for certificate in withdrawn},
    )


def _withdrawal(certificate: Certificate) -> Withdrawal:
    return Withdrawal(
        standing=Standing(certificate.state),
        on=certificate.state_since.astimezone(UTC).date(),
        reason=certificate.state_reason,
        replacement=certificate.replaced_by.number if certificate.replaced_by else "",
    )


def own_bundle(at: datetime) -> Bundle:
    """All issuers of this installation with every key they ever had and the status list they published last.

    It is for others to take away. Nothing is signed here: an old list is given as it is, and says itself that it is
    due. Raises the refusals of `describe_issuer` for a stored list that its keys did not sign.
    """
    newest = StatusList.objects.filter(issuer=OuterRef("pk")).values("text")[:1]
    issuers = Issuer.objects.select_related("institution").prefetch_related("keys")
    described = [
        describe_issuer(
            issuer.code,
            names=issuer.institution.names,
            keys=[_known(key) for key in issuer.keys.all()],
            status_document=issuer.published.encode(),
        )
        for issuer in issuers.annotate(published=Subquery(newest)).filter(published__isnull=False)
    ]
    return Bundle(issued=at.astimezone(UTC), issuers={issuer.id: issuer for issuer in described})


def register_bundle(at: datetime) -> Bundle:
    """The same issuers and keys with the standings of the register as they are now: for the installation's own answers.

    Its lists are not signed, so it is never written down or given away.
    """
    withdrawn = Prefetch("certificates", _withdrawn(), to_attr="withdrawn")
    issuers = Issuer.objects.select_related("institution").prefetch_related("keys", withdrawn)
    known = [
        KnownIssuer(
            id=issuer.code,
            names=issuer.institution.names,
            keys={key.kid: _known(key) for key in issuer.keys.all()},
            status_document=b"",
            status_list=_standings(issuer, issuer.withdrawn, last=issuer.last, at=at),
        )
        for issuer in issuers.annotate(last=Max("certificates__status_index"))
    ]
    return Bundle(issued=at.astimezone(UTC), issuers={issuer.id: issuer for issuer in known})


def _known(key: IssuerKey) -> KnownKey:
    return KnownKey(
        public=bytes.fromhex(key.public),
        since=key.since.astimezone(UTC).date(),
        until=key.until.astimezone(UTC).date() if key.until else None,
    )


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the check page says. `certificate` is the row of this installation, if it has one.

    The name is shown if the holder agreed, or if it stood in the signed code that was presented.
    """

    judgement: Judgement
    certificate: Certificate | None = None
    shows_name: bool = False


def certificate_by_number(number: str) -> Certificate | None:
    """The certificate with this number as printed, in capitals or not; None where there is none."""
    related = Certificate.objects.select_related("issuer__institution", "person", "paper", "replaced_by")
    return related.filter(number=number.strip().upper()).first()


def consent_to_name(person: Person | int) -> Consent | None:
    """The consent in force by which the check page shows a person's name, if there is one."""
    agreed = Consent.objects.select_related("person").filter(person=person, withdrawn_at__isnull=True)
    return agreed.filter(purpose=ConsentPurpose.NAME_ON_CHECK_PAGE).first()


def answer_to_number(number: str, *, at: datetime) -> Answer:
    """What the certificate with a number is worth. Without the holder's agreement the name stays hidden."""
    certificate = certificate_by_number(number)
    if certificate is None:
        return Answer(judgement=Judgement(worth=Worth.NOT_FOUND))
    judgement = judge_code(certificate.statement, register_bundle(at), at=at)
    shows_name = judgement.statement is not None and consent_to_name(certificate.person_id) is not None
    return Answer(judgement=judgement, certificate=certificate, shows_name=shows_name)


def answer_to_code(text: str, *, at: datetime) -> Answer:
    """What the text of a QR code is worth: the signature, the list, and whether the register holds it."""
    return _registered(judge_code(text, register_bundle(at), at=at))


@contextmanager
def only_reader() -> Iterator[None]:
    """Hold the one place for reading strangers' files, which all processes of the installation share.

    Raises `ReaderBusy` after two seconds of waiting, so that hard files take neither the memory nor all the workers.
    """
    with (settings.VAR_DIR / "reading.lock").open("w") as place:
        for wait in (0.1,) * 20 + (0,):
            try:
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not wait:
                    raise ReaderBusy from None
                time.sleep(wait)
        yield


def answer_to_paper(pdf: bytes, *, at: datetime) -> Answer:
    """What a PDF is worth: as its code, and every printed line compared with the copy that was issued."""
    try:
        reading = read_certificate(pdf)
    except Unreadable as why:
        return Answer(judgement=Judgement(worth=Worth.MALFORMED, problem=why.kind))
    answer = _registered(judge_paper(reading, register_bundle(at), at=at))
    issued, judgement = answer.certificate, answer.judgement
    if issued is None or judgement.differs or not judgement.compared:
        return answer
    if issued.paper.sha256 != sha256(pdf).hexdigest():
        own = read_certificate(path_of(issued.paper).read_bytes())
        if reading.lacks(*own.printed_text.splitlines()):
            return replace(answer, judgement=judgement.printed_otherwise("text"))
    return answer


def _registered(judgement: Judgement) -> Answer:
    """The row behind a proved code. A signature that fits without a row means a key in wrong hands, or a lost row."""
    if judgement.statement is None:
        return Answer(judgement=judgement)
    certificate = certificate_by_number(judgement.statement.number)
    if certificate is None or certificate.statement != judgement.code:
        return Answer(judgement=replace(judgement, worth=Worth.UNREGISTERED), shows_name=True)
    return Answer(judgement=judgement, certificate=certificate, shows_name=True)


def is_holder(certificate: Certificate, typed: str) -> bool:
    """Whether a typed name is the holder's, in any script and order. Yes or no, and nothing about how near it was."""
    names = {certificate.holder_written, certificate.holder_passport}
    return any(compare_persons(typed, name).verdict == "same" for name in names)

"""What leaves a course: its participants as a table to download, and what a participant's certificate says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from sabaq.credentials.actions import Course, Draft, Holder, Taught, draft_certificate
from sabaq.credentials.models import Issuer
from sabaq.engines.names.romanised import romanised
from sabaq.platform.actors import Actor
from sabaq.platform.refusals import Refusal

from .models import Participation
from .queries import Attended, whole
from .states import ParticipationState
from .tables import PARTICIPATION_STANDS, certificate_stand


def rows(people: Iterable[Attended]) -> Iterator[list[Any]]:
    """One row for each participant, in the order of `tables.COLUMNS`."""
    for line in people:
        row, certificate = line.row, line.row.certificate
        yield [
            row.person.display_name,
            str(row.nomination.country),
            str(row.nomination.agency),
            row.session.number,
            line.share,
            str(PARTICIPATION_STANDS[ParticipationState(row.state)].word),
            certificate.number if certificate else "",
            str(certificate_stand(row).word) if certificate else "",
        ]


class NoIssuer(Refusal):
    """The host has no signing key."""

    why = gettext_lazy("The host institution does not issue certificates yet.")
    now = gettext_lazy("Open it as an issuer first.")


def issuer_of(row: Participation) -> Issuer:
    """The host as an issuer. Raises `NoIssuer`."""
    issuer = Issuer.objects.select_related("institution").filter(institution=row.session.edition.host_id).first()
    if issuer is None:
        raise NoIssuer
    return issuer


def draft_for(participation: Participation, *, is_trial: bool = False, by: Actor, at: datetime) -> Draft:
    """A participant's certificate as it would be issued now. Raises `NoIssuer` and what `draft_certificate` raises."""
    row = whole(participation)
    return draft_certificate(
        issuer_of(row), holder=holder_of(row), course=learnt_in(row), is_trial=is_trial, by=by, at=at
    )


def holder_of(row: Participation) -> Holder:
    """Whose certificate it is, by the names as they are written now.

    Where no passport spelling is known, the second script is the name spelt in Latin letters by rule (ICAO Doc 9303).
    """
    written = row.person.display_name
    latin = row.person.passport_name or romanised(_without_patronymic(row))
    languages = [name.language for name in row.person.names.all() if name.full == written and name.language]
    return Holder(written=written, passport=latin, language=languages[0] if languages else "")


def _without_patronymic(row: Participation) -> str:
    """Family and given name as written, as passports have them; the whole name where its parts are not known."""
    names = [name for name in row.person.names.all() if name.full == row.person.display_name]
    parts = [part for name in names[:1] for part in (name.family, name.given) if part]
    return " ".join(parts) or row.person.display_name


def learnt_in(row: Participation) -> Course:
    """What was learnt, in the language of the holder's country and in the host's, or in English where they are one."""
    session, edition = row.session, row.session.edition
    own = row.nomination.country.own_language
    host = edition.host.country.own_language if edition.host.country else "en"
    modules = [Taught(titles=module.titles, hours=module.hours) for module in edition.programme.modules.all()]
    return Course(
        title=edition.programme.titles,
        modules=tuple(modules),
        place=session.place or edition.place,
        starts=session.starts,
        ends=session.ends,
        hours=sum(module.hours for module in modules),
        languages=(own, host if host != own else ("en" if own != "en" else "ru")),
        illustrative=edition.illustrative,
    )

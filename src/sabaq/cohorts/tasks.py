"""Jobs of cohorts: certificates for everybody who completed a session."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sabaq.credentials.actions import issued_from, publish_status_list
from sabaq.credentials.models import Issuer
from sabaq.platform.actors import Actor
from sabaq.platform.jobs import Progress, job
from sabaq.platform.refusals import NotPermitted, Refusal
from sabaq.programmes.models import Session

from .actions import AlreadyIssued, draft_for, issue_to
from .models import Participation
from .queries import to_certify


class SomeNotIssued(Refusal):
    """The others have theirs; starting again tries only those that are missing."""

    what = ""


@job("cohorts.issue_certificates")
def issue_certificates(progress: Progress, *, by: Actor, at: datetime, **arguments: Any) -> str:
    """Issue one certificate after the other, then sign the list once; gives the page of the edition's participants.

    Who has one is passed over. Raises `SomeNotIssued` at the end if some could not be issued.
    """
    row = Session.objects.select_related("edition").get(pk=arguments["session"])
    waiting, refusals = list(to_certify(row)), []
    for done, participation in enumerate(waiting):
        progress.step(_("Issuing certificates"), done=done, total=len(waiting))
        try:
            _issue(participation, by=by, at=at)
        except AlreadyIssued:
            continue
        except NotPermitted:
            raise
        except Refusal as refusal:
            refusals.append(refusal)
    if len(refusals) < len(waiting):
        publish_status_list(Issuer.objects.get(institution=row.edition.host_id), by=by, at=at)
    if refusals:
        why = ngettext(
            "%(n)s certificate of %(total)s was not issued: %(why)s",
            "%(n)s certificates of %(total)s were not issued: %(why)s",
            len(refusals),
        )
        raise SomeNotIssued(why % {"n": len(refusals), "total": len(waiting), "why": str(refusals[0])})
    progress.step(_("Issuing certificates"), done=len(waiting), total=len(waiting))
    return reverse("cohorts:attendance", args=[row.edition.key])


def _issue(participation: Participation, *, by: Actor, at: datetime) -> None:
    issued_from(
        lambda: draft_for(participation, by=by, at=at),
        lambda draft: issue_to(participation, draft=draft, by=by, at=at),
    )

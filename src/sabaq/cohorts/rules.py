"""Who takes attendance and issues certificates, and who sees a participant: the person, the sender's side, the host."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.nominations.models import Nomination
from sabaq.people.states import Role
from sabaq.platform.actors import Actor, ActorKind
from sabaq.platform.permissions import permit
from sabaq.platform.refusals import YES, Answer, no
from sabaq.programmes.models import Edition, Session

from .models import Participation


def _edition_of(subject: Any) -> Edition | None:
    if isinstance(subject, Participation):
        subject = subject.session
    if isinstance(subject, Session | Nomination):
        return subject.edition
    return subject if isinstance(subject, Edition) else None


def runs_the_course(actor: Actor, subject: Any) -> Answer:
    """The programme manager of the host of an edition, session or participation; without one, of any."""
    edition = _edition_of(subject)
    scopes = () if subject is None else (f"institution:{edition.host_id if edition else ''}",)
    if actor.has_role(Role.PROGRAMME_MANAGER, *scopes):
        return YES
    return no(_("Only the programme manager of the host institution does this."))


def sees_participants(actor: Actor, _subject: Any) -> Answer:
    """Whoever sends people or hosts them; the lists show each only their own."""
    roles = (Role.PROGRAMME_MANAGER, Role.FOCAL_POINT, Role.AGENCY_OFFICER)
    if any(actor.has_role(role) for role in roles):
        return YES
    return no(_("Only the sender's side and the host see who takes part."))


def sees_the_participant(actor: Actor, nomination: Any) -> Answer:
    """The person, the focal point of the country, the agency's officer, the host; without one, anybody signed in."""
    if nomination is None:
        return YES if actor.kind is ActorKind.PERSON else no(_("Sign in to see your course."))
    is_own = actor.person is not None and nomination.person_id == actor.person
    sends = actor.has_role(Role.FOCAL_POINT, f"country:{nomination.country_id}") or actor.has_role(
        Role.AGENCY_OFFICER, f"institution:{nomination.agency_id}"
    )
    if is_own or sends or runs_the_course(actor, nomination):
        return YES
    return no(_("Only this person, the sender's side and the host see this page."))


RUN_COURSE = permit("cohorts.run_course", _("Open a course, take attendance, close sessions"), runs_the_course)
ISSUE = permit("cohorts.issue", _("Issue certificates to those who completed"), runs_the_course)
SEE_PARTICIPANTS = permit("cohorts.see_participants", _("See who takes part in an edition"), sees_participants)
SEE_PARTICIPANT = permit("cohorts.see_participant", _("See the page of a participant"), sees_the_participant)

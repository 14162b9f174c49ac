"""Words of courses: how a participation stands, the columns of its list, and what its history says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sabaq.credentials.states import CertificateState
from sabaq.platform.refusals import Sentence
from sabaq.platform.stand import Stand
from sabaq.platform.verbs import say

from .models import Participation
from .states import ParticipationState

PARTICIPATION_STANDS: dict[ParticipationState, Stand] = {
    ParticipationState.EXPECTED: Stand("open", _("Expected")),
    ParticipationState.ATTENDING: Stand("some", _("Attending")),
    ParticipationState.COMPLETED: Stand("done", _("Completed")),
    ParticipationState.NOT_COMPLETED: Stand("none", _("Not completed")),
}
CERTIFICATE_STANDS: dict[CertificateState, Stand] = {
    CertificateState.VALID: Stand("done", _("Issued")),
    CertificateState.REVOKED: Stand("late", _("Revoked")),
    CertificateState.REPLACED: Stand("open", _("Replaced")),
}
NOT_YET, NONE = Stand("none", _("Not yet")), Stand("none", _("None"))
# Which wording of "Your name on the check page" people agreed to; change it with the sentences of that section.
CONSENT_TEXT = "2026-1"
COLUMNS: tuple[Sentence, ...] = (
    _("Name"),
    _("Country"),
    _("Agency"),
    _("Session"),
    _("Attendance, per cent"),
    _("Completion"),
    _("Certificate"),
    _("State of the certificate"),
)


def certificate_stand(row: Participation | None) -> Stand:
    """How a participant's certificate stands, and where there is none whether one can still come."""
    if row is not None and row.certificate is not None:
        return CERTIFICATE_STANDS[CertificateState(row.certificate.state)]
    return NONE if row is not None and row.state == ParticipationState.NOT_COMPLETED else NOT_YET


say("cohorts.open_course", _("Course opened to those who hold its seats"))
say("cohorts.record_attendance", _("Attendance recorded"))
say("cohorts.close_session", _("Session closed"))
say("cohorts.issue_to", _("Certificate issued to a participant"))
say("cohorts.reissue", _("Certificate of a participant replaced"))

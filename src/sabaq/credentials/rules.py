"""Who may issue and withdraw certificates: the programme manager of the issuing institution. Checking is public."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from sabaq.network.models import Institution
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.permissions import permit
from sabaq.platform.refusals import YES, Answer, no

from .models import Certificate, Issuer


def manages_the_issuer(actor: Actor, subject: Any) -> Answer:
    """The programme manager of an institution, of an issuer's, or of a certificate's issuer; without one, of any."""
    issuer = subject.issuer if isinstance(subject, Certificate) else subject
    key = issuer.institution_id if isinstance(issuer, Issuer) else getattr(issuer, "pk", None)
    scopes = () if subject is None else (f"institution:{key}",)
    known = subject is None or isinstance(issuer, Institution | Issuer)
    if known and actor.has_role(Role.PROGRAMME_MANAGER, *scopes):
        return YES
    return no(_("Only the programme manager of the issuing institution does this."))


KEEP_KEYS = permit("credentials.keep_keys", _("Open an issuer and renew its signing key"), manages_the_issuer)
ISSUE = permit("credentials.issue", _("Issue certificates of the institution"), manages_the_issuer)
WITHDRAW = permit("credentials.withdraw", _("Revoke or replace a certificate"), manages_the_issuer)
PUBLISH = permit("credentials.publish", _("Sign the list of withdrawn certificates"), manages_the_issuer)

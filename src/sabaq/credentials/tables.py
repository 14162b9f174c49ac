"""Words of certificates: what the check page answers, how a certificate stands, and what its history says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sabaq.platform.refusals import Sentence
from sabaq.platform.stand import Stand
from sabaq.platform.verbs import say

from .domain import Worth
from .states import CertificateState

WORTHS: dict[Worth, Stand] = {
    Worth.VALID: Stand("done", _("Valid")),
    Worth.REPLACED: Stand("open", _("Replaced")),
    Worth.REVOKED: Stand("late", _("Revoked")),
    Worth.ALTERED: Stand("late", _("Altered")),
    Worth.UNREGISTERED: Stand("late", _("Not in the register")),
    Worth.UNKNOWN_ISSUER: Stand("wait", _("Unknown issuer")),
    Worth.MALFORMED: Stand("none", _("Not readable")),
    Worth.NOT_FOUND: Stand("none", _("Not found")),
}
MEANINGS: dict[Worth, Sentence] = {
    Worth.VALID: _("The institution named below issued this certificate. It was not changed and not withdrawn."),
    Worth.REPLACED: _("The institution issued this certificate and later a corrected one in its place."),
    Worth.REVOKED: _("The institution issued this certificate and took it back. It proves nothing any more."),
    Worth.ALTERED: _("This is not what the institution signed. Do not rely on it; write to the institution."),
    Worth.UNREGISTERED: _("The signature fits, but the register does not hold this certificate. Ask the institution."),
    Worth.UNKNOWN_ISSUER: _("We do not know the key that signed this. It may be real; ask the issuer."),
    Worth.MALFORMED: _("This is not the code of a certificate, or a part of it is missing. Try the number."),
    Worth.NOT_FOUND: _("No certificate with this number was issued here. Compare it with the paper."),
}
PROBLEMS: dict[str, Sentence] = {
    "too_large": _("The file is larger than 8 MB."),
    "not_pdf": _("The file is not a PDF, or it is damaged."),
    "too_many_pages": _("The file has too many pages for a certificate."),
    "page_too_large": _("A page of the file is too large for a certificate."),
    "locked": _("The file is locked with a password."),
    "too_hard": _("The file takes too long to read."),
    "no_code": _("The file has no code of a certificate on it."),
    "several_codes": _("The file holds the codes of several certificates. Send one certificate at a time."),
}
DIFFERENCES: dict[str, Sentence] = {
    "own_name": _("The name printed on the paper is not the signed one."),
    "passport_name": _("The passport name printed on the paper is not the signed one."),
    "number": _("The number printed on the paper is not the signed one."),
    "programme": _("The programme printed on the paper is not the signed one."),
    "text": _("Some printed words differ from the certificate as it was issued."),
}
CERTIFICATE_STANDS: dict[CertificateState, Stand] = {
    CertificateState.VALID: WORTHS[Worth.VALID],
    CertificateState.REVOKED: WORTHS[Worth.REVOKED],
    CertificateState.REPLACED: WORTHS[Worth.REPLACED],
}
# The answers that the foot of the check page explains.
EXPLAINED = (Worth.REPLACED, Worth.REVOKED, Worth.ALTERED, Worth.UNKNOWN_ISSUER)

say("credentials.open_issuer", _("Issuer opened"))
say("credentials.new_key", _("Signing key renewed"))
say("credentials.issue_certificate", _("Certificate issued"))
say("credentials.revoke_certificate", _("Certificate revoked"))
say("credentials.replace_certificate", _("Certificate replaced"))
say("credentials.publish_status_list", _("List of withdrawn certificates signed"))

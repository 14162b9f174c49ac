"""Permissions of the shell: the Desk, one's own jobs and mandates, and the sample's one-click sign-in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import gettext_lazy as _

from sabaq.platform.actors import Actor
from sabaq.platform.addresses import is_loopback
from sabaq.platform.models import Job
from sabaq.platform.permissions import all_of, is_signed_in, permit
from sabaq.platform.refusals import YES, Answer, no

# What a proxy leaves behind. One that names nobody is silent, not absent, so that any of these ends the belief.
_PROXY_HEADERS = ("HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP")


def _came_by_a_proxy(request: HttpRequest) -> bool:
    return any(name in _PROXY_HEADERS or name.startswith("HTTP_X_FORWARDED") for name in request.META)


def is_on_this_machine(_actor: Actor, request: Any) -> Answer:
    """The sample sign-in answers only where it is switched on, from a loopback address to a loopback host.

    No proxy may stand between them; the settings switch it off wherever another host name is answered.
    """
    if not settings.SAMPLE_SIGN_IN:
        return no(_("Sample accounts are switched off here."))
    if not isinstance(request, HttpRequest) or _came_by_a_proxy(request):
        return no(_("Sample accounts can be used only on the machine itself."))
    host, _port = split_domain_port(request.get_host())
    local = is_loopback(request.META.get("REMOTE_ADDR", "")) and is_loopback(host)
    return YES if local else no(_("Sample accounts can be used only on the machine itself."))


def started_it(actor: Actor, job: Any) -> Answer:
    """A job belongs to the account that started it; without a job in hand nothing is shown yet."""
    if not isinstance(job, Job) or job.started_by == actor.key:
        return YES
    return no(_("Somebody else started this work. Only they can see how far it is."))


SEE_DESK = permit("portal.see_desk", _("See what waits for you"), is_signed_in)
SEE_JOB = permit("portal.see_job", _("See how far your own long work is"), all_of(is_signed_in, started_it))
SEE_OWN_MANDATES = permit("portal.see_own_mandates", _("See your own mandates"), is_signed_in)
SIGN_IN_AS_SAMPLE = permit("portal.sign_in_as_sample", _("Sign in as a person of the sample"), is_on_this_machine)

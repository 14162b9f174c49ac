"""Permissions of the shell: the Desk, one's own jobs and mandates, and the sample's one-click sign-in."""

from __future__ import annotations

import ipaddress
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import gettext_lazy as _

from sabaq.platform.actors import Actor
from sabaq.platform.models import Job
from sabaq.platform.permissions import all_of, is_signed_in, permit
from sabaq.platform.refusals import YES, Answer, no


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def asked_from(request: HttpRequest) -> str:
    """The address a request comes from.

    Only a proxy on this machine is believed when it names another one, and only in the last place, which it wrote.
    """
    peer: str = request.META.get("REMOTE_ADDR", "")
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return forwarded.rsplit(",", 1)[-1].strip() if forwarded and _is_loopback(peer) else peer


def is_on_this_machine(_actor: Actor, request: Any) -> Answer:
    """The sample sign-in answers only where it is switched on, from a loopback address to a loopback host."""
    if not settings.SAMPLE_SIGN_IN:
        return no(_("Sample accounts are switched off here."))
    if not isinstance(request, HttpRequest):
        return no(_("Sample accounts can be used only on the machine itself."))
    host, _port = split_domain_port(request.get_host())
    local = _is_loopback(asked_from(request)) and _is_loopback(host)
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

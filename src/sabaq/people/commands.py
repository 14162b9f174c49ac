"""`sabaq people first-secretary`: who keeps a new network, before there is anybody who could do it on a page."""

from __future__ import annotations

import argparse
import sys

from django.db import transaction
from django.utils import timezone

from sabaq.network.models import Network
from sabaq.platform.actors import SYSTEM
from sabaq.platform.refusals import Refusal

from . import actions
from .domain import NameAs, one_time_password
from .queries import has_secretary
from .states import Role, Script


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sabaq people", description="Make the first secretary of a network.")
    parser.add_argument("verb", choices=["first-secretary"])
    parser.add_argument("--network", required=True, help="the network's short name")
    parser.add_argument("--name", required=True, action="append", help="full name; once more for each other script")
    parser.add_argument("--email", required=True, help="what the secretary signs in with")
    return parser


def _name(full: str) -> NameAs:
    """The name in the script of its letters; `enter_person` refuses one that is in none."""
    found = (NameAs(full, script) for script in Script)
    return next((name for name in found if name.is_in_its_script), NameAs(full, Script.LATIN))


@transaction.atomic
def first_secretary(network: Network, *, names: list[NameAs], email: str, password: str) -> None:
    """Enter the person, give both mandates of a network's keeper, and open the account. The actions' refusals."""
    at = timezone.now()
    person = actions.enter_person(names, by=SYSTEM, at=at)
    for role in (Role.SECRETARY, Role.ADMINISTRATOR):
        actions.grant_mandate(
            person, role=role, where=network, since=timezone.localdate(at), by=SYSTEM, at=at
        )  # fmt: skip
    actions.open_account(person, email=email, password=password, by=SYSTEM, at=at)


def run(argv: list[str]) -> int:
    """Print the one-time password once; exit status 1 where there is no such network or it has a secretary."""
    options = _parser().parse_args(argv)
    network = Network.objects.filter(key=options.network).first()
    if network is None:
        sys.stderr.write(f"There is no network with the short name {options.network}.\n")
        return 1
    if has_secretary(network):
        sys.stderr.write(f"{network} has a secretary, who enters everybody else on the pages.\n")
        return 1
    password = one_time_password()
    try:
        first_secretary(network, names=[_name(full) for full in options.name], email=options.email, password=password)
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    sys.stdout.write(f"One-time password for {options.email}: {password}\n")
    return 0

"""The main job: ten steps from an agreement to a certificate that a stranger can check, and the figures of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from sabaq.agreements.models import Agreement, Target
from sabaq.network.models import Institution, Network
from sabaq.nominations.models import Holding, Nomination, SentList
from sabaq.nominations.queries.seats import granted_total
from sabaq.nominations.states import HostState
from sabaq.oversight.queries import promise_called
from sabaq.people.models import Account
from sabaq.people.queries import actor_of_account
from sabaq.platform.actors import Actor
from sabaq.platform.audit import verify_chain
from sabaq.programmes.models import Edition

from . import certifying, loading, placing, promising

KYRGYZ_EDITION = "kg-2026"
COMMITMENT = "kg-training"


@dataclass(frozen=True)
class Step:
    """One step as it is told: what happened, how long it took, and the page that shows it."""

    number: int
    told: str
    seconds: float
    page: str


@dataclass
class MainJob:
    """Walks the ten steps. `figures` is what `var/main-job.json` holds after the last."""

    sample: loading.Sample = field(default_factory=loading.read_sample)
    figures: dict[str, Any] = field(default_factory=dict)
    now: datetime = field(default_factory=timezone.now)

    def actor(self, key: str) -> Actor:
        """Somebody of the sample with the mandates of the story's days."""
        email = next(row["email"] for row in self.sample["accounts"] if row["key"] == key)
        return actor_of_account(Account.objects.get(email=email).pk, promising.OPENED)

    @property
    def actors(self) -> dict[str, Actor]:
        """Everybody of the sample by key."""
        return {row["key"]: self.actor(row["key"]) for row in self.sample["accounts"]}

    @property
    def edition(self) -> Edition:
        """The Kyrgyz edition."""
        return Edition.objects.select_related("host", "programme").get(key=KYRGYZ_EDITION)

    def steps(self, *, only_network: bool = False) -> Iterator[Step]:
        """Do one step after the other, telling each."""
        chosen = STEPS[:1] if only_network else STEPS
        for number, step in enumerate(chosen, start=1):
            began = time.perf_counter()
            told, page = step(self)
            yield Step(number, told, time.perf_counter() - began, page)


Told = tuple[str, str]


def load(job: MainJob) -> Told:
    """Step 1: the network, its institutions and people, and the instruments."""
    loading.load_network(job.sample)
    loading.load_office_holders(job.sample)
    loading.load_accounts(job.sample)
    promising.load_chains(job.sample)
    promising.load_agreements(job.sample, by=job.actor("secretary"))
    counts = f"{Institution.objects.count()} institutions, {Agreement.objects.count()} instruments"
    return f"Loaded {Network.objects.get()}: {counts}", reverse("network:institutions")


def promise(job: MainJob) -> Told:
    """Step 2: the commitments with their targets by version."""
    promising.load_commitments(job.sample)
    targets = Target.objects.filter(commitment__key=COMMITMENT).values_list("value", flat=True)
    told = ", then ".join(map(str, targets))
    return f"Recorded the commitment to train in China: {told} people", reverse("oversight:promise", args=[COMMITMENT])


def plan(job: MainJob) -> Told:
    """Step 3: the programme, its Kyrgyz edition, and the edition that the Network adopts from it."""
    promising.load_programme(job.sample, manager=job.actor("manager"), secretary=job.actor("secretary"))
    adopted = Edition.objects.get(adopted_from__key=KYRGYZ_EDITION)
    sessions = f"{job.edition.sessions.count()} sessions"
    return f"Planned “{job.edition}” ({sessions}); adopted as “{adopted}”", reverse(
        "programmes:edition", args=[KYRGYZ_EDITION]
    )


def seats(job: MainJob) -> Told:
    """Step 4: the seats, and an attempt to issue more than there are."""
    actors = job.actors
    promising.enter_seats(
        job.sample, manager=actors["manager"], secretary=actors["secretary"], focal_point=actors["focal-kg"]
    )
    refusal = promising.try_too_many(job.sample, focal_point=actors["focal-kg"])
    job.figures["refused_over_issue"] = True
    told = f"Granted {granted_total(job.edition)} seats and shared them out; refused more: “{refusal}”"
    return told, reverse("nominations:ledger", args=[KYRGYZ_EDITION])


def read(job: MainJob) -> Told:
    """Step 5: the lists as ministries sent them."""
    lists = placing.read_lists(job.sample, actors=job.actors)
    found = [placing.figures_of(sent_list) for sent_list in lists]
    job.figures["lists"] = [asdict(figures) for figures in found]
    job.figures["nominations"] = Nomination.objects.count()
    records, problems = sum(f.records for f in found), sum(f.problems for f in found)
    told = (
        f"Read {len(found)} lists: {records} people, {problems} problems, {sum(f.remarks for f in found)} remarks, "
        f"{sum(f.duplicates for f in found)} named twice in two scripts; "
        f"{Nomination.objects.count()} nominated, {placing.waiting_rows(lists)} rows wait"
    )
    first = SentList.objects.get(edition__key=KYRGYZ_EDITION)
    return told, reverse("nominations:intake", args=[first.pk])


def place(job: MainJob) -> Told:
    """Step 6: forwarded, accepted, allocated with a reason for everybody, confirmed."""
    placing.forward_and_accept(actors=job.actors)
    for edition in Edition.objects.filter(nominations__isnull=False).distinct():
        placing.place(edition, manager=job.actor("manager"))
    placed = Holding.objects.filter(until__isnull=True).count()
    waiting = Nomination.objects.filter(host_state=HostState.WAITING).count()
    return f"Placed {placed} people by the policy “service”, {waiting} wait, each with a reason", reverse(
        "nominations:placement", args=[KYRGYZ_EDITION]
    )


def replace(job: MainJob) -> Told:
    """Step 7: one withdraws, a substitute takes the seat, nobody else moves."""
    change = placing.withdraw_and_substitute(
        job.edition, focal_point=job.actor("focal-kg"), manager=job.actor("manager")
    )
    job.figures |= {
        "placed": Holding.objects.filter(until__isnull=True).count(),
        "waiting": Nomination.objects.filter(host_state=HostState.WAITING).count(),
        "substituted": Holding.objects.filter(in_place_of__isnull=False).count(),
        "moved_by_substitution": change.moved,
    }
    left, came = change.left.nomination.person, change.came.nomination.person
    told = f"{left.display_name} withdrew, {came.display_name} took the seat; {change.moved} others moved"
    return told, reverse("nominations:placement", args=[KYRGYZ_EDITION])


def certify(job: MainJob) -> Told:
    """Step 8: attendance, certificates, and a trial that is revoked."""
    manager = job.actor("manager")
    certifying.run_the_course(job.edition, manager=manager)
    certificates = certifying.issue_certificates(job.edition, manager=manager)
    trial = certifying.issue_and_revoke_trial(job.edition, manager=manager)
    loading.open_participant_account(certificates[0].person, at=trial.state_since)
    job.figures["certificates"] = len(certificates)
    told = f"Issued {len(certificates)} certificates to those who completed; revoked the trial {trial.number}"
    return told, reverse("cohorts:attendance", args=[KYRGYZ_EDITION])


def check(job: MainJob) -> Told:
    """Step 9: every paper read back and checked without a network."""
    manager = job.actor("manager")
    certificates = certifying.issue_certificates(job.edition, manager=manager)
    trial = certifying.issue_and_revoke_trial(job.edition, manager=manager)
    checks = certifying.check_papers(certificates, trial, at=job.now)
    job.figures |= asdict(checks)
    told = f"Checked from the drawn QR alone: {checks.verified} valid, {checks.revoked} revoked, altered ones found"
    return told, reverse("credentials:check_number", args=[certificates[0].number])


def report(job: MainJob) -> Told:
    """Step 10: target against delivered, and the audit chain."""
    promised = promise_called(COMMITMENT, on=timezone.localdate(job.now))
    chain = verify_chain()
    if promised is None or promised.target is None or not chain.verified:
        raise AssertionError(f"the promise or the audit chain is not whole: {chain.why}")
    job.figures |= {
        "promise": {"target": promised.target.value, "delivered": promised.delivered},
        "audit_entries": chain.entries,
        "audit_verified": chain.verified,
    }
    told = f"{promised.delivered} of {promised.target.value} people trained"
    return f"{told}; the audit chain of {chain.entries} entries verifies", reverse("oversight:promises")


STEPS: tuple[Callable[[MainJob], Told], ...] = (
    load, promise, plan, seats, read, place, replace, certify, check, report,
)  # fmt: skip

"""What the office does with programmes: create, plan, add sessions, adopt, and move an edition through its states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sabaq.agreements.models import Commitment
from sabaq.network.models import Institution, Network
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.database import refusing
from sabaq.platform.dates import written
from sabaq.platform.refusals import Refusal

from . import rules
from .domain import may_follow, moved
from .models import Edition, Module, Programme, Session
from .queries import seats_in
from .states import EditionState

Texts = dict[str, str]


class KeyTaken(Refusal):
    """Another programme or edition has this key."""

    why = gettext_lazy("This short name is taken.")
    now = gettext_lazy("Choose another short name.")


class DatesOutOfOrder(Refusal):
    """Dates that contradict each other, or a session outside its edition."""

    now = gettext_lazy("Correct the dates.")


class NotNow(Refusal):
    """A step that does not follow from where the edition stands."""

    why = gettext_lazy("The edition has moved on, so this step does not follow.")
    now = gettext_lazy("Open the edition again to see where it stands.")


class NoSessions(Refusal):
    """An edition that nobody could be placed in."""

    why = gettext_lazy("The edition has no session yet.")
    now = gettext_lazy("Add a session first.")


class NominationsClosed(Refusal):
    """The closing day has passed."""

    now = gettext_lazy("Set a later closing day first.")


class NobodyPlaced(Refusal):
    """Placement cannot be settled before somebody has a seat."""

    why = gettext_lazy("Nobody has a seat in this edition yet.")
    now = gettext_lazy("Confirm a plan of placement first.")


class BelowSeatsGiven(Refusal):
    """A room smaller than the seats that people hold in it. A trigger of the database refuses the same."""

    now = gettext_lazy("Withdraw people or keep the room.")


@dataclass(frozen=True)
class PlannedModule:
    """A part of a programme: titles by language, hours of teaching."""

    titles: Texts
    hours: int


@dataclass(frozen=True)
class PlannedDates:
    """When an edition runs and when nominations for it close; in order, or `DatesOutOfOrder`."""

    starts: date
    ends: date
    nominations_close: date

    def __post_init__(self) -> None:
        if self.ends < self.starts:
            raise DatesOutOfOrder(_("The last day is before the first."))
        if self.nominations_close > self.starts:
            raise DatesOutOfOrder(_("Nominations would close after the start."))


@dataclass(frozen=True)
class Origin:
    """Where a record comes from: keys of public sources, or the mark that it is invented for the sample."""

    sources: str = ""
    illustrative: bool = False


@dataclass(frozen=True)
class ProgrammeText:
    """What a programme says of itself, by language, and the attendance a certificate asks for, per cent."""

    titles: Texts
    summary: Texts = field(default_factory=dict)
    host_provides: Texts = field(default_factory=dict)
    required_attendance: int = 80


def _free_key(model: type[Programme] | type[Edition], key: str) -> str:
    if model.objects.filter(key=key).exists():
        raise KeyTaken
    return key


@action(rules.PLAN)
def create_programme(
    host: Institution,
    *,
    key: str,
    text: ProgrammeText,
    modules: Sequence[PlannedModule] = (),
    origin: Origin = Origin(),
    by: Actor,
    at: datetime,
) -> Programme:
    """Create a programme of `host` with its modules in order. Refuses `KeyTaken`."""
    programme = Programme.objects.create(
        key=_free_key(Programme, key), host=host, titles=text.titles, summary=text.summary,
        host_provides=text.host_provides, required_attendance=text.required_attendance,
        sources=origin.sources, illustrative=origin.illustrative,
    )  # fmt: skip
    Module.objects.bulk_create(
        Module(programme=programme, position=position, titles=module.titles, hours=module.hours)
        for position, module in enumerate(modules, start=1)
    )
    record(programme, facts={"modules": len(modules), "hours": sum(module.hours for module in modules)})
    return programme


@action(rules.PLAN)
def plan_edition(
    host: Institution,
    *,
    programme: Programme,
    key: str,
    titles: Texts,
    place: Texts,
    dates: PlannedDates,
    commitment: Commitment | None = None,
    network: Network | None = None,
    origin: Origin = Origin(),
    by: Actor,
    at: datetime,
) -> Edition:
    """Plan a run of a programme at `host`; it has no sessions and no seats yet. Refuses `KeyTaken`."""
    edition = Edition.objects.create(
        key=_free_key(Edition, key), programme=programme, titles=titles, host=host, place=place,
        commitment=commitment, network=network, starts=dates.starts, ends=dates.ends,
        nominations_close=dates.nominations_close, sources=origin.sources, illustrative=origin.illustrative,
    )  # fmt: skip
    record(edition, programme, facts={"starts": dates.starts.isoformat(), "ends": dates.ends.isoformat()})
    return edition


@action(rules.RUN_EDITION)
def add_session(
    edition: Edition, *, starts: date, ends: date, place: Texts, language: str, capacity: int, by: Actor, at: datetime
) -> Session:
    """Add the next session. Refuses `DatesOutOfOrder` outside the edition's dates, `NotNow` once it has ended."""
    if edition.state == EditionState.ENDED:
        raise NotNow
    if ends < starts:
        raise DatesOutOfOrder(_("The last day is before the first."))
    if starts < edition.starts or ends > edition.ends:
        raise DatesOutOfOrder(_("The session lies outside the edition's dates."))
    last = edition.sessions.order_by("-number").first()
    session = Session.objects.create(
        edition=edition, number=last.number + 1 if last else 1, starts=starts, ends=ends, place=place,
        language=language, capacity=capacity,
    )  # fmt: skip
    record(edition, session, facts={"session": session.number, "capacity": capacity, "language": language})
    return session


@action(rules.RUN_EDITION)
def change_capacity(session: Session, *, capacity: int, reason: str, by: Actor, at: datetime) -> Session:
    """Give a session a larger or smaller room. Refuses `BelowSeatsGiven` below the highest seat that was given."""
    highest = seats_in([session.edition])[session.edition_id].highest.get(session.pk, 0)
    why = _("Seats up to number %(highest)s of session %(number)s are given; a room of %(capacity)s is too small.")
    refusal = BelowSeatsGiven(why % {"highest": highest, "number": session.number, "capacity": capacity})
    if capacity < highest:
        raise refusal
    before, session.capacity = session.capacity, capacity
    with refusing("over_capacity", refusal):
        session.save(update_fields=["capacity"])
    facts = {"session": session.number, "capacity": [before, capacity]}
    record(session.edition, session, facts=facts, words={"reason": reason})
    return session


@action(rules.ADOPT)
def adopt_edition(
    network: Network,
    *,
    sample: Edition,
    host: Institution,
    key: str,
    titles: Texts,
    place: Texts,
    dates: PlannedDates,
    commitment: Commitment | None = None,
    origin: Origin = Origin(),
    by: Actor,
    at: datetime,
) -> Edition:
    """The network takes an edition as its sample: the same programme and modules, and its sessions on new dates.

    Sessions keep their distance from the start; one that would end after `dates.ends` refuses `DatesOutOfOrder`.
    Seats are not copied: they are granted. Refuses `KeyTaken`.
    """
    edition = Edition.objects.create(
        key=_free_key(Edition, key), programme=sample.programme, titles=titles, host=host, network=network,
        place=place, adopted_from=sample, commitment=commitment, starts=dates.starts, ends=dates.ends,
        nominations_close=dates.nominations_close, sources=origin.sources, illustrative=origin.illustrative,
    )  # fmt: skip
    sessions = [
        Session(
            edition=edition, number=session.number, place=place, language=session.language, capacity=session.capacity,
            starts=moved(session.starts, sample_starts=sample.starts, starts=dates.starts),
            ends=moved(session.ends, sample_starts=sample.starts, starts=dates.starts),
        )
        for session in sample.sessions.all()
    ]  # fmt: skip
    if any(session.ends > edition.ends for session in sessions):
        raise DatesOutOfOrder(_("The sample's sessions do not fit between these dates."))
    Session.objects.bulk_create(sessions)
    record(edition, sample, network, facts={"sample": sample.key, "sessions": len(sessions)})
    return edition


@action(rules.RUN_EDITION)
def extend_nominations(edition: Edition, *, until: date, reason: str, by: Actor, at: datetime) -> Edition:
    """Set another closing day, up to the start. Refuses `DatesOutOfOrder`, and `NotNow` once the edition runs."""
    if edition.state not in {EditionState.PLANNED, EditionState.OPEN, EditionState.PLACED}:
        raise NotNow
    if until > edition.starts:
        raise DatesOutOfOrder(_("Nominations would close after the start."))
    before, edition.nominations_close = edition.nominations_close, until
    edition.save(update_fields=["nominations_close"])
    record(edition, facts={"closes": [before.isoformat(), until.isoformat()]}, words={"reason": reason})
    return edition


def _move(edition: Edition, to: EditionState) -> Edition:
    """Write the state and leave the entry; refuses `NotNow` by the state the row has now, not the one on the page."""
    now = Edition.objects.select_for_update().values_list("state", flat=True).get(pk=edition.pk)
    if not may_follow(now, to):
        raise NotNow
    edition.state = to
    edition.save(update_fields=["state"])
    record(edition, facts={"state": [now, to.value]})
    return edition


@action(rules.RUN_EDITION)
def open_nominations(edition: Edition, *, by: Actor, at: datetime) -> Edition:
    """Let countries send lists. Refuses `NoSessions`, `NominationsClosed` after the closing day, `NotNow`."""
    if not edition.sessions.exists():
        raise NoSessions
    if edition.nominations_close < timezone.localdate(at):
        closed = written(edition.nominations_close)
        raise NominationsClosed(_("Nominations closed on %(day)s.") % {"day": closed})
    return _move(edition, EditionState.OPEN)


@action(rules.RUN_EDITION)
def settle_placement(edition: Edition, *, by: Actor, at: datetime) -> Edition:
    """Close nominations once people hold seats. Refuses `NobodyPlaced`, `NotNow`."""
    if not sum(seats_in([edition])[edition.pk].placed.values()):
        raise NobodyPlaced
    return _move(edition, EditionState.PLACED)


@action(rules.RUN_EDITION)
def start_edition(edition: Edition, *, by: Actor, at: datetime) -> Edition:
    """The edition has begun: attendance is taken from now on. Refuses `DatesOutOfOrder` before its first day."""
    if timezone.localdate(at) < edition.starts:
        raise DatesOutOfOrder(_("The first day has not come yet."), now=_("Start the edition on its first day."))
    return _move(edition, EditionState.RUNNING)


@action(rules.RUN_EDITION)
def end_edition(edition: Edition, *, by: Actor, at: datetime) -> Edition:
    """The edition is over: certificates may be issued. Refuses `DatesOutOfOrder` before the last session is over."""
    if timezone.localdate(at) < edition.ends:
        raise DatesOutOfOrder(_("The last day has not come yet."), now=_("End the edition on its last day."))
    return _move(edition, EditionState.ENDED)

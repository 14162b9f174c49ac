"""Reads of sent lists: which an actor may see, with how many rows of each kind, and what waits on the Desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from sabaq.network.models import Institution
from sabaq.people.states import Role
from sabaq.platform.actors import Actor
from sabaq.platform.desk import DeskItem, waits_for
from sabaq.programmes.states import EditionState

from ..models import ListRow, Nomination, SentList
from ..states import ListState, RowState

OPEN_TROUBLE = (RowState.WRONG, RowState.DOUBTFUL)


def lists_visible_to(actor: Actor) -> QuerySet[SentList]:
    """An officer's own lists, a focal point's country's lists; nobody else sees one."""
    if actor.is_system:
        return SentList.objects.all()
    senders = actor.scopes(Role.AGENCY_OFFICER, "institution")
    countries = actor.scopes(Role.FOCAL_POINT, "country")
    return SentList.objects.filter(Q(sender__in=senders) | Q(country__in=countries))


def with_counts(lists: QuerySet[SentList]) -> QuerySet[SentList]:
    """Lists with `people`, `trouble`, `ready` and `nominated`, their file, sender and country, in one query.

    What the sheets hold stays in the database.
    """
    related = lists.select_related("file", "sender", "country", "edition", "job").defer("sheet", "columns", "problems")
    return related.annotate(
        people=Count("rows"),
        trouble=Count("rows", filter=Q(rows__state__in=OPEN_TROUBLE)),
        ready=Count("rows", filter=Q(rows__state=RowState.READY)),
        nominated=Count("rows", filter=Q(rows__state=RowState.NOMINATED)),
    )


def senders_for(actor: Actor) -> QuerySet[Institution]:
    """The institutions an actor may send lists for: the own ones, and for a focal point all of the country."""
    own = actor.scopes(Role.AGENCY_OFFICER, "institution")
    countries = actor.scopes(Role.FOCAL_POINT, "country")
    return Institution.objects.filter(Q(pk__in=own) | Q(country__in=countries))


@dataclass(frozen=True)
class RowCounts:
    """How many rows of a list are in each state."""

    ready: int = 0
    wrong: int = 0
    doubtful: int = 0
    duplicate: int = 0
    left_out: int = 0
    nominated: int = 0

    @property
    def people(self) -> int:
        """All rows that name somebody."""
        return self.ready + self.wrong + self.doubtful + self.duplicate + self.left_out + self.nominated

    @property
    def open(self) -> int:
        """Rows that wait for the sender."""
        return self.wrong + self.doubtful


def row_counts(sent_list: SentList) -> RowCounts:
    """One query."""
    counted = sent_list.rows.order_by().values_list("state").annotate(n=Count("pk"))
    return RowCounts(**{str(state): n for state, n in counted})


def rows_to_look_at(sent_list: SentList) -> QuerySet[ListRow]:
    """Rows that wait for the sender, open rows with something worth a look, and people who are nominated already."""
    worth_a_look = Q(state=RowState.READY) & ~Q(problems=[])
    return sent_list.rows.filter(Q(state__in=OPEN_TROUBLE) | worth_a_look | _nominated_elsewhere(sent_list))


def _nominated_elsewhere(sent_list: SentList) -> Q:
    people = Nomination.objects.filter(edition=sent_list.edition_id).values("person")
    return Q(state=RowState.DUPLICATE, known_person__in=people)


def nominations_elsewhere(sent_list: SentList, rows: Iterable[ListRow]) -> dict[int, Nomination]:
    """Of the rows that name somebody a second time, the nominations there already, by the row's key; one query."""
    twice = {row.pk: row.known_person_id for row in rows if row.state == RowState.DUPLICATE and row.known_person_id}
    found = Nomination.objects.filter(edition=sent_list.edition_id, person__in=set(twice.values()))
    by_person = {nomination.person_id: nomination for nomination in found}
    return {row: by_person[person] for row, person in twice.items() if person in by_person}


@waits_for
def lists_that_wait(actor: Actor, today: date) -> list[DeskItem]:
    """Lists of the own institution, or that the actor sent, with rows to correct, or with people to nominate.

    Only of editions that still take nominations: for another nothing is left to do.
    """
    senders = actor.scopes(Role.AGENCY_OFFICER, "institution")
    if not (senders or actor.has_role(Role.FOCAL_POINT)):
        return []
    own = lists_visible_to(actor).filter(Q(sender__in=senders) | Q(job__started_by=actor.key), state=ListState.READ)
    own = own.filter(edition__state=EditionState.OPEN, edition__nominations_close__gte=today)
    return [_item(row) for row in with_counts(own).filter(Q(trouble__gt=0) | Q(ready__gt=0))]


def _item(row: SentList) -> DeskItem:
    trouble, ready = int(getattr(row, "trouble", 0)), int(getattr(row, "ready", 0))
    facts = {"edition": row.edition, "file": row.file.name}
    if trouble:
        sentence = ngettext(
            "%(n)s row of your list %(file)s waits for a correction or a decision: %(edition)s.",
            "%(n)s rows of your list %(file)s wait for a correction or a decision: %(edition)s.",
            trouble,
        ) % {"n": trouble, **facts}
        button = ngettext("Correct %(n)s row", "Correct %(n)s rows", trouble) % {"n": trouble}
    else:
        sentence = ngettext(
            "%(n)s person in your list %(file)s is ready to be nominated: %(edition)s.",
            "%(n)s people in your list %(file)s are ready to be nominated: %(edition)s.",
            ready,
        ) % {"n": ready, **facts}
        button = ngettext("Nominate %(n)s person", "Nominate %(n)s people", ready) % {"n": ready}
    return DeskItem(sentence, button, reverse("nominations:intake", args=[row.pk]), row.edition.nominations_close)

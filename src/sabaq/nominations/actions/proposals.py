"""The ready rows of a list become nominations: persons, names, documents and nominations, each in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy

from sabaq.engines.names.normalised import normalise, script_of
from sabaq.network.models import Institution
from sabaq.people.models import IdentityDocument, Person, PersonName
from sabaq.people.states import NameKind, Role, Script
from sabaq.platform.actions import action, record
from sabaq.platform.actors import Actor
from sabaq.platform.languages import LANGUAGES
from sabaq.platform.refusals import Refusal

from ..domain.lists import in_order
from ..domain.nominations import first_position
from ..models import ListRow, Nomination, SentList
from ..queries.locked import locked_list
from ..queries.nominations import chain_of, takes_nominations
from ..queries.people import already_nominated, known_people
from ..queries.rows import put_review, review_of
from ..queries.seats import has_seats
from ..rules.lists import WORK_ON_LIST
from ..states import RowState, SenderState
from .lists import NominationsNotOpen
from .rows import ListNotRead
from .seats import NoSeatsYet

_SCRIPTS = {"Cyrillic": Script.CYRILLIC, "Han": Script.HAN}
_AT_ONCE = 500


class NothingReady(Refusal):
    """No row of the list is ready."""

    why = gettext_lazy("No row of this list is ready.")
    now = gettext_lazy("Correct the marked cells or decide about the marked people first.")


@action(WORK_ON_LIST)
def nominate_ready_rows(sent_list: SentList, *, by: Actor, at: datetime) -> list[Nomination]:
    """Nominate everybody whose row is ready, in the sender's order within each agency, after those there already.

    People who became known since the list was read are linked or asked about first. A nomination stands at the first
    step of the national chain, at the focal point's own step if they sent the list. Gives the new nominations; none
    if everybody turned out to be nominated already, which the rows then say.
    Raises `ListNotRead`, `NominationsNotOpen`, `NoSeatsYet`, `NothingReady`.
    """
    sent_list = ListNotRead.check(locked_list(sent_list.pk))
    if not takes_nominations(sent_list.edition, at):
        raise NominationsNotOpen
    if not has_seats(sent_list.edition):
        raise NoSeatsYet
    ready = list(sent_list.rows.filter(state=RowState.READY))
    if not ready:
        raise NothingReady
    rows = _still_ready(sent_list, ready)
    people = _people(rows)
    steps = chain_of(sent_list.country_id)
    is_focal_point = by.has_role(Role.FOCAL_POINT, f"country:{sent_list.country_id}")
    position = first_position(steps, by_focal_point=is_focal_point)
    nominations = _nominations(sent_list, rows, people, position=position, at=at)
    for start in range(0, len(rows), _AT_ONCE):
        keys = [row.pk for row in rows[start : start + _AT_ONCE]]
        ListRow.objects.filter(pk__in=keys).update(state=RowState.NOMINATED)
    facts = {"edition": sent_list.edition.key, "country": sent_list.country_id, "people": len(nominations)}
    record(sent_list, sent_list.edition, *nominations, facts=facts)
    return nominations


def _still_ready(sent_list: SentList, rows: list[ListRow]) -> list[ListRow]:
    """Those still ready after a look at who became known since the list was read; what that changed is stored."""
    known = known_people([row.current for row in rows], country=sent_list.country_id)
    reviews = [review_of(row) for row in rows]
    linked = [known.link(review) for review in reviews]
    nominated = already_nominated(sent_list.edition, {row.known for row in linked if row.known})
    ready, changed = [], []
    seen: dict[int, ListRow] = {}
    for row, before, now in zip(rows, reviews, map(nominated.mark, linked), strict=True):
        put_review(row, now)
        first = seen.get(now.known or 0)
        if first is not None:
            row.state, row.duplicate_of = RowState.DUPLICATE, first
        elif row.state == RowState.READY:
            ready.append(row)
        if now.known is not None:
            seen.setdefault(now.known, row)
        if first is not None or now != before:
            changed.append(row)
    fields = ["problems", "likeness", "known_person", "duplicate_of", "state"]
    ListRow.objects.bulk_update(changed, fields, batch_size=_AT_ONCE)
    return ready


def _people(rows: list[ListRow]) -> dict[int, Person]:
    """The person of each row, by the row's key: known ones completed where we knew nothing, new ones created."""
    known = Person.objects.in_bulk([row.known_person_id for row in rows if row.known_person_id])
    people = {row.pk: known.get(row.known_person_id or 0) or Person() for row in rows}
    for row in rows:
        _complete(people[row.pk], row.current)
    Person.objects.bulk_create([person for person in people.values() if person.pk is None], batch_size=_AT_ONCE)
    Person.objects.bulk_update(known.values(), ["sex", "birth_date", "email", "phone"], batch_size=_AT_ONCE)
    names = [name for row in rows for name in _names(people[row.pk], row.current)]
    PersonName.objects.bulk_create(names, batch_size=_AT_ONCE, ignore_conflicts=True)
    documents = {row.current["passport"]: _document(people[row.pk], row.current) for row in rows}
    IdentityDocument.objects.bulk_create(
        documents.values(),
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["valid_until"],
    )
    return people


def _complete(person: Person, fields: Mapping[str, Any]) -> None:
    """Fill what is empty; what somebody entered before is not overwritten by a list."""
    person.sex = person.sex or fields.get("sex") or ""
    person.birth_date = person.birth_date or date.fromisoformat(fields["birth"])
    person.email = person.email or fields.get("email") or ""
    person.phone = person.phone or fields.get("phone") or ""


def _names(person: Person, fields: Mapping[str, Any]) -> Iterable[PersonName]:
    """The name as written, and the passport's spelling where the list has it; none is made up."""
    parts = {part: fields.get(part) or "" for part in ("family", "given", "patronymic")}
    spelt = {part: fields.get(f"passport_{part}") or "" for part in ("family", "given")}
    yield _name(person, NameKind.WRITTEN, parts)
    if any(spelt.values()):
        yield _name(person, NameKind.PASSPORT, spelt)


def _name(person: Person, kind: NameKind, parts: Mapping[str, str]) -> PersonName:
    script = _SCRIPTS.get(script_of(" ".join(parts.values())), Script.LATIN)
    between = "" if script == Script.HAN else " "
    full = between.join(part for part in parts.values() if part)
    return PersonName(person=person, kind=kind, script=script, full=full, **parts)


def _document(person: Person, fields: Mapping[str, Any]) -> IdentityDocument:
    valid_until = date.fromisoformat(fields["passport_expiry"])
    return IdentityDocument(person=person, number=fields["passport"], valid_until=valid_until)


@dataclass(frozen=True)
class _Agencies:
    """Institutions of one country by every name they have or had."""

    by_name: Mapping[str, Institution]
    sender: Institution

    @classmethod
    def of(cls, sent_list: SentList) -> _Agencies:
        institutions = Institution.objects.filter(country_id=sent_list.country_id).prefetch_related("other_names")
        by_name = {
            _plain(text): institution
            for institution in institutions
            for text in (*(other.text for other in institution.other_names.all()), *institution.names.values())
        }
        return cls(by_name, sent_list.sender)

    def named(self, written: str) -> Institution:
        """The institution a list means; the sender where no name agrees, with the wording kept beside it."""
        return self.by_name.get(_plain(written), self.sender)


def _plain(name: str) -> str:
    return normalise(name).casefold().strip(" .\"'«»“”")


def _nominations(
    sent_list: SentList, rows: list[ListRow], people: Mapping[int, Person], *, position: int, at: datetime
) -> list[Nomination]:
    agencies = _Agencies.of(sent_list)
    by_number = {row.row: row for row in rows}
    last: dict[int, int] = defaultdict(int, _last_places(sent_list))
    nominations = []
    for number in in_order((row.row, row.current) for row in rows):
        row = by_number[number]
        fields = row.current
        agency = agencies.named(fields.get("agency") or "")
        last[agency.pk] += 1
        nominations.append(
            Nomination(
                edition=sent_list.edition,
                person=people[row.pk],
                agency=agency,
                agency_as_written=fields.get("agency") or "",
                post_as_written=fields.get("position") or "",
                country_id=sent_list.country_id,
                priority=last[agency.pk],
                languages=_languages(fields.get("languages")),
                list_row=row,
                sender_state=SenderState.PROPOSED,
                chain_position=position,
                nominated_at=at,
            )
        )
    return Nomination.objects.bulk_create(nominations, batch_size=_AT_ONCE)


def _last_places(sent_list: SentList) -> dict[int, int]:
    """The last place in each agency's order so far."""
    there = Nomination.objects.filter(edition=sent_list.edition).order_by()
    return dict(there.values("agency").annotate(last=Max("priority")).values_list("agency", "last"))


def _languages(codes: Iterable[str] | None) -> list[str]:
    """The list's languages by the codes of this platform; a language that no course is held in is not kept."""
    ours = ("zh-hans" if code == "zh" else code for code in codes or ())
    return [code for code in ours if code in LANGUAGES]

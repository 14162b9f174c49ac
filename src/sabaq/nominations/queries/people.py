"""Who of a list's people is known here already: found by document, date of birth and name, within one country.

People of another country are found by their document number alone, and then nothing about them is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from sabaq.engines.lists import KnownPerson, Problem, Record
from sabaq.engines.lists.duplicates import spellings
from sabaq.engines.lists.known import match_person
from sabaq.engines.names.indexing import NameIndex
from sabaq.people.models import IdentityDocument, Person, PersonName, Post
from sabaq.programmes.models import Edition

from ..domain.lists import ALREADY_NOMINATED, KNOWN_PASSPORT, Finding, Reviewed, finding_about
from ..models import Nomination
from ..states import RowState

T = TypeVar("T")
_AT_ONCE = 500


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    listed = list(values)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


@dataclass
class KnownPeople:
    """The persons whom rows of one list may mean. `foreign` are known by a document only, and never shown."""

    by_document: dict[str, KnownPerson] = field(default_factory=dict)
    by_birth: dict[str, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    undated: dict[int, KnownPerson] = field(default_factory=dict)
    foreign: set[int] = field(default_factory=set)
    names: NameIndex[int] = field(default_factory=NameIndex)

    def link(self, row: Reviewed) -> Reviewed:
        """The row with the person it certainly means, or a finding for a person to decide; decisions stay made."""
        row, found = self._only_decided(row), []
        if row.known is not None:
            return row
        decided = {finding.person for finding in row.findings}
        record = Record(row.row, row.fields)
        for person in self._candidates(record):
            match = match_person(record, person) if int(person.key) not in decided else None
            if match and match.certain:
                findings = (*row.findings, finding_about(match, certain=True))
                return replace(row, known=int(match.key), findings=findings)
            if match:
                found.append(finding_about(match))
        return self._doubt(row, found)

    def _only_decided(self, row: Reviewed) -> Reviewed:
        """Forget what was found before, not what somebody decided; two people cannot share one passport."""
        kept = tuple(f for f in row.findings if f.person is None or f.decision in ("same", "different"))
        known = next((f.person for f in kept if f.person is not None and f.decision == "same"), None)
        others = {f.person for f in kept if f.decision == "different"}
        problems = [p for p in row.problems if p.sentence != KNOWN_PASSPORT]
        owner = self.by_document.get(str(row.fields.get("passport")))
        if owner is not None and int(owner.key) in others:
            problems.append(Problem(None, "passport", KNOWN_PASSPORT))
        return replace(row, findings=kept, problems=tuple(problems), known=known)

    def _doubt(self, row: Reviewed, found: list[Finding]) -> Reviewed:
        if not found:
            return row
        shown = [finding for finding in found if finding.person not in self.foreign]
        if shown:
            return replace(row, findings=(*row.findings, shown[0]))
        return replace(row, problems=(*row.problems, Problem(None, "passport", KNOWN_PASSPORT)))

    def _candidates(self, record: Record) -> list[KnownPerson]:
        number, birth = (str(record.fields.get(name)) for name in ("passport", "birth"))
        found = [self.by_document[number]] if number in self.by_document else []
        found += self.by_birth.get(birth, [])
        if self.undated:
            found += [self.undated[hit.key] for name in spellings(record) for hit in self.names.find(name)]
        return list({known.key: known for known in found}.values())


def known_people(rows: Sequence[Mapping[str, Any]], *, country: str | None) -> KnownPeople:
    """Load whom these rows may mean: a number of queries that grows with hundreds of rows, not with rows."""
    numbers = {str(fields["passport"]) for fields in rows if fields.get("passport")}
    births = {str(fields["birth"]) for fields in rows if fields.get("birth")}
    owners = {
        number: person
        for chunk in _chunks(numbers)
        for number, person in IdentityDocument.objects.filter(number__in=chunk).values_list("number", "person_id")
    }
    own = _people_of(country)
    born = {pk: str(day) for chunk in _chunks(births) for pk, day in _births(own.filter(birth_date__in=chunk))}
    undated = set(own.filter(birth_date__isnull=True).values_list("pk", flat=True))
    strangers = {person for person in owners.values() if person not in born and person not in undated}
    ours = {pk for chunk in _chunks(strangers) for pk in own.filter(pk__in=chunk).values_list("pk", flat=True)}
    born |= {
        pk: str(day) for chunk in _chunks(strangers) for pk, day in _births(Person.objects.filter(pk__in=chunk)) if day
    }
    return _gathered(born, undated | strangers, owners, foreign=strangers - ours, undated=undated)


def _births(people: QuerySet[Person]) -> Iterable[tuple[int, Any]]:
    return people.values_list("pk", "birth_date")


def _people_of(country: str | None) -> QuerySet[Person]:
    nominated = Nomination.objects.filter(country_id=country).values("person_id")
    in_office = Post.objects.filter(institution__country_id=country).values("person_id")
    return Person.objects.filter(Q(pk__in=nominated) | Q(pk__in=in_office))


def _gathered(
    born: Mapping[int, str], others: set[int], owners: Mapping[str, int], *, foreign: set[int], undated: set[int]
) -> KnownPeople:
    people = [*born, *(others - set(born))]
    names, documents, emails = defaultdict(list), defaultdict(set), dict[int, str]()
    for chunk in _chunks(people):
        for pk, full in PersonName.objects.filter(person_id__in=chunk).values_list("person_id", "full"):
            names[pk].append(full)
        for pk, number in IdentityDocument.objects.filter(person_id__in=chunk).values_list("person_id", "number"):
            documents[pk].add(number)
        emails |= dict(Person.objects.filter(pk__in=chunk).exclude(email="").values_list("pk", "email"))
    known = {
        pk: KnownPerson(
            str(pk), tuple(names[pk]), born.get(pk), frozenset(documents[pk]),
            frozenset({emails[pk].casefold()} if pk in emails else ()),
        )
        for pk in people
    }  # fmt: skip
    found = KnownPeople(foreign=foreign, undated={pk: known[pk] for pk in undated})
    found.by_document = {number: known[person] for number, person in owners.items()}
    for pk, day in born.items():
        if pk not in foreign:
            found.by_birth[day].append(known[pk])
    for pk in undated:
        for name in known[pk].names:
            found.names.add(pk, name)
    return found


@dataclass(frozen=True)
class AlreadyNominated:
    """The persons who have a nomination for an edition, whatever became of it."""

    people: frozenset[int]

    def mark(self, row: Reviewed) -> Reviewed:
        """The row with the problem that says so, or as it was."""
        if row.known not in self.people or row.state in (RowState.DUPLICATE, RowState.NOMINATED):
            return row
        return replace(row, problems=(*row.problems, Problem(None, "person", ALREADY_NOMINATED)))


def already_nominated(edition: Edition, people: set[int]) -> AlreadyNominated:
    """Who of `people` has a nomination for the edition; no query for nobody."""
    found = {
        pk
        for chunk in _chunks(people)
        for pk in Nomination.objects.filter(edition=edition, person_id__in=chunk).values_list("person_id", flat=True)
    }
    return AlreadyNominated(frozenset(found))

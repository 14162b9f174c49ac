"""Finds people who stand in one list twice, also in another script.

A name alone never makes a duplicate: a passport number, a date of birth or an e-mail address has to agree as well.
Only rows that share one of these are compared, so ten thousand rows stay cheap.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sabaq.engines.lists.problems import Problem
from sabaq.engines.lists.reading import DuplicateReason, Record
from sabaq.engines.lists.vocabulary import plain
from sabaq.engines.names import compare
from sabaq.engines.names.folding import fold

_KEYS = ("passport", "birth", "email")
_COMPARED = ("patronymic", "birth", "passport", "passport_expiry", "agency", "email", "phone")
_SMALL = 30
_WINDOW = 8  # neighbours compared in a large group (a list where one date of birth was filled down)


def mark_duplicates(records: Sequence[Record], *, name_letter: str, passport_letter: str = "") -> list[Record]:
    """The same records; each later mention of a person points to the row of the first, with reasons.

    The letters are those of the columns in which problems are shown; without a passport's, the name's.
    """
    marked = {record.row: record for record in records}
    for first, later in _candidates(records):
        now = marked[later.row]
        sentence = _judge(first, later)
        repeated = sentence != "duplicate" and marked[first.row].duplicate_of is not None
        if sentence is None or now.duplicate_of is not None or repeated:
            continue
        root = marked[first.row].duplicate_of or first.row
        cell = f"{name_letter}{later.row}"
        if sentence == "duplicate":
            problem = _duplicate(marked[root], later, cell)
            reasons = explain(first, later)
            now = replace(now, duplicate_of=root, duplicate_reasons=reasons, problems=(*now.problems, problem))
        elif sentence == "similar":
            now = _added(now, Problem(cell, "person", sentence, {"other": str(first.row)}))
        else:
            cell = f"{passport_letter or name_letter}{later.row}"
            now = _added(now, Problem(cell, "passport", sentence, {"row": str(first.row)}))
        marked[later.row] = now
    return list(marked.values())


def _duplicate(first: Record, later: Record, cell: str) -> Problem:
    """The problem of a second mention; who is sent by two agencies needs a word between the two."""
    rows = {"other": str(first.row), "row": str(later.row)}
    agencies = [str(record.fields.get("agency") or "") for record in (first, later)]
    if all(agencies) and plain(agencies[0]) != plain(agencies[1]):
        return Problem(cell, "person", "duplicate.agencies", rows | {"first": agencies[0], "second": agencies[1]})
    return Problem(cell, "person", "duplicate", rows)


def _added(record: Record, problem: Problem) -> Record:
    return record if problem in record.problems else replace(record, problems=(*record.problems, problem))


def full_name(record: Record) -> str:
    """Family, given and patronymic as written."""
    return " ".join(str(record.fields[part]) for part in ("family", "given", "patronymic") if record.fields.get(part))


def _candidates(records: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
    """Pairs worth comparing, earlier row first, each once, in the order of the later row."""
    groups: dict[tuple[str, object], list[Record]] = defaultdict(list)
    sounds = {record.row: _sound(record) for record in records}
    for record in records:
        for key in _KEYS:
            if value := record.fields.get(key):
                groups[key, str(value).casefold()].append(record)
        if sounds[record.row]:
            groups["name", sounds[record.row]].append(record)
    pairs = {}
    for group in groups.values():
        near = len(group) if len(group) <= _SMALL else _WINDOW
        ordered = group if len(group) <= _SMALL else sorted(group, key=lambda record: sounds[record.row])
        for at, one in enumerate(ordered):
            for other in ordered[at + 1 : at + 1 + near]:
                first, later = sorted((one, other), key=lambda record: record.row)
                pairs[later.row, first.row] = (first, later)
    return iter(pairs[key] for key in sorted(pairs))


def _sound(record: Record) -> str:
    return " ".join(fold(word)[1] for word in full_name(record).split())


def _judge(first: Record, later: Record) -> str | None:
    same = {key for key in _KEYS if _agree(first, later, key).startswith("same")}
    verdict = _same_name(first, later)
    if "passport" in same:
        return "duplicate" if verdict != "different" else "conflict.passport"
    if same and verdict == "same":
        return "duplicate"
    if verdict == "review" and len(same) > 1:
        return "duplicate"
    differs = any(_agree(first, later, key) == "differs" for key in _KEYS)
    return "similar" if verdict == "same" and not differs else None


def _same_name(first: Record, later: Record) -> str:
    """The best verdict over the names as written and as the passports spell them."""
    verdicts = {compare(a, b).verdict for a in spellings(first) for b in spellings(later)}
    return next((verdict for verdict in ("same", "review") if verdict in verdicts), "different")


def spellings(record: Record) -> list[str]:
    """The name of a row as written, and as the passport spells it, where each is given."""
    passport = [str(record.fields[p]) for p in ("passport_family", "passport_given") if record.fields.get(p)]
    return [name for name in (full_name(record), " ".join(passport)) if name]


def _agree(first: Record, later: Record, key: str) -> str:
    a, b = first.fields.get(key), later.fields.get(key)
    if not a or not b:
        return "one_missing" if a or b else "both_missing"
    if str(a).casefold() != str(b).casefold():
        return "differs"
    return "same" if a == b else "same_but_spelling"


def explain(first: Record, later: Record) -> tuple[DuplicateReason, ...]:
    """How every field that says something compares, the name first."""
    a, b = full_name(first), full_name(later)
    kind = "same" if a.casefold() == b.casefold() else "spelling" if _cyrillic(a) == _cyrillic(b) else "across_scripts"
    agreements = {"name": kind} | {key: _agree(first, later, key) for key in _COMPARED}
    return tuple(DuplicateReason(key, agrees) for key, agrees in agreements.items() if agrees != "both_missing")


def _cyrillic(text: str) -> bool:
    return any("Ѐ" <= char <= "ӿ" for char in text)

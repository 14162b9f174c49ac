"""Lists as ministries send them, against what else reads them: a programmer's script, and pandas.

Three questions: how many people of how many lists are read right in every field, how long a long list takes, and
whether people who are known already are found when they are spelt another way.
"""

from __future__ import annotations

import itertools
import json
import resource
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from bench import lists_by_hand
from bench.measuring import Measured, in_child
from bench.table import OURS, Row
from sabaq.engines.lists import KnownPerson, Unreadable, read_list, with_known
from tests.engines.lists import hostile, lists_of_clerks, lists_of_countries, lists_of_habits, lists_of_senders
from tests.engines.lists.fuzzing import fuzz
from tests.engines.lists.test_truth import SAMPLES, TRUTH, expected_fields

ENGINE = "lists"
GENERATED = (*lists_of_countries.LISTS, *lists_of_habits.LISTS, *lists_of_senders.LISTS, *lists_of_clerks.LISTS)
TODAY = date(2026, 11, 24)
Records = list[dict[str, Any]]
Told = set[tuple[int, str, str]]  # problems: record, field, kind
List = tuple[Path, dict[str, str], Records, Told]  # a file, how to read it, and what is in it


def run(*, quick: bool) -> list[Row]:
    """Measure everything; `quick` reads shorter lists and damages fewer files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [
            *_truths(folder),
            *_long_list(folder, 1_000 if quick else 10_000),
            *_known(folder, quick),
            *_damaged(quick),
        ]


# Every field of every person


def _truths(folder: Path) -> Iterable[Row]:
    contenders = {
        OURS: "ours",
        "openpyxl, csv, by hand": "by_hand_first_row",
        "the same, header searched": "by_hand_searched",
        "pandas, exact names": "by_pandas",
    }
    tasks = {
        "samples": f"people right in every field, {len(TRUTH)} sample lists",
        "generated": f"the same, {len(GENERATED)} generated lists",
    }
    for (lists, task), (who, function) in itertools.product(tasks.items(), contenders.items()):
        found = in_child("bench.lists:count_right", function, lists, str(folder))
        right, people, opened, files, problems, wanted = found.answer["counts"]
        result = f"{right} of {people} people right, {opened} of {files} files opened"
        told = (
            f"{problems} of {wanted} problems found"
            if who == OURS
            else "tells no problems; opens no .xls, few code pages"
        )
        yield Row(
            engine=ENGINE, task=task, who=who, seconds=found.seconds, result=result, note=told, peak_mb=found.peak_mb
        )


def count_right(reader: str, lists: str, folder: str) -> dict[str, Any]:
    """In a child: people right, people, files opened, files, problems found, problems there are; and CPU seconds."""
    read: Callable[[Path, dict[str, str]], tuple[Records, Told]] = globals()[f"_{reader}"]
    counts, seconds = [0] * 6, 0.0
    for path, options, records, problems in _generated(Path(folder)) if lists == "generated" else _samples():
        began = _cpu()
        try:
            found, told = read(path, options)
            counts[2] += 1
        except Exception:  # a script stops at what it does not know; so does the count
            found, told = [], set()
        seconds += _cpu() - began
        counts[0] += sum(_as_read(one) in map(_as_read, found) for one in records)
        counts[1] += len(records)
        counts[3] += 1
        counts[4] += len(told & problems)
        counts[5] += len(problems)
    return {"counts": counts, "seconds": seconds}


def _generated(folder: Path) -> Iterable[List]:
    for make in GENERATED:
        fixture = make()
        yield fixture.build(folder / fixture.file), fixture.options, fixture.records, set(fixture.problems)


def _samples() -> Iterable[List]:
    for name, entry in TRUTH.items():
        told = [(expected_fields(name, number, person), person) for number, person in enumerate(entry["records"])]
        records = [{**fields, "email": person["email"]} if "email" in fields else fields for fields, person in told]
        yield SAMPLES / name, {}, records, {(p["record"], p["field"], p["kind"]) for p in entry["problems"]}


def _as_read(record: dict[str, Any]) -> str:
    """What a record says; a field that is not there and one that is empty say the same."""
    return json.dumps({key: value for key, value in record.items() if value not in (None, "", [])}, sort_keys=True)


def _ours(path: Path, options: dict[str, str]) -> tuple[Records, Told]:
    try:
        reading = read_list(path, today=TODAY, country=options.get("country"))
    except Unreadable:
        return [], set()
    told = {(n, str(p.field), p.kind) for n, record in enumerate(reading.records) for p in record.problems}
    return [json.loads(json.dumps(dict(record.meant))) for record in reading.records], told


def _by_hand_first_row(path: Path, options: dict[str, str]) -> tuple[Records, Told]:
    return lists_by_hand.read(path, search_header=False), set()


def _by_hand_searched(path: Path, options: dict[str, str]) -> tuple[Records, Told]:
    return lists_by_hand.read(path, search_header=True), set()


def _by_pandas(path: Path, options: dict[str, str]) -> tuple[Records, Told]:
    """The usual few lines: read, rename, parse dates with the day first."""
    import pandas

    if path.suffix in (".csv", ".tsv"):
        frame = pandas.read_csv(path, sep=None, engine="python", dtype=str)
    else:
        frame = pandas.read_excel(path, engine="calamine", dtype=str)
    frame = frame.rename(columns=lambda name: lists_by_hand.FIELD_OF.get(str(name).strip().casefold(), ""))
    people = []
    for cells in frame.to_dict("records"):
        person = {field: cell for field, cell in cells.items() if field and isinstance(cell, str)}
        for field in ("birth", "passport_expiry"):
            if field in person:
                day = pandas.to_datetime(person[field], dayfirst=True, errors="coerce")
                person[field] = None if pandas.isna(day) else day.strftime("%Y-%m-%d")
        if "name" in person:
            person |= dict(zip(("family", "given", "patronymic"), person.pop("name").split(" ", 2), strict=False))
        people.append(person)
    return people, set()


# A long list


def _long_list(folder: Path, count: int) -> Iterable[Row]:
    path = hostile.large_list(folder / "long.xlsx", count)
    task = f"{count:,} rows of .xlsx"
    contenders = {
        OURS: ("long_ours", "read, checked, compared with one another, in a guarded process of its own"),
        "openpyxl, by hand": ("long_by_hand", "checks nothing"),
        "pandas, openpyxl": ("long_pandas", "a table of cells; reads and checks nothing in them"),
        "pandas, calamine": (
            "long_pandas_calamine",
            "a table of cells; reads and checks nothing in them. Quicker than we are",
        ),
    }
    for who, (function, note) in contenders.items():
        found: Measured = in_child(f"bench.lists:{function}", str(path))
        yield Row(
            engine=ENGINE, task=task, who=who, seconds=found.seconds, result=found.answer["result"], note=note,
            peak_mb=max(found.peak_mb or 0, found.answer.get("child_mb", 0)),
        )  # fmt: skip


def long_ours(path: str) -> dict[str, Any]:
    """In a child: read the list whole."""
    began = _cpu()
    reading = read_list(path, today=TODAY)
    doubles = sum(record.duplicate_of is not None for record in reading.records)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "seconds": _cpu() - began,
        "result": f"{len(reading.records):,} people, {doubles} named twice",
        "child_mb": used,
    }


def long_by_hand(path: str) -> dict[str, Any]:
    """In a child: the same by the script."""
    began = _cpu()
    people = lists_by_hand.read(Path(path), search_header=True)
    return {"seconds": _cpu() - began, "result": f"{len(people):,} people"}


def long_pandas(path: str, engine: str = "openpyxl") -> dict[str, Any]:
    """In a child: the same by pandas."""
    import pandas

    began = _cpu()
    frame = pandas.read_excel(path, engine=engine, dtype=str)
    return {"seconds": _cpu() - began, "result": f"{len(frame):,} rows"}


def long_pandas_calamine(path: str) -> dict[str, Any]:
    """In a child: the same by pandas with the reader of cells that we use too."""
    return long_pandas(path, "calamine")


# People known already


def _known(folder: Path, quick: bool) -> Iterable[Row]:
    rows, known = (1_000, 2_000) if quick else (10_000, 20_000)
    path = folder / "long.xlsx"
    task = f"{rows:,} rows read and matched with {known:,} known people"
    for who in (OURS, "by hand: same text"):
        found = in_child("bench.lists:match_known", str(path), rows, known, who == OURS)
        yield Row(
            engine=ENGINE, task=task, who=who, seconds=found.seconds, result=found.answer["result"],
            note="half of those in the list are spelt in Latin letters, and have a new passport",
            target=10.0 if who == OURS and not quick else None, peak_mb=found.peak_mb,
        )  # fmt: skip


def match_known(path: str, rows: int, known: int, ours: bool) -> dict[str, Any]:
    """In a child: a ninth of the rows are known, half of them as their old passports spell them."""
    from anyascii import anyascii

    inside = set(range(3, rows - 1, 9))
    people = []
    for number in [*inside, *range(rows, rows + known - len(inside))]:
        row = hostile.person(number)
        name = f"{row[1]} {row[2]} {row[3]}" if number % 2 else anyascii(f"{row[1]} {row[2]}").upper()
        documents = frozenset({row[7]}) if number % 2 else frozenset()
        people.append(KnownPerson(str(number), (name,), "-".join(reversed(row[4].split("."))), documents))
    began = _cpu()
    reading = read_list(path, today=TODAY)
    if ours:
        found = {r.row - 2: r.known.key for r in with_known(reading, people).records if r.known and r.known.certain}
    else:
        table = {(name, person.birth): person.key for person in people for name in person.names}
        fields = {r.row - 2: r.fields for r in reading.records}
        keys = {n: (f"{f['family']} {f['given']} {f['patronymic']}", f["birth"]) for n, f in fields.items()}
        found = {n: table[key] for n, key in keys.items() if key in table}
    right = sum(found.get(number) == str(number) for number in inside)
    return {"seconds": _cpu() - began, "result": f"{right:,} of {len(inside):,} found"}


# Damaged files


def _damaged(quick: bool) -> Iterable[Row]:
    count = 200 if quick else 2_000
    began = _cpu()
    outcomes, faults = fuzz(count)
    yield Row(
        engine=ENGINE, task=f"{count:,} damaged lists", who=OURS, seconds=_cpu() - began,
        result=f"{outcomes['read']:,} read, {count - outcomes['read'] - len(faults):,} refused, {len(faults)} faults",
        note="bytes and structure of real lists changed at random" if not faults else f"seeds {faults}",
    )  # fmt: skip


def _cpu() -> float:
    """CPU seconds of this process and of those it has started: lists are read in one of their own."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))

"""Names across scripts, against what one would use instead: folding to ASCII with a fuzzy ratio, and nomenklatura.

Every contender gets the threshold that serves it best on the development pairs, and keeps it for all groups.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from bench import names_pairs
from bench.measuring import in_child
from bench.names_pairs import BODIES, NEAR, WESTERN, Named
from bench.table import OURS, Row

ENGINE = "names"
DEVELOPMENT = "development pairs"
FUZZY = ("anyascii + WRatio", "anyascii + token_set_ratio", "anyascii + Jaro-Winkler")
NOMENKLATURA = "nomenklatura logic-v2"
Scored = dict[str, dict[str, Any]]  # group -> {"scores": [...], "seconds": CPU}


def run(*, quick: bool) -> list[Row]:
    """Measure everything; `quick` takes fewer pairs and a smaller register."""
    contenders: dict[str, tuple[Scored, float | None]] = {}
    for who in (OURS, *FUZZY):
        told = in_child("bench.names:scores", who, quick)
        contenders[who] = (told.answer["groups"], told.peak_mb)
    elsewhere = _nomenklatura(quick)
    if elsewhere:
        contenders[NOMENKLATURA] = (elsewhere["groups"], elsewhere["peak_mb"])
    truth = names_pairs.groups(quick=quick)
    thresholds = {who: _thresholds(scored[DEVELOPMENT]["scores"]) for who, (scored, _) in contenders.items()}
    rows = [
        _row(group, pairs, who, scored[group], thresholds[who], peak)
        for group, pairs in truth.items()
        for who, (scored, peak) in contenders.items()
    ]
    if not elsewhere:
        rows.append(_absent())
    return [*rows, *_speed(contenders, truth), *_index(quick), *_loading(elsewhere)]


def scores(who: str, quick: bool) -> dict[str, Any]:
    """Score every group in this process; the first comparison, which loads tables, is not counted."""
    score = _scorer(who)
    score(Named("Алихан 李", "Alikhan", True))
    score(Named("李文静", "Li Wenjing", True))
    groups = {}
    for group, pairs in {**names_pairs.groups(quick=quick), DEVELOPMENT: names_pairs.development()}.items():
        began = process_time()
        found = [score(pair) for pair in pairs]
        groups[group] = {"seconds": process_time() - began, "scores": [value for value, _ in found]}
        groups[group]["verdicts"] = [verdict for _, verdict in found]
    return {"groups": groups, "seconds": sum(group["seconds"] for group in groups.values())}


def _scorer(who: str) -> Callable[[Named], tuple[float, str]]:
    if who == OURS:
        from sabaq.engines.names import compare

        def ours(pair: Named) -> tuple[float, str]:
            match = compare(pair.a, pair.b, schema=pair.schema)  # type: ignore[arg-type]
            return match.score, match.verdict

        return ours
    from anyascii import anyascii
    from jellyfish import jaro_winkler_similarity
    from rapidfuzz import fuzz

    ratio: Callable[[str, str], float] = {
        FUZZY[0]: fuzz.WRatio,
        FUZZY[1]: fuzz.token_set_ratio,
        FUZZY[2]: jaro_winkler_similarity,
    }[who]

    def plain(text: str) -> str:
        return anyascii(text).casefold()

    return lambda pair: (ratio(plain(pair.a), plain(pair.b)), "")


def _thresholds(scores_of_development: list[float]) -> dict[str, float]:
    """Choose the threshold of best F1 for each schema."""
    truth = names_pairs.development()
    chosen = {}
    for schema in ("Person", "Organization"):
        judged = [
            (score, pair.same)
            for score, pair in zip(scores_of_development, truth, strict=True)
            if pair.schema == schema
        ]
        chosen[schema] = max(sorted({score for score, _ in judged}), key=lambda at: _f1(judged, at))
    return chosen


def _f1(judged: list[tuple[float, bool]], threshold: float) -> float:
    found = [same for score, same in judged if score >= threshold]
    return 2 * sum(found) / (len(found) + sum(same for _, same in judged))


def _row(
    group: str, pairs: list[Named], who: str, scored: dict[str, Any], at: dict[str, float], peak: float | None
) -> Row:
    chosen = at["Organization" if group == BODIES else "Person"]
    found = [pair.same for pair, score in zip(pairs, scored["scores"], strict=True) if score >= chosen]
    verdicts = scored.get("verdicts", [])
    wrong = sum(verdict == "same" and not pair.same for pair, verdict in zip(pairs, verdicts, strict=False))
    if group == NEAR:
        result = f"{len(found) / len(pairs):.1%} called a match"
        if who == OURS:
            result = f'{wrong / len(pairs):.1%} called "same", {len(found) / len(pairs):.1%} at the threshold'
    else:
        recall = sum(found) / sum(pair.same for pair in pairs)
        precision = sum(found) / len(found) if found else 0.0
        result = f"recall {recall:.3f}, precision {precision:.3f}, F1 {2 * sum(found) / _size(found, pairs):.3f}"
        if who == OURS:
            result += f'; {wrong} wrong among {verdicts.count("same")} called "same"'
    task = f"{group}, {len(pairs)} pairs"
    note = f"threshold {chosen:.3g}"
    if who == OURS and group in (BODIES, WESTERN, names_pairs.CHINESE):
        note += "; built with these pairs in sight"
    return Row(engine=ENGINE, task=task, who=who, seconds=scored["seconds"], result=result, note=note, peak_mb=peak)


def _size(found: list[bool], pairs: list[Named]) -> int:
    return len(found) + sum(pair.same for pair in pairs)


def _absent() -> Row:
    return Row(
        engine=ENGINE,
        task="all groups",
        who=NOMENKLATURA,
        seconds=0,
        result="not installed",
        note="BENCH_NOMENKLATURA names no Python that has it",
    )


def _speed(contenders: dict[str, tuple[Scored, float | None]], truth: dict[str, list[Named]]) -> list[Row]:
    count = sum(map(len, truth.values()))
    task = f"{count} pairs seen for the first time"
    rows = []
    for who, (scored, peak) in contenders.items():
        seconds = sum(scored[group]["seconds"] for group in truth)
        target = count / 5000 if who == OURS else None
        result = f"{count / seconds:,.0f} pairs a second"
        rows.append(Row(engine=ENGINE, task=task, who=who, seconds=seconds, result=result, target=target, peak_mb=peak))
    return rows


def _index(quick: bool) -> list[Row]:
    known, new = (2_000, 200) if quick else (20_000, 2_000)
    task = f"{new} new names against {known} known"
    rows = []
    for who in (OURS, FUZZY[0]):
        told = in_child("bench.names:search", who, known, new)
        rows.append(
            Row(
                engine=ENGINE,
                task=task,
                who=who,
                seconds=told.answer["seconds"],
                result=f"right spelling of the person among the best five: {told.answer['found']:.1%}",
                note=told.answer["note"],
                target=30 if who == OURS and not quick else None,
                peak_mb=told.peak_mb,
            )
        )
    return rows


def search(who: str, known: int, new: int) -> dict[str, Any]:
    """Find new spellings of known persons; every tenth new name is asked of the slow contender, and counted ten times.

    Right is an answer that spells the same person's Russian name: the generated register has namesakes.
    """
    from tests.engines.names.romanising import people_with_spellings

    persons = people_with_spellings(known, seed=5)
    every = 1 if who == OURS else 10
    asked = persons[: known : max(1, known // new)][:new:every]
    identity = [person for person, _, _ in persons]
    if who == OURS:
        from sabaq.engines.names import NameIndex

        began = process_time()
        index = NameIndex((at, name) for at, (_, name, _) in enumerate(persons))
        answers = [[one.key for one in index.find(query)] for _, _, query in asked]
    else:
        from anyascii import anyascii
        from rapidfuzz import fuzz, process

        began = process_time()
        names = [anyascii(name).casefold() for _, name, _ in persons]
        answers = [
            [at for _, _, at in process.extract(anyascii(query).casefold(), names, scorer=fuzz.WRatio, limit=5)]
            for _, _, query in asked
        ]
    seconds = (process_time() - began) * every
    hits = [any(identity[at] == ask[0] for at in found) for ask, found in zip(asked, answers, strict=True)]
    note = "" if every == 1 else f"measured on every {every}th name"
    return {"seconds": seconds, "found": sum(hits) / len(asked), "note": note}


def _nomenklatura(quick: bool) -> dict[str, Any] | None:
    python = os.environ.get("BENCH_NOMENKLATURA", "")
    if not python or not Path(python).exists():
        return None
    asked = {**names_pairs.groups(quick=quick), DEVELOPMENT: names_pairs.development()}
    rows = {group: [[pair.schema, pair.a, pair.b] for pair in pairs] for group, pairs in asked.items()}
    told = subprocess.run(
        [python, str(Path(__file__).with_name("names_nomenklatura.py"))],
        input=json.dumps(rows),
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    if told.returncode:
        return None
    answer: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return answer


def _loading(elsewhere: dict[str, Any] | None) -> list[Row]:
    """The time that importing takes before the first name."""
    task = "import"
    ours = min(_import_seconds("sabaq.engines.names") for _ in range(3))
    theirs = min(_import_seconds("anyascii, rapidfuzz.fuzz, jellyfish") for _ in range(3))
    rows = [
        Row(engine=ENGINE, task=task, who=OURS, seconds=ours, result=f"{1000 * ours:.0f} ms", target=0.1),
        Row(engine=ENGINE, task=task, who="anyascii + rapidfuzz + jellyfish", seconds=theirs,
            result=f"{1000 * theirs:.0f} ms"),
    ]  # fmt: skip
    if elsewhere:
        loading = elsewhere["loading"]
        rows.append(
            Row(engine=ENGINE, task=task, who=NOMENKLATURA, seconds=loading, result=f"{1000 * loading:.0f} ms",
                peak_mb=elsewhere["peak_mb"])
        )  # fmt: skip
    return rows


def _import_seconds(modules: str) -> float:
    code = f"import time; began = time.process_time(); import {modules}; print(time.process_time() - began)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(told.stdout)

"""The hand-made pairs and generated romanisations: how often the engine is right, per group.

`pairs_dev.csv` (CC0) served to choose the thresholds, so these floors guard what was reached; they do not prove it.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from sabaq.engines.names import Match, compare

from .romanising import NAMES, near_misses, pairs

PAIRS = Path(__file__).with_name("pairs_dev.csv")
CHINESE = ("pinyin", "palladius", "zh-", "trad", "order")


def dev_pairs(schema: str, *beginnings: str) -> list[tuple[bool, Match]]:
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["schema"] == schema]
    chosen = [row for row in rows if row["category"].startswith(beginnings or ("",))]
    return [
        (row["is_match"] == "true", compare(row["name1"], row["name2"], schema=row["schema"]))  # type: ignore[arg-type]
        for row in chosen
    ]


def rates(judged: Iterable[tuple[bool, Match]], *, from_score: float) -> tuple[float, float]:
    """Give (recall, precision) of calling everything from this score on a match."""
    judged = list(judged)
    hits = [truth for truth, match in judged if match.score >= from_score]
    return sum(hits) / sum(truth for truth, _ in judged), sum(hits) / len(hits)


@pytest.mark.parametrize(
    ("group", "recall", "precision"),
    [
        (("kk-", "ky-", "uz-", "tg-", "tk-", "near", "relative", "zoda", "gender"), 0.97, 0.97),
        (("ru-", "latin-variants", "order", "initial", "swap", "patronymic", "sibling", "gender"), 1.0, 1.0),
        (CHINESE, 0.96, 1.0),
    ],
)
def test_persons_are_told_apart_in_every_group(group: tuple[str, ...], recall: float, precision: float) -> None:
    found, right = rates(dev_pairs("Person", *group), from_score=0.75)
    assert found >= recall
    assert right >= precision


def test_same_is_never_said_of_two_persons_or_institutions() -> None:
    judged = dev_pairs("Person") + dev_pairs("Organization")
    assert [match for truth, match in judged if match.verdict == "same" and not truth] == []


def test_most_pairs_of_one_person_need_nobody_to_decide() -> None:
    verdicts = [match.verdict for truth, match in dev_pairs("Person") if truth]
    assert verdicts.count("same") >= 0.88 * len(verdicts)


def test_institutions_are_told_apart() -> None:
    assert rates(dev_pairs("Organization"), from_score=0.6) == (1.0, 1.0)


@pytest.mark.parametrize("language", list(NAMES))
def test_official_romanisations_of_one_name_meet_and_lookalikes_do_not(language: str) -> None:
    made = [pair for pair in pairs(600, seed=20) if pair.language == language]
    judged = [(pair.same, compare(pair.a, pair.b)) for pair in made]
    found, right = rates(judged, from_score=0.6)
    assert found >= 0.97
    assert right >= 0.99
    assert [match for truth, match in judged if match.verdict == "same" and not truth] == []


def western_pairs() -> list[tuple[str, str]]:
    with PAIRS.with_name("western.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["english"], row["russian"]) for row in csv.DictReader(lines)]


def test_western_names_meet_their_russian_forms() -> None:
    matches = [compare(english, russian) for english, russian in western_pairs()]
    assert sum(match.score >= 0.75 for match in matches) >= 0.95 * len(matches)


def test_western_names_do_not_meet_the_next_persons_russian_form() -> None:
    rows = western_pairs()
    others = [compare(english, russian) for (english, _), (_, russian) in zip(rows, rows[1:] + rows[:1], strict=True)]
    assert [match for match in others if match.verdict == "same"] == []
    assert sum(match.verdict == "review" for match in others) <= 0.02 * len(others)


def test_names_one_letter_apart_in_one_script_are_hardly_ever_the_same() -> None:
    made = list(near_misses(1500, seed=4))
    assert sum(compare(a, b).verdict == "same" for a, b in made) <= 0.02 * len(made)

"""The Latin spelling by rule: what the region's passports write, and nothing where a letter is unknown."""

import json
from pathlib import Path

import pytest

from sabaq.engines.names import compare
from sabaq.engines.names.romanised import romanised

TRUTH = json.loads((Path(__file__).parents[1] / "lists" / "truth.json").read_text(encoding="utf-8"))
KYRGYZ = [record for sheet in TRUTH for record in sheet["records"] if record["country"] == "KG"]


@pytest.mark.parametrize("record", KYRGYZ, ids=lambda record: record["passport_surname"])
def test_kyrgyz_names_are_spelt_as_in_their_passports(record):
    assert romanised(record["surname"]) == record["passport_surname"]
    assert romanised(record["given"]) == record["passport_given"]


def test_the_spelling_is_the_same_name():
    for record in KYRGYZ:
        name = f"{record['surname']} {record['given']}"
        assert compare(name, romanised(name)).verdict == "same"


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Щербакова-Юн Яна", "SHCHERBAKOVA-IUN IANA"),
        ("O'Neil Ann", "O'NEIL ANN"),
        ("李文静", ""),
        ("Иван李", ""),
        ("", ""),
    ],
)
def test_other_letters(name, spelt):
    assert romanised(name) == spelt

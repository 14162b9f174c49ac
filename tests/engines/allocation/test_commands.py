"""The commands on files, as others would use them to check a published allocation."""

import json

import numpy as np
import pytest

from sabaq.engines.allocation import read_instance, solve
from sabaq.engines.allocation.commands import run

NAMES = ("pair_ptr", "pair_session", "pair_rank", "agency", "priority", "lottery", "quota_parent", "quota_lower")
NAMES += ("quota_upper", "capacity", "session_country_upper", "current", "fixed")


@pytest.fixture
def stored(later_problem, tmp_path):
    instance = later_problem(5, 30)
    arrays = {name: getattr(instance, name) for name in NAMES} | {"ids": np.array(instance.ids)}
    np.savez(tmp_path / "case.npz", nominees=30, sessions=3, **arrays)
    record = {name: array.tolist() for name, array in arrays.items()} | {"nominees": 30, "sessions": 3}
    (tmp_path / "case.json").write_text(json.dumps(record), encoding="utf-8")
    return instance, tmp_path


@pytest.mark.parametrize("name", ["case.json", "case.npz"])
@pytest.mark.parametrize("options", [[], ["--repair"], ["--policy", "serial"]])
def test_solve_then_verify(stored, capsys, name, options):
    instance, folder = stored
    assert run(["solve", str(folder / name), "--json", *options]) == 0
    record = json.loads(capsys.readouterr().out)
    policy = "serial" if "serial" in options else "service"
    assert record["placement"] == solve(instance, policy=policy, repair="--repair" in options).placement.tolist()
    (folder / "result.json").write_text(json.dumps(record), encoding="utf-8")
    assert run(["verify", str(folder / name), str(folder / "result.json")]) == 0
    assert capsys.readouterr().out == "accepted\n"
    record["levels"]["placed"] += 1
    (folder / "result.json").write_text(json.dumps(record), encoding="utf-8")
    assert run(["verify", str(folder / name), str(folder / "result.json")]) == 1
    assert capsys.readouterr().out == "the levels are not those of the placement\n"


def test_compare_and_words(stored, capsys):
    _, folder = stored
    assert run(["compare", str(folder / "case.json"), "--json"]) == 0
    assert [row["policy"] for row in json.loads(capsys.readouterr().out)] == ["service", "serial", "priority"]
    assert run(["compare", str(folder / "case.json")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4
    assert run(["solve", str(folder / "case.json")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 31


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[]", "bad.json must hold one JSON object"),
        ("{", "bad.json cannot be read"),
        ('{"nominees": 1}', "agency is missing"),
        ('{"nominee": 1}', "nominee is not a name of the file format"),
    ],
)
def test_broken_files_end_in_one_line(tmp_path, capsys, content, message):
    (tmp_path / "bad.json").write_text(content, encoding="utf-8")
    assert run(["solve", str(tmp_path / "bad.json")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert (len(lines), lines[0].startswith(message)) == (1, True)


def test_priority_refusal_is_one_line(stored, capsys):
    _, folder = stored
    assert run(["solve", str(folder / "case.json"), "--policy", "priority"]) == 2
    assert "reserves seats" in capsys.readouterr().err


def test_broken_results_and_archives_are_refused(stored, capsys):
    _, folder = stored
    (folder / "result.json").write_text('{"policy": "luck"}', encoding="utf-8")
    assert run(["verify", str(folder / "case.json"), str(folder / "result.json")]) == 2
    (folder / "bad.npz").write_bytes(b"PK nothing")
    assert run(["solve", str(folder / "bad.npz")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert read_instance(folder / "case.npz").ids == read_instance(folder / "case.json").ids

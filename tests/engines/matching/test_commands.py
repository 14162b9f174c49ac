"""The commands on files: JSON that verify accepts, words for people, one line for anything broken."""

import json
import subprocess
import sys

import pytest

from sabaq.engines.matching import Alliance, read_alliance, read_result
from sabaq.engines.matching.commands import run


@pytest.fixture
def stored(record, tmp_path):
    rows = record(5, 20, topics=4, size=3, rounds=2)
    (tmp_path / "case.json").write_text(json.dumps(rows), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", ["pairs", "groups", "rounds"])
def test_solve_store_and_verify(stored, capsys, command):
    if command == "rounds":
        rows = json.loads((stored / "case.json").read_text(encoding="utf-8")) | {"size": 2}
        (stored / "case.json").write_text(json.dumps(rows), encoding="utf-8")
    case, kept = str(stored / "case.json"), stored / "result.json"
    assert run([command, case, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert {command, "unmatched", "value", "bound", "status", "gap", "explanations"} <= record.keys()
    kept.write_text(json.dumps(record), encoding="utf-8")
    assert json.loads(json.dumps(read_result(kept).as_json())) == record
    assert run(["verify", case, str(kept)]) == 0
    assert capsys.readouterr().out == "accepted\n"
    record["value"] += 1
    record["bound"] += 1
    kept.write_text(json.dumps(record), encoding="utf-8")
    assert run(["verify", case, str(kept)]) == 1
    assert capsys.readouterr().out.startswith("the value is ")


def test_a_reader_may_stop_early(stored):
    command = f"{sys.executable} -m sabaq.config.command_line matching pairs {stored / 'case.json'}"
    done = subprocess.run(f"{command} | true", shell=True, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "")


def test_words(stored, capsys):
    assert run(["pairs", str(stored / "case.json")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("optimal: ")
    assert sum(not line.startswith("    ") for line in lines) == 21
    assert run(["rounds", str(stored / "case.json")]) == 0
    assert capsys.readouterr().out.splitlines()[2] == "round 1"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"members": None}, "members is missing"),
        ({"members": -1}, "members must be a whole number from 0 to 1000000"),
        ({"members": 10**9}, "members must be a whole number from 0 to 1000000"),
        ({"members": "20"}, "members must be a whole number from 0 to 1000000"),
        ({"memebers": 3}, "memebers is not a name of the file format"),
        ({"need": [[0, 0, 1.5]]}, "a weight of need is not between 0 and 1"),
        ({"need": [[0, 0, -0.5]]}, "a weight of need is not between 0 and 1"),
        ({"need": [[0, 0, float("nan")]]}, "need holds a number that is not finite"),
        ({"need": [[-1, 0, 0.5]]}, "a member of need is -1, not a whole number from 0 to 19"),
        ({"offer": [[0, 4, 0.5]]}, "a topic of offer is 4, not a whole number from 0 to 3"),
        ({"offer": [[0.5, 0, 0.5]]}, "a member of offer is 0.5, not a whole number from 0 to 19"),
        ({"offer": [[0, 0, 0.5], [0, 0, 0.6]]}, "offer names a member and topic twice"),
        ({"offer": [["a", 0, 1]]}, "offer must hold numbers"),
        ({"offer": [[0, 0]]}, "offer must hold rows of 3 numbers"),
        ({"offer": [[0, 0, 1], [0]]}, "offer must have rows of equal length"),
        ({"offer": {"0": 1}}, "offer must be a list"),
        ({"need": [[10**400, 0, 1]]}, "need must hold numbers"),
        ({"languages": [["ru"]]}, "languages must have one entry for each of the 20 members"),
        ({"languages": ["ru"] * 20}, "each entry of languages must be a list"),
        ({"languages": [[["ru"]]] * 20}, "languages holds something that is no name: unhashable type: 'list'"),
        ({"country": [[1]] * 20}, "country holds something that is no name: unhashable type: 'list'"),
        ({"unit": [{}] * 20}, "unit holds something that is no name: unhashable type: 'dict'"),
        ({"utc_offset": ["5"] * 20}, "utc_offset must hold numbers"),
        ({"utc_offset": [99] * 20}, "utc_offset must lie between -14 and 14 hours"),
        ({"history": [[3, 3]]}, "history pairs a member with itself"),
        ({"never": [[3, 20]]}, "a member of never is 20, not a whole number from 0 to 19"),
        ({"fixed": [[0, 1], [1, 2]]}, "fixed names member 1 twice"),
        ({"opt_out": [True]}, "opt_out must hold numbers"),
        ({"window_hours": "4"}, "window_hours must be a number from 0 to 28"),
        ({"country_bonus": float("inf")}, "country_bonus must be a number from 0 to 1000"),
        ({"size": 1}, "size must be a whole number from 2 to 20"),
        ({"rounds": 0}, "rounds must be a whole number from 1 to 50"),
        ({"allow_triple": 1}, "allow_triple must be true or false"),
        ({"ids": ["a"] * 20}, "ids must differ from each other"),
    ],
)
def test_hostile_files_end_in_one_line(record, tmp_path, capsys, change, message):
    rows = {**record(5, 20, topics=4), **change}
    (tmp_path / "bad.json").write_text(json.dumps(rows), encoding="utf-8")
    assert run(["pairs", str(tmp_path / "bad.json"), "--json"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", message + "\n")


@pytest.mark.parametrize("content", ["[]", "{", "", "\x00", "[" * 10**5, '{"members": 1}'])
def test_broken_json_ends_in_one_line(tmp_path, capsys, content):
    (tmp_path / "bad.json").write_text(content, encoding="utf-8")
    assert run(["groups", str(tmp_path / "bad.json")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_broken_result_ends_in_one_line(stored, capsys):
    for content in ("{}", '{"pairs": 3}', '{"pairs": [[0, 1, "a"]]}', "[]"):
        (stored / "bad.json").write_text(content, encoding="utf-8")
        assert run(["verify", str(stored / "case.json"), str(stored / "bad.json")]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_alliance_is_read_whole(stored):
    alliance = read_alliance(stored / "case.json")
    assert isinstance(alliance, Alliance)
    assert (alliance.members, alliance.size, alliance.rounds, alliance.window_hours) == (20, 3, 2, 4.0)

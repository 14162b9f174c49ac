"""The commands on files, as others would use them to check a published allocation."""

import io
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


HOSTILE = [
    ({"priority": [float("nan"), 1]}, "priority must hold whole numbers"),
    ({"priority": [float("inf"), 1]}, "priority must hold whole numbers"),
    ({"lottery": [10**30, 1]}, "lottery"),
    ({"lottery": [1.0, 2.0]}, "lottery must hold whole numbers"),
    ({"capacity": [-1]}, "capacity[0] is -1"),
    ({"capacity": [2**40]}, "capacity[0] is 1099511627776"),
    ({"nominees": 10**9}, "pair_ptr must hold whole numbers in the shape"),
    ({"nominees": -2}, "nominees must be a whole number"),
    ({"nominees": True}, "nominees must be a whole number"),
    ({"nominees": "2"}, "nominees must be a whole number"),
    ({"sessions": 10**12}, "capacity must hold whole numbers in the shape"),
    ({"pair_ptr": [0, 5, 2]}, "pair_ptr must rise"),
    ({"pair_ptr": [0, 1]}, "pair_ptr must hold whole numbers in the shape [3]"),
    ({"pair_session": [0, {}]}, "pair_session must"),
    ({"quota_parent": [1, 0], "quota_lower": [0, 0], "quota_upper": [9, 9]}, "quota 0 lies in its own ancestors"),
    ({"quota_parent": [0]}, "quota 0 lies in its own ancestors"),
    ({"session_country_upper": [[0, 0]]}, "session_country_upper must hold"),
    ({"ids": "ab"}, "ids must be a list"),
    ({"ids": ["a", "a"]}, "ids must be different"),
    ({"ineligible": [[0]]}, "a value has the wrong kind"),
    ({"ineligible": 7}, "a value has the wrong kind"),
    ({"fixed": [True, False]}, "nominee 0 is fixed but holds no session"),
    ({"crossing": {"a": 1}}, "crossing must be a list of objects"),
]
TWO = {
    "nominees": 2,
    "sessions": 1,
    "pair_ptr": [0, 1, 2],
    "pair_session": [0, 0],
    "pair_rank": [1, 1],
    "agency": [0, 0],
    "priority": [1, 2],
    "lottery": [1, 2],
    "quota_parent": [-1],
    "quota_lower": [0],
    "quota_upper": [2],
    "capacity": [1],
}


@pytest.mark.parametrize(("change", "message"), HOSTILE, ids=[str(change)[:40] for change, _ in HOSTILE])
def test_hostile_files_end_in_one_line(tmp_path, capsys, change, message):
    (tmp_path / "a.json").write_text(json.dumps(TWO | change), encoding="utf-8")
    assert run(["solve", str(tmp_path / "a.json")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert (len(lines), message in lines[0]) == (1, True)


def test_a_deep_chain_of_quotas_is_refused_and_not_climbed(tmp_path, capsys):
    many = 20_000
    deep = {"quota_parent": list(range(-1, many - 1)), "quota_lower": [0] * many, "quota_upper": [9] * many}
    (tmp_path / "a.json").write_text(json.dumps(TWO | deep), encoding="utf-8")
    assert run(["solve", str(tmp_path / "a.json")]) == 2
    assert capsys.readouterr().err == "quota 33 lies more than 32 deep\n"


def test_archives_with_pickled_objects_are_refused(tmp_path, capsys):
    arrays = {name: np.array(value) for name, value in TWO.items()}
    np.savez(tmp_path / "a.npz", **arrays | {"ids": np.array(["a", {"b": 1}], dtype=object)})
    assert run(["solve", str(tmp_path / "a.npz")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert (len(lines), "allow_pickle=False" in lines[0]) == (1, True)


LEVELS = {"shortage": 0, "placed": 1, "moved": 0, "priority": 1, "rank": 1, "lottery": 2}


@pytest.mark.parametrize(
    "change",
    [
        {"prices": [[1]]},
        {"levels": {"placed": 1}},
        {"levels": LEVELS | {"placed": True}},
        {"levels": LEVELS | {"placed": 1.0}},
        {"placement": [0]},
        {"status": "sure"},
        {"repair": 0},
        {"repair": None},
        {"repair": "no"},
        {"gap": False},
        {"gap": 0.0},
        {"mode": "ordinal"},
        {"mode": "exact", "bounds": {"placed": 2}},
        {"mode": "ordinal", "bounds": {"placed": 2.0}},
        {"mode": "ordinal", "bounds": {"placed": 2, "rank": 1}},
    ],
)
def test_hostile_results_end_in_one_line(tmp_path, capsys, change):
    (tmp_path / "a.json").write_text(json.dumps(TWO), encoding="utf-8")
    assert run(["solve", str(tmp_path / "a.json"), "--json"]) == 0
    record = json.loads(capsys.readouterr().out) | change
    (tmp_path / "r.json").write_text(json.dumps(record), encoding="utf-8")
    assert run(["verify", str(tmp_path / "a.json"), str(tmp_path / "r.json")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


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
    capsys.readouterr()
    whole = (folder / "case.npz").read_bytes()
    npy = io.BytesIO()
    np.save(npy, np.arange(3))
    middle = len(whole) // 2
    for content in (b"", b"PK nothing", npy.getvalue(), whole[:-9], whole[:middle] + b"\0" * 99 + whole[middle + 99 :]):
        (folder / "bad.npz").write_bytes(content)
        assert run(["solve", str(folder / "bad.npz")]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert read_instance(folder / "case.npz").ids == read_instance(folder / "case.json").ids

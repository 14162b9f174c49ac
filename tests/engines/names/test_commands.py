"""The command line: each row answered in order, and one clear line where a file cannot be used."""

import io
import json
from pathlib import Path

import pytest

from sabaq.engines.names.commands import run


def test_compare_answers_every_row_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(
        "schema,name1,name2,note\nPerson,Xi Jinping,习近平,x\nOrganization,北京行政学院,上海行政学院,y\n",
        encoding="utf-8",
    )
    assert run(["compare", str(path), "--json"]) == 0
    answers = json.loads(capsys.readouterr().out)
    assert [(answer["note"], answer["verdict"]) for answer in answers] == [("x", "same"), ("y", "different")]
    assert answers[1] == {
        "schema": "Organization",
        "name1": "北京行政学院",
        "name2": "上海行政学院",
        "note": "y",
        "score": 0.1,
        "verdict": "different",
        "reasons": [
            {
                "kind": "slot_differs",
                "params": {"slot": "city", "a": "Beijing", "b": "Shanghai"},
                "text": "They name a different city: Beijing and Shanghai.",
            }
        ],
    }
    assert run(["compare", str(path)]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "same      0.97  Xi Jinping | 习近平  Both names read xi jin ping in Chinese."


def test_find_gives_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "names.txt"
    path.write_text("Алихан Байменов\n\nЕрлан Қарин\n", encoding="utf-8")
    assert run(["find", "Yerlan Karin", "--among", str(path), "--json"]) == 0
    assert [(one["line"], one["name"]) for one in json.loads(capsys.readouterr().out)] == [(3, "Ерлан Қарин")]


def test_find_reads_names_from_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Алихан Байменов\nЕрлан Қарин\n"))
    assert run(["find", "Yerlan Karin", "--json"]) == 0
    assert [one["line"] for one in json.loads(capsys.readouterr().out)] == [2]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a,b\n1,2\n", "has no column name1 and name2."),
        (b"name1,name2\nAlikhan\n", "line 2: the row does not have the columns of the header."),
        (b"name1,name2\n\xff\xfe,b\n", "can't decode"),
    ],
)
def test_an_unusable_file_gives_one_line(
    content: bytes, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pairs.csv"
    path.write_bytes(content)
    assert run(["compare", str(path)]) == 2
    error = capsys.readouterr().err
    assert line in error
    assert error.count("\n") == 1
    assert run(["compare", str(tmp_path / "missing.csv")]) == 2

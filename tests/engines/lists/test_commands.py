"""`sabaq lists read`: one JSON object, a short summary, or one clear line on standard error."""

import json

import openpyxl
import pytest

from sabaq.engines.lists.commands import run

from .test_truth import SAMPLES

KG = str(SAMPLES / "kg-ministry.xlsx")
DAYS = ["--today", "2027-03-03", "--edition-end", "2027-05-14"]


def test_json(capsys):
    assert run(["read", KG, "--json", *DAYS]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert sorted(answer) == ["columns", "header_rows", "problems", "records", "sheet", "skipped"]
    assert answer["columns"]["B"] == {"field": "name", "header": "Ф.И.О. (полностью)", "certainty": 0.9}
    record = answer["records"][12]
    assert (record["row"], record["fields"]["family"], record["duplicate_of"]) == (19, "Бөрүбаева", None)
    assert record["problems"] == [
        {
            "cell": "I19",
            "field": "email",
            "kind": "invalid",
            "sentence": "invalid.email_suggestion",
            "message": "“aigul.borubaev12 собака example.org” is not an e-mail address. "
            "We think aigul.borubaev12@example.org is meant.",
            "params": {
                "value": "aigul.borubaev12 собака example.org",
                "suggestion": "aigul.borubaev12@example.org",
            },
        }
    ]


def test_summary(capsys):
    assert run(["read", KG, *DAYS]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Sheet “Список”: 18 people, 4 problems."
    assert [line.split("\t")[:2] for line in lines[1:]] == [
        *[["G6", "expiring"], ["G16", "expired"], ["I19", "invalid"], ["B24", "duplicate"]]
    ]


def test_answer(tmp_path):
    assert run(["read", KG, "--answer", str(tmp_path / "a.xlsx"), *DAYS]) == 0
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["Список"]


def test_columns(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("Dilwe;Mwaka\nAsanov Azamat;07.03.1985\n", encoding="utf-8")
    assert run(["read", str(tmp_path / "a.csv"), "--json", "--columns", '{"A": "name", "B": "birth"}']) == 0
    assert [r["fields"]["birth"] for r in json.loads(capsys.readouterr().out)["records"]] == ["1985-03-07"]


def test_what_cannot_be_read_ends_with_one_line(tmp_path, capsys):
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.7")
    assert run(["read", str(tmp_path / "a.xlsx"), "--json"]) == 1
    assert run(["read", str(tmp_path / "none.xlsx")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        f"{tmp_path / 'a.xlsx'}: The file is a PDF, not a spreadsheet. Send .xlsx, .xls, .ods, .csv or .tsv.",
        f"{tmp_path / 'none.xlsx'}: There is no such file.",
    ]


def test_known_people(tmp_path, capsys):
    known = [{"key": "p7", "names": ["Borubaeva Zhyldyz"], "birth": "1984-12-03"}]
    (tmp_path / "known.json").write_text(json.dumps(known), encoding="utf-8")
    assert run(["read", KG, "--json", "--known", str(tmp_path / "known.json"), *DAYS]) == 0
    found = [record["known"] for record in json.loads(capsys.readouterr().out)["records"] if "known" in record]
    assert [(match["key"], match["certain"]) for match in found] == [("p7", True), ("p7", True)]
    assert [reason["field"] for reason in found[0]["reasons"]] == ["name", "birth", "passport", "email"]


@pytest.mark.parametrize("content", ["[1]", "{", '[{"names": []}]', '"x"'])
def test_known_people_that_cannot_be_read(tmp_path, content, capsys):
    (tmp_path / "known.json").write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        run(["read", KG, "--known", str(tmp_path / "known.json")])
    assert caught.value.code == 2


def test_wrong_use(capsys):
    with pytest.raises(SystemExit) as caught:
        run(["read", KG, "--columns", "[]"])
    assert caught.value.code == 2

"""`sabaq promises --json` says the same as the board."""

import json

import pytest

from sabaq.oversight.commands import run


def test_json_has_one_row_for_each_commitment(promised, ledger, trained, capsys):
    assert run(["--json", "--on", "2026-06-01", "--network", "net"]) == 0
    common = {"debtor": "host", "creditor": "agency"}
    assert json.loads(capsys.readouterr().out) == [
        {
            "commitment": "practices", "debtor": "agency", "creditor": None, "target": None, "delivered": None,
            "status": "no_evidence", "due": None, "overdue": False,
        },
        {
            "commitment": "seats", **common, "target": 10, "delivered": 4, "status": "limited", "due": "2099",
            "overdue": False,
        },
        {
            "commitment": "training", **common, "target": 2, "delivered": 1, "status": "substantial", "due": "2026-02",
            "overdue": True,
        },
    ]  # fmt: skip


def test_people_read_one_line_for_each(promised, ledger, capsys):
    assert run(["--on", "2027-01-01"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "practices\t-/-\tno_evidence\t-\t",
        "seats\t4/10\tlimited\t2099\t",
        "training\t0/2\tnot_started\t2026-02\toverdue",
    ]


@pytest.mark.django_db
def test_a_network_that_is_not_there(capsys):
    assert run(["--network", "moon"]) == 1
    assert capsys.readouterr().err == "There is no network called moon.\n"

"""`sabaq certificate`: one line, an exit status, and no need of this installation once a bundle is at hand."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, datetime

import pytest

from sabaq.credentials import actions
from sabaq.credentials.commands import run
from sabaq.engines.sealing import Bundle
from sabaq.engines.sealing.bundle import write_bundle
from sabaq.platform.files import path_of

from .conftest import WRITTEN


@pytest.fixture
def bundle(tmp_path, capsys):
    """`bundle()` exports what is known now and gives the file's name."""

    def exported(name: str = "issuers.json") -> str:
        capsys.readouterr()
        assert run(["bundle"]) == 0
        path = tmp_path / name
        path.write_text(capsys.readouterr().out, encoding="utf-8")
        return str(path)

    return exported


def test_a_pdf_and_its_text_are_valid(issue, capsys):
    certificate = issue()
    for what in (str(path_of(certificate.paper)), certificate.statement):
        assert run(["verify", what]) == 0
        line = capsys.readouterr().out
        assert (line.startswith("VALID | CN-NAG-2026-00001, " + WRITTEN), line.count("\n")) == (True, 1)


def test_standard_input(issue, monkeypatch, capsys):
    content = path_of(issue().paper).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert run(["verify", "-"]) == 0


def test_a_fresh_bundle_knows_the_revocation_and_an_old_one_does_not(issue, actors, at, bundle, capsys):
    certificate = issue()
    assert run(["publish"]) == 0
    old = bundle("old.json")
    actions.revoke_certificate(certificate, reason="In error.", by=actors["manager"], at=at)
    assert run(["verify", certificate.statement, "--bundle", old]) == 0
    assert run(["verify", certificate.statement, "--bundle", bundle("new.json")]) == 1
    assert "In error." in capsys.readouterr().out


def test_altered_and_unreadable(issue, tmp_path):
    code = issue().statement
    assert run(["verify", code[:90] + ("A" if code[90] != "A" else "B") + code[91:]]) == 2
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.7 nothing")
    (tmp_path / "text.txt").write_text("hello", encoding="utf-8")
    assert run(["verify", str(tmp_path / "page.pdf")]) == 4
    assert run(["verify", str(tmp_path / "text.txt")]) == 4


def test_an_issuer_that_the_bundle_does_not_know(issue, tmp_path):
    path = tmp_path / "none.json"
    path.write_bytes(write_bundle(Bundle(issued=datetime.now(UTC), issuers={})))
    assert run(["verify", issue().statement, "--bundle", str(path)]) == 3


def test_the_json_object(issue, capsys):
    certificate = issue()
    assert run(["verify", str(path_of(certificate.paper)), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    checked_against = found.pop("checked_against")
    assert checked_against.endswith("+00:00")
    assert found == {
        "state": "valid", "exit_status": 0, "differs": [], "words_compared": True, "problem": "", "reason": "",
        "withdrawn_on": None, "replacement": "", "stale": False,
        "certificate": {
            "issuer": "cn-nag", "number": "CN-NAG-2026-00001", "passport_name": "ASANOVA ZHYLDYZ", "own_name": WRITTEN,
            "programme": "Цифровое управление", "begins": "2026-02-02", "ends": "2026-02-06", "hours": 40,
            "issued": "2026-03-02",
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    "argv", [[], ["verify"], ["verify", "/nowhere.pdf"], ["burn"], ["verify", "-", "--bundle", "/no"]]
)
def test_misuse_has_a_status_of_its_own(issuer, argv, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    assert run(argv) == 64


def test_help_is_no_mistake(capsys):
    assert run(["--help"]) == 0


def test_publishing_signs_the_list_of_every_issuer(issue, issuer, bundle, capsys):
    certificate, before = issue(), issuer.status_lists.count()
    old = bundle("old.json")
    assert (run(["verify", certificate.statement, "--bundle", old, "--json"]), stale(capsys)) == (0, True)
    assert (run(["publish"]), capsys.readouterr().out.startswith("cn-nag: list of ")) == (0, True)
    assert issuer.status_lists.count() == before + 1
    new = bundle("new.json")
    assert (run(["verify", certificate.statement, "--bundle", new, "--json"]), stale(capsys)) == (0, False)


def stale(capsys) -> bool:
    """What the last `--json` said of the list."""
    return json.loads(capsys.readouterr().out)["stale"]


def test_an_old_list_is_exported_with_a_warning(issuer, capsys):
    assert run(["bundle"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["issuers"][0]["id"] == "cn-nag"
    assert told.err.startswith("sabaq certificate: the list of cn-nag was due on 2026-03-09; ")


def test_a_key_that_does_not_open_stops_publishing_alone(issue, settings, capsys):
    code = issue().statement
    settings.SECRET_KEY = "another, so that no key opens"
    assert [run(["bundle"]), run(["verify", code])] == [0, 0]
    capsys.readouterr()
    assert run(["publish"]) == 78
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert told.err.startswith("sabaq certificate: cn-nag: The signing key of this issuer cannot be opened.")


def test_a_list_that_was_changed_in_the_database_is_not_exported(issuer, capsys):
    row = issuer.status_lists.get()
    issuer.status_lists.update(text=row.text.replace("2026-03-09", "2027-03-09"))
    assert run(["bundle"]) == 78
    told = capsys.readouterr()
    assert (told.out, told.err.startswith("sabaq certificate: "), told.err.count("\n")) == ("", True, 1)

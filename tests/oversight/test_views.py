"""The promise board and a promise's page: public numbers, records for those concerned."""

import io
import re

import openpyxl
import pytest
from django.test import Client

from sabaq.agreements.models import Commitment


def headings(address):
    content = Client().get(address).content.decode()
    return [re.sub(r"<[^>]+>|\s+", " ", each).strip() for each in re.findall(r"<h2>(.*?)</h2>", content, re.DOTALL)]


def rows(address):
    return re.findall(r'<a href="/promises/([\w-]+)/">', Client().get(address).content.decode())


def test_the_board_is_public_and_shows_every_promise(promised, ledger):
    content = Client().get("/promises/").content.decode()
    assert rows("/promises/") == ["practices", "seats", "training"]
    for word in ("4 of 10", "0 of 2", "Not counted", "seats secured", "Overdue", "Limited", "No evidence"):
        assert word in content


def test_it_groups_by_what_the_address_says(promised, ledger, trained):
    assert headings("/promises/") == ["Memorandum"]
    assert headings("/promises/?group=country") == ["China", "Kyrgyzstan"]
    assert headings("/promises/?group=state") == ["Overdue", "No evidence", "Limited"]
    assert rows("/promises/?group=state") == ["training", "practices", "seats"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("country=CN", ["seats", "training"]),
        ("country=KG", ["practices", "seats", "training"]),
        ("country=UZ", []),
        ("state=overdue", ["training"]),
        ("state=limited", ["seats"]),
        ("state=limited&country=UZ", []),
        ("instrument=memo", ["practices", "seats", "training"]),
        ("instrument=other", []),
        ("state=nonsense", ["practices", "seats", "training"]),
    ],
)
def test_it_filters_by_what_the_address_says(promised, ledger, query, expected):
    assert rows(f"/promises/?{query}") == expected


def test_the_export_is_what_the_filter_shows(promised, ledger):
    page = Client().get("/promises/?export=xlsx&state=limited")
    sheet = openpyxl.load_workbook(io.BytesIO(page.content)).active
    assert list(sheet.iter_rows(values_only=True)) == [
        ("Commitment", "What is promised", "Who owes it", "To whom", "Instrument", "Target", "Delivered",
         "What is counted", "State", "Due"),
        ("seats", "Seats in China", "Host Academy", "Civil Service Agency", "Memorandum", 10, 4, "seats secured",
         "Limited", "2099"),
    ]  # fmt: skip
    assert page["Content-Disposition"] == 'attachment; filename="promises.xlsx"'
    assert len(Client().get("/promises/?export=csv").content.decode("utf-8-sig").splitlines()) == 4


def test_queries_do_not_grow_with_promises(promised, ledger, world, django_assert_max_num_queries):
    Client().get("/promises/")
    for number in range(30):
        Commitment.objects.create(
            key=f"c{number}", agreement=world.agreement, what={"en": "X"}, debtor=world.host, indicator="seats_secured"
        )
    with django_assert_max_num_queries(14):
        assert len(rows("/promises/")) == 33


def test_a_long_board_has_pages(promised, world):
    for number in range(100):
        Commitment.objects.create(key=f"c{number}", agreement=world.agreement, what={"en": "X"}, debtor=world.host)
    assert (len(rows("/promises/")), len(rows("/promises/?page=2"))) == (100, 3)


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        ("public", False),
        ("participant", False),
        ("foreign_focal_point", False),
        ("focal_point", True),
        ("officer", True),
        ("manager", True),
        ("secretary", True),
    ],
)
def test_records_open_for_those_concerned(role, opens, promised, ledger, sign_in):
    client = Client() if role == "public" else sign_in(role)
    page = client.get("/promises/seats/")
    assert page.status_code == 200
    content = page.content.decode()
    assert ("Open the records" in content, "/editions/short-kg/seats/" in content) == (opens, opens)
    assert "4 of 10" in content


def test_a_promise_opens_its_chain(promised, ledger, trained):
    content = Client().get("/promises/seats/").content.decode()
    for part in ("Train in China.", "5 → 10", "1 edition rests on it.", "Kyrgyz edition", "Expected, not yet agreed."):
        assert part in content
    bare = Client().get("/promises/practices/").content.decode()
    for part in ("No single clause is named.", "No target was agreed.", "No edition rests on it yet.", "Not counted"):
        assert part in bare


def test_a_promise_that_is_not_there(promised):
    assert Client().get("/promises/nothing/").status_code == 404


def test_an_empty_board_says_so(world):
    assert "No commitment fits these filters." in Client().get("/promises/?state=complete").content.decode()

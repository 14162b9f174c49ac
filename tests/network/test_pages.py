"""The list of institutions: filters, search by any name, sorting, download, and its number of queries."""

import pytest

from sabaq.network.models import Institution, InstitutionName, Membership
from sabaq.network.queries import institutions


def keys(rows):
    return sorted(row.key for row in rows)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("civil", ["agency"]),
        ("SERVICE civil", ["agency"]),
        ("service", ["agency", "tax"]),
        ("ГОСУДАРСТВЕННОЙ", ["agency"]),
        ("налоговая", ["tax"]),
        ("行政", ["host"]),
        ("никогда", []),
        ("  ", ["agency", "host", "tax", "uz-agency"]),
    ],
)
def test_an_institution_is_found_by_any_of_its_names(world, name, found):
    world.agency.names["ru"] = "Агентство государственной службы"
    world.agency.save()
    world.host.names["zh-hans"] = "国家行政学院"
    world.host.save()
    InstitutionName.objects.create(institution=world.other_agency, language="ru", text="Налоговая служба")
    assert keys(institutions(name=name)) == found


def test_country_and_kind_narrow_the_list(world):
    assert keys(institutions(country="KG")) == ["agency", "tax"]
    assert keys(institutions(kind="academy")) == ["host"]
    assert keys(institutions(country="KG", kind="academy")) == []


def test_the_list_sorts_and_keeps_its_filters(world, client):
    response = client.get("/network/", {"country": "KG", "sort": "-name"})
    assert [row.key for row in response.context["listing"].page] == ["tax", "agency"]
    page = response.content.decode()
    assert 'aria-sort="descending"><a href="?country=KG&amp;sort=name">' in page
    assert '<option value="KG" selected>' in page


def test_nonsense_in_the_address_filters_nothing(world, client):
    assert (
        client.get("/network/", {"country": "XX", "kind": "y", "sort": "z", "page": "q"}).context["listing"].count == 4
    )


def test_an_empty_result_says_what_to_do(world, client):
    assert "No institution fits." in client.get("/network/", {"name": "никогда"}).content.decode()


def test_the_list_downloads_as_a_table_with_every_name(world, client):
    response = client.get("/network/", {"export": "csv", "country": "UZ"})
    lines = response.content.decode("utf-8-sig").splitlines()
    assert (response["Content-Disposition"], lines[1]) == (
        'attachment; filename="institutions.csv"',
        "uz-agency;UZ;ministry or agency;;Ministry of Justice;;;;;;;;;",
    )
    assert len(lines) == 2
    assert client.get("/network/", {"export": "xlsx"}).content[:2] == b"PK"


def test_the_number_of_queries_does_not_grow_with_the_rows(world, client, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get("/network/")
    for number in range(40):
        row = Institution.objects.create(key=f"i{number}", country_id="KG", kind="agency", names={"en": "I"})
        Membership.objects.create(network=world.network, institution=row)
    with django_assert_num_queries(6):
        client.get("/network/")

"""Pages of nominations: who gets in, what they show, batches, exports, and queries that do not grow."""

import io

import pytest
from openpyxl import load_workbook

from sabaq.nominations.models import ListRow, Nomination, SentList
from sabaq.people.models import Person, PersonName
from sabaq.platform.desk import waiting_items
from sabaq.platform.models import StoredFile

LIST = "/editions/short-kg/nominations/"


@pytest.fixture
def nominate(world, at):
    def made(name="Асанова Жылдыз", *, agency=None, **fields):
        agency = agency or world.agency
        person = Person.objects.create()
        PersonName.objects.create(person=person, script="cyrl", full=name)
        values = {"priority": 1, "nominated_at": at, "country_id": agency.country_id, **fields}
        return Nomination.objects.create(edition=world.edition, person=person, agency=agency, **values)

    return made


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("officer", 200), ("focal_point", 200), ("foreign_focal_point", 200), ("manager", 200),
        ("secretary", 403), ("participant", 403),
    ],
)  # fmt: skip
def test_who_opens_the_list(sign_in, role, status):
    assert sign_in(role).get(LIST).status_code == status


def test_a_stranger_is_asked_to_sign_in(client, world):
    assert client.get(LIST).headers["Location"] == f"/sign-in/?next={LIST}"


def names_on(response):
    return [str(row.person) for row, *_stands in response.context["lines"]]


def test_each_sees_only_what_is_theirs(world, nominate, sign_in):
    nominate("Своя")
    nominate("Чужая", agency=world.foreign_agency, sender_state="confirmed")
    assert names_on(sign_in("focal_point").get(LIST)) == ["Своя"]
    assert names_on(sign_in("foreign_focal_point").get(LIST)) == ["Чужая"]
    assert names_on(sign_in("manager").get(LIST)) == ["Чужая"]


def test_filters_and_sorting(world, nominate, sign_in):
    nominate("Асанова Жылдыз", priority=2)
    nominate("Мамытов Нурлан", agency=world.other_agency, sender_state="withdrawn")
    focal_point = sign_in("focal_point")
    assert names_on(focal_point.get(LIST)) == ["Асанова Жылдыз", "Мамытов Нурлан"]
    assert names_on(focal_point.get(f"{LIST}?sort=-agency")) == ["Мамытов Нурлан", "Асанова Жылдыз"]
    assert names_on(focal_point.get(f"{LIST}?name=mamyt")) == ["Мамытов Нурлан"]
    assert names_on(focal_point.get(f"{LIST}?sender=withdrawn")) == ["Мамытов Нурлан"]
    assert names_on(focal_point.get(f"{LIST}?agency={world.agency.pk}&country=KG&host=pending")) == ["Асанова Жылдыз"]
    assert names_on(focal_point.get(f"{LIST}?agency=nonsense")) == ["Асанова Жылдыз", "Мамытов Нурлан"]


def test_the_focal_point_forwards_the_chosen_and_then_all(nominate, sign_in):
    first, second = nominate("Асанова Жылдыз"), nominate("Мамытов Нурлан")
    focal_point = sign_in("focal_point")
    page = focal_point.get(LIST).content.decode()
    assert "Forward all 2 people" in page
    focal_point.post(f"{LIST}forward/", {"chosen": [first.pk]}, follow=True)
    assert list(Nomination.objects.order_by("pk").values_list("sender_state", flat=True)) == ["confirmed", "proposed"]
    assert '<button class="btn" form="batch" name="all" value="1"' in focal_point.get(LIST).content.decode()
    response = focal_point.post(f"{LIST}forward/", {"all": "1"}, follow=True)
    assert [str(m) for m in response.context["messages"]] == ["1 nomination was forwarded."]
    second.refresh_from_db()
    assert second.sender_state == "confirmed"
    assert "Forward" not in focal_point.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("role", "url", "states"), [("focal_point", "forward/", {}), ("manager", "accept/", {"sender_state": "confirmed"})]
)
def test_all_means_as_many_as_the_button_said(nominate, sign_in, role, url, states):
    nominate(**states), nominate(**states)
    before = list(Nomination.objects.order_by("pk").values())
    for said in ("1", "3", "", "all"):
        response = sign_in(role).post(LIST + url, {"all": said}, follow=True)
        assert [str(m) for m in response.context["messages"]] == [
            "Nothing was changed. Open the list again: somebody may have forwarded or withdrawn them."
        ]
    assert list(Nomination.objects.order_by("pk").values()) == before


def test_a_key_longer_than_any_chooses_nobody(nominate, sign_in):
    nominate()
    response = sign_in("focal_point").post(f"{LIST}forward/", {"chosen": ["9" * 25]}, follow=True)
    assert [str(m) for m in response.context["messages"]] == ["Choose the people first."]


def test_nobody_chosen_is_said_and_nothing_changes(nominate, sign_in):
    nomination = nominate()
    response = sign_in("focal_point").post(f"{LIST}forward/", follow=True)
    assert [str(m) for m in response.context["messages"]] == ["Choose the people first."]
    nomination.refresh_from_db()
    assert nomination.sender_state == "proposed"


def test_what_is_not_theirs_is_not_in_a_batch(world, nominate, sign_in):
    foreign = nominate(agency=world.foreign_agency)
    sign_in("focal_point").post(f"{LIST}forward/", {"chosen": [foreign.pk]})
    foreign.refresh_from_db()
    assert foreign.sender_state == "proposed"


def test_the_host_accepts_all(nominate, sign_in):
    nomination = nominate(sender_state="confirmed")
    manager = sign_in("manager")
    assert "Accept 1 person" in manager.get(LIST).content.decode()
    manager.post(f"{LIST}accept/", {"all": "1"})
    nomination.refresh_from_db()
    assert nomination.host_state == "accepted"
    assert sign_in("officer").post(f"{LIST}accept/", {"all": "1"}).status_code == 403


def test_the_export_holds_what_the_reader_sees_and_no_formula(nominate, sign_in):
    nominate("=HYPERLINK(1)", post_as_written="+cmd")
    nominate("Невидимая")
    officer = sign_in("officer")
    book = load_workbook(io.BytesIO(officer.get(f"{LIST}?export=xlsx&name=hyper").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[1] == (
        "=HYPERLINK(1)", "", "Kyrgyzstan", "Civil Service Agency", "", "+cmd", 1, "", "Proposed", "Not decided",
    )  # fmt: skip
    assert (len(rows), book.active["A2"].data_type) == (2, "s")
    text = officer.get(f"{LIST}?export=csv").content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("'=HYPERLINK(1);;Kyrgyzstan;Civil Service Agency;;'+cmd;1")


def test_the_list_costs_the_same_for_two_and_for_forty(nominate, sign_in, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    focal_point = sign_in("focal_point")
    for n in range(2):
        nominate(f"Имя{n}")
    focal_point.get(LIST)
    with CaptureQueriesContext(connection) as few:
        focal_point.get(LIST)
    for n in range(38):
        nominate(f"Другое{n}")
    with django_assert_num_queries(len(few)):
        assert len(names_on(focal_point.get(LIST))) == 40


# What only one row's own page may read: the sheet as sent, and a row of it as read.
HEAVY = ('"sheet"', '"likeness"', '"corrections"', '"nominations_listrow"."fields"')


def test_neither_pages_nor_batches_read_the_sheets_or_everybody(world, nominate, actors, at, sign_in):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    file = StoredFile.objects.create(sha256="0" * 64, name="list.xlsx", size=1, stored_at=at)
    kept = {"edition": world.edition, "sender": world.other_agency, "country_id": "KG", "file": file, "sent_at": at}
    sent_list = SentList.objects.create(sha256="0" * 64, state="read", sheet={"rows": [["x"]]}, **kept)
    for n in range(60):
        row = ListRow.objects.create(sent_list=sent_list, row=n + 2, state="nominated", fields={"family": "x"})
        nominate(f"Имя{n}", list_row=row)
    focal_point = sign_in("focal_point")
    with CaptureQueriesContext(connection) as asked:
        page = focal_point.get(LIST)
        items = [item for item in waiting_items(actors["focal_point"], at.date()) if item.url.startswith(LIST)]
        lists = focal_point.get("/editions/short-kg/lists/")
    assert (page.context["to_forward"], page.context["to_accept"], len(page.context["lines"])) == (60, 0, 50)
    assert [str(item.button) for item in items] == ["Look at 60 nominations"]
    assert [row.nominated for row, _stand in lists.context["lines"]] == [60]
    loaded = [query["sql"] for query in asked if '"post_as_written"' in query["sql"]]
    assert [sql for sql in loaded if "LIMIT 50" not in sql] == []
    with CaptureQueriesContext(connection) as forwarded:
        focal_point.post(f"{LIST}forward/", {"all": "60"})
    assert Nomination.objects.filter(sender_state="confirmed").count() == 60
    heavy = [query["sql"] for query in (*asked, *forwarded) if any(name in query["sql"] for name in HEAVY)]
    assert (len(loaded), heavy) == (1, [])


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("officer", 200), ("focal_point", 200), ("foreign_focal_point", 403), ("manager", 403),
        ("secretary", 403), ("participant", 403),
    ],
)  # fmt: skip
def test_who_opens_a_nomination_that_is_only_proposed(nominate, sign_in, role, status):
    nomination = nominate()
    assert sign_in(role).get(f"/nominations/{nomination.pk}/").status_code == status
    assert sign_in(role).get(f"/nominations/{nomination.pk}/withdraw/").status_code == status


def acts_on(response):
    return [act.name for act in response.context["acts"]]


def test_buttons_are_there_only_when_they_lead_somewhere(nominate, sign_in):
    nomination = nominate(sender_state="confirmed")
    address = f"/nominations/{nomination.pk}/"
    manager, officer = sign_in("manager"), sign_in("officer")
    assert (acts_on(manager.get(address)), acts_on(officer.get(address))) == (["reject"], ["withdraw"])
    response = manager.post(f"{address}reject/", {"reason": ""})
    assert response.context["form"].errors == {"reason": ["Say why in a few words."]}
    assert manager.post(f"{address}reject/", {"reason": "Too many"}).headers["Location"] == address
    page = manager.get(address)
    assert acts_on(page) == ["reconsider"]
    assert "Too many" in page.content.decode()
    assert officer.get(f"{address}reject/").status_code == 403
    assert officer.get(f"{address}nonsense/").status_code == 404
    officer.post(f"{address}withdraw/", {"reason": "Moved"})
    nomination.refresh_from_db()
    assert (nomination.sender_state, acts_on(officer.get(address)), acts_on(manager.get(address))) == (
        "withdrawn",
        [],
        [],
    )


@pytest.mark.parametrize("invented", [True, False])
def test_an_invented_edition_marks_its_people(world, nominate, sign_in, invented):
    world.edition.illustrative = invented
    world.edition.save()
    row, client = nominate(), sign_in("focal_point")
    note, mark = "Illustrative: the people on this page are invented.", '<span class="ill">'
    for url in (LIST, f"/nominations/{row.pk}/"):
        text = client.get(url).content.decode()
        assert (note in text, text.count(mark)) == (invented, int(invented))


def test_the_desk_has_no_line_about_an_edition_that_takes_nobody_any_more(world, nominate, actors, at):
    nominate()
    for state, lines in {"open": 1, "placed": 1, "running": 0, "ended": 0}.items():
        world.edition.state = state
        world.edition.save()
        urls = [item.url for item in waiting_items(actors["focal_point"], at.date())]
        assert urls.count(f"{LIST}?sender=proposed") == lines

"""The intake desk in the browser's terms: who gets in, send, correct, decide, leave out, nominate, download."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from sabaq.nominations.actions.lists import send_list
from sabaq.nominations.actions.proposals import nominate_ready_rows
from sabaq.nominations.models import Nomination, SeatEntry, SeatPool, SenderWording, SentList
from sabaq.nominations.tasks.lists import read_sent_list
from sabaq.people.models import Person
from sabaq.platform.audit import history_of
from sabaq.platform.desk import waiting_items
from sabaq.platform.jobs import run_job

LISTS = "/editions/short-kg/lists/"
HEADER = "Фамилия;Имя;Отчество;Дата рождения;Паспорт;Срок действия паспорта;Место работы;Должность;E-mail"
NURLAN = "Мамытов;Нурлан;Токтогулович;01.12.1971;FA5912167;07.07.2027;Tax Service;консультант;n@example.org"
ZHYLDYZ = "Бөрүбаева;Жылдыз;Токтогуловна;03.12.1984;FA7384156;12.05.2028;Мэрия;специалист;z@example.org"
ZHYLDYZ_LATIN = "Borubaeva;Zhyldyz;;03.12.1984;FA 7384156;12.05.2028;Мэрия;специалист;z@example.org"
AIGUL = "Асанова;Айгүл;Эркиновна;22.11.1973;FA4375186;22.12.2028;Мэрия;консультант;aigul собака example.org"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def seats(world, at):
    pool = SeatPool.objects.create(edition=world.edition)
    words = {"reason": "Letter 7"}
    SeatEntry.objects.create(
        edition=world.edition, kind="grant", target=pool, seats=5, day=at.date(), entered_at=at, **words
    )


@pytest.fixture(autouse=True)
def _now(monkeypatch, at):
    """The pages' clock: the closing day of the small network is in the past of the machine's."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)


@pytest.fixture
def send(world, actors, at):
    from sabaq.nominations.actions.lists import send_list

    def sent(*rows, header=HEADER, name="list.csv", role="officer"):
        file = ContentFile("\n".join([header, *rows]).encode(), name=name)
        row = send_list(world.edition, file=file, sender=world.agency, by=actors[role], at=at)
        run_job(str(row.job_id))
        return SentList.objects.get(pk=row.pk)

    return sent


@pytest.mark.parametrize(
    ("role", "lists", "intake"),
    [
        ("officer", 200, 200), ("focal_point", 200, 200), ("foreign_focal_point", 200, 403), ("manager", 403, 403),
        ("secretary", 403, 403), ("participant", 403, 403),
    ],
)  # fmt: skip
def test_who_gets_in(send, sign_in, role, lists, intake):
    sent_list, client = send(NURLAN), sign_in(role)
    assert client.get(LISTS).status_code == lists
    for page in ("", "file/", "answer/", "columns/"):
        response = client.get(f"/lists/{sent_list.pk}/{page}")
        assert response.status_code == intake
        if response.streaming:
            assert b"".join(response.streaming_content) == f"{HEADER}\n{NURLAN}".encode()
    row = sent_list.rows.get()
    if intake == 403:
        for page in ("correct/", "nominate/", f"rows/{row.pk}/double/", f"rows/{row.pk}/leave-out/", "columns/"):
            assert client.post(f"/lists/{sent_list.pk}/{page}").status_code == 403


def test_a_foreign_focal_point_does_not_see_the_list_listed(send, sign_in):
    send(NURLAN)
    assert sign_in("foreign_focal_point").get(LISTS).context["listing"].count == 0
    assert sign_in("focal_point").get(LISTS).context["listing"].count == 1


def test_a_stranger_is_asked_to_sign_in(client, send):
    sent_list = send(NURLAN)
    assert client.get(f"/lists/{sent_list.pk}/").headers["Location"] == f"/sign-in/?next=/lists/{sent_list.pk}/"


def test_sending_leads_to_the_job_and_the_same_file_to_its_list(world, sign_in):
    officer = sign_in("officer")

    def post():
        file = SimpleUploadedFile("kg.csv", f"{HEADER}\n{NURLAN}".encode())
        return officer.post(LISTS, {"sender": world.agency.pk, "file": file})

    first = post()
    sent_list = SentList.objects.get()
    assert first.headers["Location"] == f"/jobs/{sent_list.job_id}/"
    again = post()
    assert (again.headers["Location"], SentList.objects.count()) == (f"/lists/{sent_list.pk}/", 1)
    page = officer.get(again.headers["Location"])
    assert [str(m) for m in page.context["messages"]] == [
        "This file was already sent for this edition. Nothing was doubled."
    ]


def test_the_form_explains_what_is_missing_and_offers_only_own_senders(world, sign_in):
    response = sign_in("officer").post(LISTS, {"sender": world.other_agency.pk})
    assert response.context["form"].errors == {
        "sender": ["Select a valid choice. That choice is not one of the available choices."],
        "file": ["Choose a file."],
    }
    senders = sign_in("focal_point").get(LISTS).context["form"].fields["sender"].queryset
    assert {institution.key for institution in senders} == {"agency", "tax"}


def test_a_file_that_is_no_list_says_so_in_one_sentence(world, actors, at, sign_in):
    from sabaq.nominations.actions.lists import send_list

    file = ContentFile(b"%PDF-1.7 ...", name="list.xlsx")
    sent_list = send_list(world.edition, file=file, sender=world.agency, by=actors["officer"], at=at)
    run_job(str(sent_list.job_id))
    page = sign_in("officer").get(f"/lists/{sent_list.pk}/")
    assert (page.context["why"], page.status_code) == (
        "The file is a PDF, not a spreadsheet. Send .xlsx, .xls, .ods, .csv or .tsv.", 200,
    )  # fmt: skip


def test_unknown_columns_are_explained_by_the_sender_and_the_list_is_read(send, sign_in):
    sent_list = send("Mamytov Nurlan;01.12.1971;FA5912167;07.07.2027", header="Unu;Du;Tri;Kvar")
    officer, here = sign_in("officer"), f"/lists/{sent_list.pk}/"
    page = officer.get(here)
    assert (sent_list.state, list(page.context["form"].fields)) == ("asks", ["A", "B", "C", "D"])
    answer = officer.post(f"{here}columns/", {"A": "name", "B": "birth", "C": "passport", "D": "passport_expiry"})
    sent_list.refresh_from_db()
    assert answer.headers["Location"] == f"/jobs/{sent_list.job_id}/"
    run_job(str(sent_list.job_id))
    sent_list.refresh_from_db()
    assert (sent_list.state, sent_list.rows.get().state) == ("read", "ready")


def test_columns_without_a_name_among_them_are_refused_beside_the_form(send, sign_in):
    sent_list = send("Mamytov Nurlan;01.12.1971;FA5912167;07.07.2027", header="Unu;Du;Tri;Kvar")
    officer, here = sign_in("officer"), f"/lists/{sent_list.pk}/columns/"
    for posted in ({"A": "", "B": "", "C": "", "D": ""}, {"A": "", "B": "birth", "C": "", "D": ""}):
        page = officer.post(here, posted)
        assert (page.status_code, page.context["form"].non_field_errors()) == (
            200,
            ["Say which column holds the name."],
        )
    sent_list.refresh_from_db()
    assert (sent_list.state, history_of(sent_list).count()) == ("asks", 2)


def test_columns_of_a_list_with_nominations_are_not_asked_again(send, seats, sign_in, actors, at):
    sent_list = send(NURLAN)
    nominate_ready_rows(sent_list, by=actors["officer"], at=at)
    page = sign_in("officer").post(f"/lists/{sent_list.pk}/columns/", follow=True)
    assert page.redirect_chain == [(f"/lists/{sent_list.pk}/", 302)]
    assert [str(m) for m in page.context["messages"]] == [
        "People were already nominated from this list, so it cannot be read again. "
        "Send a new list with the people who are missing."
    ]


@pytest.mark.parametrize("role", ["officer", "focal_point"])
def test_people_of_another_list_are_shown_with_the_reason_and_their_nomination(
    world, send, seats, sign_in, actors, at, role
):
    first = send(NURLAN.replace("07.07.2027", "07.07.2028"), role="focal_point")
    SentList.objects.filter(pk=first.pk).update(sender=world.other_agency)
    first.refresh_from_db()
    (nomination,) = nominate_ready_rows(first, by=actors["focal_point"], at=at)
    sent_list = send(NURLAN.replace("07.07.2027", "07.07.2028"), ZHYLDYZ, header=HEADER.replace("E-mail", "Email"))
    page = sign_in(role).get(f"/lists/{sent_list.pk}/")
    row = sent_list.rows.get(row=2)
    (line,) = page.context["known"]
    seen = {"officer": None, "focal_point": nomination.pk}[role]
    assert (line.row, line.name, str(line.stand.word), line.link) == (
        row, "Мамытов Нурлан Токтогулович", "Named twice", seen,
    )  # fmt: skip
    text = page.content.decode()
    assert text.count("This person is already nominated for this edition.") == 1
    assert (f"/nominations/{nomination.pk}/" in text) == bool(seen)
    marked = [cell.anchor for line in page.context["sheets"][0].lines for cell in line.cells if cell.mark]
    assert (marked, f'id="row-{row.pk}"' in text) == ([f"row-{row.pk}"], True)


def test_a_double_within_the_list_is_not_said_to_be_nominated(send, sign_in):
    sent_list = send(ZHYLDYZ, ZHYLDYZ_LATIN)
    officer, row = sign_in("officer"), sent_list.rows.get(row=3)
    officer.post(f"/lists/{sent_list.pk}/rows/{row.pk}/double/", {"answer": "other"})
    assert officer.get(f"/lists/{sent_list.pk}/?rows=all").context["known"] == []


def test_the_sheet_shows_the_cells_to_look_at_with_their_reasons(send, sign_in):
    sent_list = send(NURLAN, AIGUL)
    page = sign_in("officer").get(f"/lists/{sent_list.pk}/")
    lines = page.context["sheets"][0].lines
    assert [line.number for line in lines] == [1, 3]
    assert [(cell.text, cell.mark) for cell in lines[1].cells if cell.mark] == [("aigul собака example.org", "bad")]
    (fix,) = page.context["fixes"]
    words = "“aigul собака example.org” is not an e-mail address. We think aigul@example.org is meant."
    assert [(str(stand.word), cell, said) for stand, cell, said in fix.told] == [("Must be corrected", "I3", words)]
    assert [box.agree for box in fix.boxes] == ["aigul@example.org"]
    everything = sign_in("officer").get(f"/lists/{sent_list.pk}/?rows=all")
    assert [line.number for line in everything.context["sheets"][0].lines] == [1, 2, 3]


def test_boxes_that_were_not_touched_correct_nothing_and_a_tick_confirms(send, sign_in):
    sent_list = send(NURLAN, AIGUL)
    row, officer, here = sent_list.rows.get(row=3), sign_in("officer"), f"/lists/{sent_list.pk}/correct/"
    box = f"{row.pk}-email"
    officer.post(here, {box: "aigul собака example.org"})
    row.refresh_from_db()
    assert (row.state, row.corrections) == ("wrong", {})
    officer.post(here, {box: "aigul собака example.org", f"agree-{box}": "1"})
    row.refresh_from_db()
    assert (row.state, row.corrections) == ("ready", {"email": "aigul@example.org"})


def test_a_box_of_another_list_or_field_changes_nothing(send, sign_in):
    sent_list, other = send(AIGUL), send(AIGUL, NURLAN, name="other.csv")
    row, foreign = sent_list.rows.get(), other.rows.get(row=2)
    data = {f"{foreign.pk}-email": "x@example.org", f"{row.pk}-birth": "01.01.1990", f"{row.pk}-nonsense": "x"}
    sign_in("officer").post(f"/lists/{sent_list.pk}/correct/", data)
    for one in (row, foreign):
        one.refresh_from_db()
        assert one.corrections == {}


def test_a_double_is_shown_side_by_side_and_decided(send, sign_in):
    sent_list = send(ZHYLDYZ, ZHYLDYZ_LATIN)
    officer, row = sign_in("officer"), sent_list.rows.get(row=3)
    page = officer.get(f"/lists/{sent_list.pk}/")
    (pair,) = page.context["pairs"]
    assert (pair.row.row, pair.other.row) == (3, 2)
    assert [(str(line.field), line.left, line.right, str(line.reason.word)) for line in pair.lines[:2]] == [
        ("Full name", "Бөрүбаева Жылдыз Токтогуловна", "Borubaeva Zhyldyz", "The names agree across two scripts."),
        ("Date of birth", "3 December 1984", "3 December 1984", "Same"),
    ]
    officer.post(f"/lists/{sent_list.pk}/rows/{row.pk}/double/", {"answer": "other"})
    row.refresh_from_db()
    assert row.state == "duplicate"


@pytest.mark.parametrize("answer", [{}, {"answer": ""}, {"answer": "same"}])
def test_without_one_of_the_three_answers_nothing_is_decided(send, sign_in, answer):
    sent_list = send(ZHYLDYZ, ZHYLDYZ_LATIN)
    row = sent_list.rows.get(row=3)
    response = sign_in("officer").post(f"/lists/{sent_list.pk}/rows/{row.pk}/double/", answer)
    assert (response.status_code, list(sent_list.rows.values_list("state", flat=True))) == (400, ["ready", "doubtful"])


def test_a_box_with_a_key_longer_than_any_changes_nothing(send, sign_in):
    sent_list = send(AIGUL)
    response = sign_in("officer").post(f"/lists/{sent_list.pk}/correct/", {f"{'9' * 25}-email": "x"}, follow=True)
    assert [str(m) for m in response.context["messages"]] == [
        "Nothing was changed. Write in a box or tick a reading first."
    ]


def test_a_known_person_of_another_agency_is_not_shown_to_an_officer(world, send, seats, actors, at, sign_in):
    other = send(NURLAN.replace("07.07.2027", "07.07.2028"), role="focal_point")
    SentList.objects.filter(pk=other.pk).update(sender=world.other_agency)
    other.refresh_from_db()
    nominate_ready_rows(other, by=actors["focal_point"], at=at)
    Person.objects.filter(nominations__isnull=False).update(birth_date="1990-01-01", email="secret@example.org")
    sent_list = send("Асанов;Бакыт;Эркинович;13.04.1970;FA5912167;07.07.2028;Мэрия;консультант;b@example.org")
    address = f"/lists/{sent_list.pk}/"
    (pair,) = sign_in("officer").get(address).context["pairs"]
    assert [(str(line.field), line.left) for line in pair.lines if line.left] == [("Passport number", "FA5912167")]
    assert "secret@example.org" not in sign_in("officer").get(address).content.decode()
    assert "secret@example.org" in sign_in("focal_point").get(address).content.decode()


def test_a_row_is_left_out_from_the_page(send, sign_in):
    sent_list = send(AIGUL)
    row, officer = sent_list.rows.get(), sign_in("officer")
    address = f"/lists/{sent_list.pk}/rows/{row.pk}/leave-out/"
    response = officer.post(address, {"reason": ""}, follow=True)
    assert [str(m) for m in response.context["messages"]] == ["Say why in a few words."]
    officer.post(address, {"reason": "No passport"})
    row.refresh_from_db()
    assert row.state == "left_out"


def test_nominating_from_the_page(send, seats, sign_in):
    sent_list = send(NURLAN, AIGUL)
    officer, here = sign_in("officer"), f"/lists/{sent_list.pk}/"
    assert "Nominate 1 person" in officer.get(here).content.decode()
    answer = officer.post(f"{here}nominate/", follow=True)
    assert [str(m) for m in answer.context["messages"]] == ["1 person is nominated. 1 row must be corrected."]
    assert Nomination.objects.get().person.display_name == "Мамытов Нурлан Токтогулович"
    assert "Nominate 1 person" not in officer.get(here).content.decode()


def test_nominating_people_who_are_there_already_says_so(send, seats, sign_in, actors, at):
    first, second = send(NURLAN), send(NURLAN, header=HEADER.replace("E-mail", "Email"))
    nominate_ready_rows(first, by=actors["officer"], at=at)
    answer = sign_in("officer").post(f"/lists/{second.pk}/nominate/", follow=True)
    assert [str(m) for m in answer.context["messages"]] == ["1 row names somebody twice."]


def test_who_has_nominations_to_forward_is_led_there(send, seats, sign_in, actors, at):
    sent_list = send(NURLAN, ZHYLDYZ)
    nominate_ready_rows(sent_list, by=actors["officer"], at=at)
    link = '<a class="btn" href="/editions/short-kg/nominations/?sender=proposed">Forward all 2 people</a>'
    quiet = '<a class="btn quiet" href="/editions/short-kg/nominations/">See the nominations</a>'
    pages = {role: sign_in(role).get(f"/lists/{sent_list.pk}/").content.decode() for role in ("focal_point", "officer")}
    assert {role: (link in text, quiet in text) for role, text in pages.items()} == {
        "focal_point": (True, False), "officer": (False, True),
    }  # fmt: skip


def test_an_edition_that_takes_nobody_yet_says_one_thing(world, sign_in):
    world.edition.state = "planned"
    world.edition.save()
    text = sign_in("officer").get(LISTS).content.decode()
    assert ("no list can be sent" in text, "You can send" in text, "Send your list" in text) == (True, False, False)


def test_without_seats_the_page_says_what_is_missing(send, sign_in):
    sent_list = send(NURLAN)
    officer = sign_in("officer")
    page = officer.get(f"/lists/{sent_list.pk}/").content.decode()
    assert ("Nominate 1 person" in page, "This edition has no seats yet." in page) == (False, True)
    response = officer.post(f"/lists/{sent_list.pk}/nominate/", follow=True)
    assert [str(m) for m in response.context["messages"]] == [
        "This edition has no seats yet. The host's programme manager grants seats in the ledger first."
    ]


def test_the_sheet_goes_back_with_comments(send, sign_in):
    sent_list = send(NURLAN.replace("Мамытов", "=HYPERLINK(1)"), AIGUL)
    response = sign_in("officer").get(f"/lists/{sent_list.pk}/answer/")
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["I3"].comment.text) == (
        "=HYPERLINK(1)", "s",
        "“aigul собака example.org” is not an e-mail address. We think aigul@example.org is meant.",
    )  # fmt: skip


def test_the_file_as_sent_comes_back_as_an_attachment(send, sign_in):
    sent_list = send(NURLAN)
    response = sign_in("officer").get(f"/lists/{sent_list.pk}/file/")
    assert b"".join(response.streaming_content) == f"{HEADER}\n{NURLAN}".encode()
    assert response.headers["Content-Disposition"] == 'attachment; filename="list.csv"'


def test_the_desk_of_the_officer(send, actors, at):
    sent_list = send(NURLAN, AIGUL)

    def of_lists(role):
        return [item for item in waiting_items(actors[role], at.date()) if item.url.startswith("/lists/")]

    (item,) = of_lists("officer")
    assert (str(item.sentence), str(item.button), item.url) == (
        "1 row of your list list.csv waits for a correction or a decision: Kyrgyz edition.", "Correct 1 row",
        f"/lists/{sent_list.pk}/",
    )  # fmt: skip
    for role in ("focal_point", "foreign_focal_point", "manager", "participant"):
        assert of_lists(role) == []
    closes = sent_list.edition.nominations_close
    assert [len(waiting_items(actors["officer"], day)) for day in (closes, closes + timedelta(days=1))] == [1, 0]
    sent_list.edition.state = "placed"
    sent_list.edition.save()
    assert of_lists("officer") == []


def test_the_intake_page_pages_its_rows_and_costs_the_same(send, sign_in, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def row(n):
        birth = f"{n % 28 + 1:02}.{n % 12 + 1:02}.{1950 + n % 45}"
        return AIGUL.replace("FA4375186", f"FA{n:07}").replace("22.11.1973", birth)

    short, long = send(*map(row, range(2))), send(*map(row, range(120)), name="long.csv")
    officer = sign_in("officer")
    officer.get(f"/lists/{short.pk}/?rows=all")
    with CaptureQueriesContext(connection) as few:
        officer.get(f"/lists/{short.pk}/?rows=all")
    with django_assert_num_queries(len(few)):
        page = officer.get(f"/lists/{long.pk}/?rows=all&page=2")
    assert (page.context["listing"].count, page.context["sheets"][0].lines[1].number) == (120, 52)


def test_the_job_is_registered_under_its_name():
    from sabaq.platform import jobs

    assert jobs._register["nominations.read_list"] is read_sent_list


def test_the_desk_says_which_columns_an_office_explained_before(world, send, sign_in, at):
    header = HEADER.replace("Паспорт;", "Тамга;")
    page = f"/lists/{send(NURLAN, header=header).pk}/"
    assert sign_in("officer").get(page).context["remembered"] == []
    SenderWording.objects.create(sender=world.agency, header="тамга", meaning="passport", learnt_at=at)
    later = send(ZHYLDYZ, header=header)
    answer = sign_in("officer").get(f"/lists/{later.pk}/")
    assert (answer.context["remembered"], later.rows.get().fields["passport"]) == (["Тамга"], "FA7384156")
    assert "Read as this office explained its columns before: “Тамга”." in answer.content.decode()


def workbook(sheets):
    """A workbook with a sheet of rows for each name."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_list_of_several_sheets_is_shown_and_corrected_sheet_by_sheet(world, actors, at, sign_in):
    first, second = HEADER.split(";"), list(reversed(HEADER.split(";")))
    content = workbook({
        "Tax": [first, NURLAN.split(";")],
        "City": [["Список"], second, list(reversed(AIGUL.split(";"))), list(reversed(ZHYLDYZ.split(";")))],
    })  # fmt: skip
    file = ContentFile(content, name="two.xlsx")
    sent_list = send_list(world.edition, file=file, sender=world.agency, by=actors["officer"], at=at)
    run_job(str(sent_list.job_id))
    client, url = sign_in("officer"), f"/lists/{sent_list.pk}/"
    page = client.get(url + "?rows=all")
    shown = [(sheet.name, [line.number for line in sheet.lines]) for sheet in page.context["sheets"]]
    assert shown == [("Tax", [1, 2]), ("City", [1, 2, 3, 4])]
    (fix,) = page.context["fixes"]
    assert (fix.row.place, fix.row.row, [cell for _stand, cell, _words in fix.told]) == ("City!3", 5, ["City!A3"])
    assert "Row City!3" in page.content.decode()
    assert [c.text for c in page.context["sheets"][1].lines[2].cells if c.mark] == ["aigul собака example.org"]
    client.post(url + "correct/", {f"{fix.row.pk}-email": "aigul@example.org"})
    assert set(sent_list.rows.values_list("state", flat=True)) == {"ready"}
    answer = load_workbook(io.BytesIO(client.get(url + "answer/").content))
    assert (answer.sheetnames, answer["City"]["A3"].comment) == (["Tax", "City"], None)

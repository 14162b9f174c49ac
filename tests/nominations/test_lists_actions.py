"""A list from its sending to its nominations: exact rows, states, refusals, permissions and audit."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from sabaq.engines.lists import Unreadable, read_list
from sabaq.nominations.actions.lists import (
    AlreadyNominatedFrom,
    NameColumnMissing,
    NominationsNotOpen,
    SameList,
    ask_for_columns,
    give_up_reading,
    send_list,
    set_columns,
    take_in_reading,
)
from sabaq.nominations.actions.proposals import NothingReady, nominate_ready_rows
from sabaq.nominations.actions.rows import (
    NothingToDecide,
    ReasonMissing,
    RowSettled,
    correct_rows,
    leave_out_row,
    resolve_duplicate,
)
from sabaq.nominations.actions.seats import NoSeatsYet
from sabaq.nominations.models import ListRow, NationalChain, Nomination, SeatEntry, SeatPool, SenderWording, SentList
from sabaq.nominations.states import ListState, RowState
from sabaq.people.models import IdentityDocument, Person, PersonName
from sabaq.platform.audit import history_of, verify_chain
from sabaq.platform.jobs import run_job
from sabaq.platform.refusals import NotPermitted
from sabaq.platform.verbs import sentence_of

SAMPLE = Path(__file__).parents[2] / "sample" / "lists"
HEADER = "Фамилия;Имя;Отчество;Дата рождения;Паспорт;Срок действия паспорта;Место работы;Должность;E-mail"
NURLAN = "Мамытов;Нурлан;Токтогулович;01.12.1971;FA5912167;07.07.2027;Tax Service;консультант;n@example.org"
ZHYLDYZ = "Бөрүбаева;Жылдыз;Токтогуловна;03.12.1984;FA7384156;12.05.2028;Мэрия;специалист;z@example.org"
ZHYLDYZ_LATIN = "Borubaeva;Zhyldyz;;03.12.1984;FA 7384156;12.05.2028;Мэрия;специалист;z@example.org"
EXPIRED = "Асанов;Бакыт;Эркинович;13.04.1970;FA3647295;17.02.2026;Мэрия;специалист;b@example.org"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_DIR = tmp_path


def sheet(*rows, header=HEADER):
    return "\n".join([header, *rows]).encode()


@pytest.fixture
def send(world, actors, at):
    """`send(rows…)` gives a list that was sent and read, without the job."""

    def sent(*rows, role="officer", sender=None, header=HEADER, edition=None):
        file = ContentFile(sheet(*rows, header=header), name="list.csv")
        by = actors[role]
        row = send_list(edition or world.edition, file=file, sender=sender or world.agency, by=by, at=at)
        return read(row, by, at)

    return sent


def read(sent_list, by, at, **options):
    from sabaq.platform.files import path_of

    end = sent_list.edition.ends
    reading = read_list(path_of(sent_list.file), today=at.date(), edition_end=end, country="KG", **options)
    return take_in_reading(sent_list, reading=reading, by=by, at=at)


@pytest.fixture
def seats(world, at):
    pool = SeatPool.objects.create(edition=world.edition)
    words = {"reason": "Letter 7"}
    SeatEntry.objects.create(
        edition=world.edition, kind="grant", target=pool, seats=5, day=at.date(), entered_at=at, **words
    )


def states(sent_list):
    return {row.row: row.state for row in sent_list.rows.all()}


def only(sent_list):
    return sent_list.rows.get()


def test_a_sent_list_is_kept_and_its_reading_is_a_job(world, actors, at):
    sent_list = send_list(
        world.edition,
        file=ContentFile((SAMPLE / "kg-ministry.xlsx").read_bytes(), name="kg-ministry.xlsx"),
        sender=world.agency, by=actors["officer"], at=at,
    )  # fmt: skip
    assert (sent_list.state, history_of(sent_list).get().word("actor")) == (ListState.READING, "Off Icer")
    run_job(str(sent_list.job_id))
    sent_list.refresh_from_db()
    sent_list.job.refresh_from_db()
    assert (sent_list.state, sent_list.sheet_name, sent_list.country_id) == (ListState.READ, "Список", "KG")
    assert (sent_list.job.state, sent_list.job.refusal) == ("done", "")
    assert sent_list.job.result_url == f"/lists/{sent_list.pk}/"
    found = list(sent_list.rows.values_list("state", flat=True))
    assert sorted((state, found.count(state)) for state in set(found)) == [("doubtful", 1), ("ready", 16), ("wrong", 1)]
    assert [entry.verb for entry in history_of(sent_list)] == ["nominations.take_in_reading", "nominations.send_list"]
    assert verify_chain().verified


def test_the_same_bytes_are_the_same_list(world, send, actors, at):
    first = send(NURLAN)
    with pytest.raises(SameList) as refused:
        send(NURLAN)
    assert (refused.value.facts, SentList.objects.count(), first.rows.count()) == ({"sent_list": first.pk}, 1, 1)


@pytest.mark.parametrize(
    ("role", "sender", "may"),
    [
        ("officer", "agency", True),
        ("officer", "other_agency", False),
        ("officer", "foreign_agency", False),
        ("focal_point", "other_agency", True),
        ("focal_point", "foreign_agency", False),
        ("foreign_focal_point", "agency", False),
        ("manager", "agency", False),
        ("secretary", "agency", False),
        ("participant", "agency", False),
        ("nobody", "agency", False),
    ],
)
def test_who_may_send_for_whom(world, actors, at, role, sender, may):
    def act():
        return send_list(
            world.edition, file=ContentFile(sheet(NURLAN), name="a.csv"), sender=getattr(world, sender),
            by=actors[role], at=at,
        )  # fmt: skip

    if may:
        assert act().sender == getattr(world, sender)
    else:
        with pytest.raises(NotPermitted):
            act()
        assert SentList.objects.count() == 0


def test_a_list_is_refused_after_the_closing_day_and_before_opening(world, send):
    world.edition.nominations_close = date(2026, 3, 1)
    world.edition.save()
    with pytest.raises(NominationsNotOpen):
        send(NURLAN)
    world.edition.nominations_close, world.edition.state = date(2026, 3, 2), "planned"
    world.edition.save()
    with pytest.raises(NominationsNotOpen):
        send(NURLAN)


def test_blocking_and_other_problems(send):
    row = send(EXPIRED, NURLAN.replace("07.07.2027", "07.07.2026")).rows.all()
    assert [(r.state, [p["sentence"] for p in r.problems]) for r in row] == [
        ("wrong", ["expired.today"]),
        ("ready", ["expiring"]),
    ]


def test_a_list_without_a_passport_column_asks_for_the_number_in_each_row(send):
    sent_list = send("Мамытов;Нурлан;01.12.1971;n@example.org", header="Фамилия;Имя;Дата рождения;E-mail")
    row = only(sent_list)
    assert (row.state, [(p["cell"], p["sentence"]) for p in row.problems]) == (
        "wrong",
        [(None, "missing.passport"), (None, "missing.passport_expiry")],
    )


def test_a_correction_is_checked_as_the_engine_checks_a_cell(send, actors, at):
    sent_list = send(EXPIRED)
    row = only(sent_list)
    correct_rows(sent_list, corrections={row.pk: {"passport_expiry": "17.02.2025"}}, by=actors["officer"], at=at)
    assert (only(sent_list).state, only(sent_list).corrections) == ("wrong", {"passport_expiry": "2025-02-17"})
    correct_rows(sent_list, corrections={row.pk: {"passport_expiry": "17 февраля 2036"}}, by=actors["officer"], at=at)
    row = only(sent_list)
    assert (row.state, row.problems, row.fields["passport_expiry"], row.current["passport_expiry"]) == (
        "ready", [], "2026-02-17", "2036-02-17",
    )  # fmt: skip
    assert history_of(sent_list)[0].facts == {"rows": [2], "cells": 1}


def test_an_ambiguous_date_waits_until_somebody_says_which(send, actors, at):
    sent_list = send(NURLAN.replace("01.12.1971", "03/04/71"))
    row = only(sent_list)
    assert (row.state, [p["sentence"] for p in row.problems]) == ("doubtful", ["ambiguous.date"])
    correct_rows(
        sent_list, corrections={row.pk: {"birth": row.problems[0]["params"]["date"]}}, by=actors["officer"], at=at
    )
    assert (only(sent_list).state, only(sent_list).problems) == ("ready", [])


def test_a_cleared_field_that_is_needed_is_missing(send, actors, at):
    sent_list = send(NURLAN)
    correct_rows(sent_list, corrections={only(sent_list).pk: {"passport": " "}}, by=actors["officer"], at=at)
    row = only(sent_list)
    assert (row.state, [(p["cell"], p["sentence"]) for p in row.problems]) == ("wrong", [("E2", "missing.passport")])


def test_a_text_longer_than_the_register_holds_blocks(send):
    row = only(send(NURLAN.replace("консультант", "к" * 201)))
    assert (row.state, row.problems[0]["sentence"], row.problems[0]["params"]) == (
        "wrong", "invalid.too_long", {"limit": "200"},
    )  # fmt: skip


def test_a_correction_that_repeats_another_rows_passport_raises_the_doubt(send, actors, at):
    sent_list = send(
        ZHYLDYZ, ZHYLDYZ_LATIN.replace("FA 7384156", "FA1111111").replace("03.12", "04.12").replace("z@", "y@")
    )
    assert states(sent_list) == {2: "ready", 3: "ready"}
    later = sent_list.rows.get(row=3)
    correct_rows(sent_list, corrections={later.pk: {"passport": "FA7384156"}}, by=actors["officer"], at=at)
    later.refresh_from_db()
    assert (states(sent_list), later.duplicate_of.row) == ({2: "ready", 3: "doubtful"}, 2)
    correct_rows(sent_list, corrections={later.pk: {"passport": "FA1111111"}}, by=actors["officer"], at=at)
    later.refresh_from_db()
    assert (states(sent_list), later.duplicate_of, later.likeness) == ({2: "ready", 3: "ready"}, None, [])


def test_one_person_in_two_scripts_waits_for_a_decision_with_reasons(send):
    sent_list = send(ZHYLDYZ, ZHYLDYZ_LATIN)
    later = sent_list.rows.get(row=3)
    assert (states(sent_list), later.duplicate_of.row) == ({2: "ready", 3: "doubtful"}, 2)
    assert dict(later.likeness[0]["reasons"]) == {
        "name": "across_scripts", "patronymic": "one_missing", "birth": "same", "passport": "same",
        "passport_expiry": "same", "agency": "same", "email": "same",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("keep", "expected"), [("other", {2: "ready", 3: "duplicate"}), ("this", {2: "duplicate", 3: "ready"})]
)
def test_one_person_keep_one_row(send, actors, at, keep, expected):
    sent_list = send(ZHYLDYZ, ZHYLDYZ_LATIN)
    resolve_duplicate(sent_list.rows.get(row=3), same=True, keep=keep, by=actors["officer"], at=at)
    assert states(sent_list) == expected
    double = sent_list.rows.get(state="duplicate")
    assert double.duplicate_of == sent_list.rows.get(state="ready")
    with pytest.raises(RowSettled):
        resolve_duplicate(double, same=False, by=actors["officer"], at=at)


def test_two_people_are_not_asked_about_again(send, actors, at):
    other = ZHYLDYZ.replace("FA7384156", "FA7384157").replace("z@", "y@")
    sent_list = send(ZHYLDYZ, other)
    later = sent_list.rows.get(row=3)
    assert later.state == "doubtful"
    resolve_duplicate(later, same=False, by=actors["officer"], at=at)
    assert states(sent_list) == {2: "ready", 3: "ready"}
    correct_rows(sent_list, corrections={later.pk: {"phone": "+996 555 123456"}}, by=actors["officer"], at=at)
    assert states(sent_list) == {2: "ready", 3: "ready"}
    with pytest.raises(NothingToDecide):
        resolve_duplicate(sent_list.rows.get(row=3), same=False, by=actors["officer"], at=at)


def test_two_people_cannot_share_one_passport(send, actors, at):
    sent_list = send(ZHYLDYZ, ZHYLDYZ_LATIN)
    later = sent_list.rows.get(row=3)
    resolve_duplicate(later, same=False, by=actors["officer"], at=at)
    later.refresh_from_db()
    assert (later.state, [p["sentence"] for p in later.problems]) == ("wrong", ["conflict.passport"])
    correct_rows(sent_list, corrections={later.pk: {"passport": "FA9999999"}}, by=actors["officer"], at=at)
    assert states(sent_list) == {2: "ready", 3: "ready"}


def test_a_row_is_left_out_for_a_reason_and_stays(send, actors, at):
    sent_list = send(EXPIRED)
    row = only(sent_list)
    with pytest.raises(ReasonMissing):
        leave_out_row(row, reason="  ", by=actors["officer"], at=at)
    leave_out_row(row, reason="No new passport in time", by=actors["officer"], at=at)
    assert (states(sent_list), history_of(row, mentions=True)[0].word("reason")) == (
        {2: "left_out"},
        "No new passport in time",
    )
    with pytest.raises(RowSettled):
        correct_rows(sent_list, corrections={row.pk: {"email": "x@example.org"}}, by=actors["officer"], at=at)


def test_a_row_left_out_raises_no_doubt_about_the_other(send, actors, at):
    sent_list = send(ZHYLDYZ, ZHYLDYZ_LATIN)
    leave_out_row(sent_list.rows.get(row=2), reason="Named twice", by=actors["officer"], at=at)
    assert states(sent_list) == {2: "left_out", 3: "ready"}


def test_of_three_mentions_the_third_is_compared_with_the_one_kept(send, actors, at):
    sent_list = send(ZHYLDYZ, ZHYLDYZ_LATIN, ZHYLDYZ_LATIN.replace("специалист", "консультант"))
    resolve_duplicate(sent_list.rows.get(row=3), same=True, keep="this", by=actors["officer"], at=at)
    third = sent_list.rows.get(row=4)
    assert (states(sent_list), third.duplicate_of.row) == ({2: "duplicate", 3: "ready", 4: "doubtful"}, 3)


@pytest.mark.parametrize("role", ["foreign_focal_point", "manager", "secretary", "participant", "nobody"])
def test_nobody_else_works_on_a_list(send, seats, actors, at, role):
    sent_list = send(NURLAN, EXPIRED)
    row, by = sent_list.rows.get(row=3), actors[role]
    for act in (
        lambda: correct_rows(sent_list, corrections={row.pk: {"email": "x@example.org"}}, by=by, at=at),
        lambda: leave_out_row(row, reason="x", by=by, at=at),
        lambda: resolve_duplicate(row, same=True, by=by, at=at),
        lambda: nominate_ready_rows(sent_list, by=by, at=at),
        lambda: set_columns(sent_list, columns={}, by=by, at=at),
        lambda: give_up_reading(sent_list, unreadable=Unreadable("empty"), by=by, at=at),
        lambda: ask_for_columns(sent_list, unreadable=Unreadable("no_header"), by=by, at=at),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert states(sent_list) == {2: "ready", 3: "wrong"}


def test_ready_rows_become_people_and_nominations(world, send, seats, actors, at):
    passport = HEADER + ";Фамилия латиницей;Имя латиницей;Языки;Пол"
    sent_list = send(NURLAN + ";MAMYTOV;NURLAN;русский, китайский;м", EXPIRED + ";;;;м", header=passport)
    (nomination,) = nominate_ready_rows(sent_list, by=actors["officer"], at=at)
    person = nomination.person
    assert (nomination.agency, nomination.agency_as_written, nomination.post_as_written, nomination.country_id) == (
        world.other_agency, "Tax Service", "консультант", "KG",
    )  # fmt: skip
    assert (nomination.sender_state, nomination.chain_position, nomination.host_state, nomination.languages) == (
        "proposed", 0, "pending", ["ru", "zh-hans"],
    )  # fmt: skip
    assert set(person.names.values_list("kind", "script", "full", "family", "given", "patronymic")) == {
        ("written", "cyrl", "Мамытов Нурлан Токтогулович", "Мамытов", "Нурлан", "Токтогулович"),
        ("passport", "latn", "MAMYTOV NURLAN", "MAMYTOV", "NURLAN", ""),
    }
    assert list(person.documents.values_list("number", "valid_until")) == [("FA5912167", date(2027, 7, 7))]
    assert (person.birth_date, person.email, person.sex) == (date(1971, 12, 1), "n@example.org", "m")
    assert (states(sent_list), nomination.list_row.row) == ({2: "nominated", 3: "wrong"}, 2)
    assert history_of(nomination, mentions=True)[0].facts == {"edition": "short-kg", "country": "KG", "people": 1}
    with pytest.raises(NothingReady):
        nominate_ready_rows(sent_list, by=actors["officer"], at=at)
    with pytest.raises(AlreadyNominatedFrom):
        set_columns(sent_list, columns={}, by=actors["officer"], at=at)


def test_an_agency_without_a_known_name_is_the_sender_with_its_wording(world, send, seats, actors, at):
    (nomination,) = nominate_ready_rows(send(ZHYLDYZ), by=actors["officer"], at=at)
    assert (nomination.agency, nomination.agency_as_written) == (world.agency, "Мэрия")


def test_an_agency_is_found_by_another_name_it_has(world, send, seats, actors, at):
    world.other_agency.other_names.create(text="МЭРИЯ")
    (nomination,) = nominate_ready_rows(send(ZHYLDYZ), by=actors["officer"], at=at)
    assert nomination.agency == world.other_agency


def test_priorities_follow_the_lists_ranks_and_go_on_after_those_there(world, send, seats, actors, at):
    ranked = HEADER + ";Приоритет"
    nominate_ready_rows(send(NURLAN), by=actors["focal_point"], at=at)
    third = (
        NURLAN.replace("Нурлан", "Эрмек").replace("FA5912167", "FA5912168").replace("n@", "e@").replace("1971", "1972")
    )
    sent_list = send(ZHYLDYZ + ";2", third.replace("n@", "e@").replace("Tax Service", "Мэрия") + ";1", header=ranked)
    nominate_ready_rows(sent_list, by=actors["officer"], at=at)
    order = Nomination.objects.order_by("agency__key", "priority").values_list(
        "agency__key", "priority", "list_row__row"
    )
    assert list(order) == [("agency", 1, 3), ("agency", 2, 2), ("tax", 1, 2)]


def test_a_list_by_the_focal_point_is_at_their_step(send, seats, actors, at):
    NationalChain.objects.create(country_id="KG", steps=["agency_officer", "focal_point"])
    (by_officer,) = nominate_ready_rows(send(NURLAN), by=actors["officer"], at=at)
    (by_focal_point,) = nominate_ready_rows(send(ZHYLDYZ), by=actors["focal_point"], at=at)
    assert (by_officer.chain_position, by_focal_point.chain_position) == (0, 1)


def test_nobody_is_nominated_without_seats(send, actors, at):
    sent_list = send(NURLAN)
    with pytest.raises(NoSeatsYet):
        nominate_ready_rows(sent_list, by=actors["officer"], at=at)
    assert (Person.objects.filter(nominations__isnull=False).count(), states(sent_list)) == (0, {2: "ready"})


def test_a_second_list_with_the_same_people_doubles_nobody(send, seats, actors, at):
    nominate_ready_rows(send(NURLAN), by=actors["officer"], at=at)
    people = Person.objects.count()
    again = send(NURLAN.replace("n@", "other@"), ZHYLDYZ)
    row = again.rows.get(row=2)
    assert (row.state, [p["sentence"] for p in row.problems]) == ("duplicate", ["already_nominated"])
    nominate_ready_rows(again, by=actors["officer"], at=at)
    assert (Person.objects.count(), Nomination.objects.count(), IdentityDocument.objects.count()) == (people + 1, 2, 2)


def test_people_who_became_known_between_reading_and_nominating_are_not_doubled(send, seats, actors, at):
    first, second = send(NURLAN), send(NURLAN.replace("n@", "other@"), ZHYLDYZ)
    assert states(second) == {2: "ready", 3: "ready"}
    nominate_ready_rows(first, by=actors["officer"], at=at)
    assert [n.list_row.row for n in nominate_ready_rows(second, by=actors["officer"], at=at)] == [3]
    assert states(second) == {2: "duplicate", 3: "nominated"}


@pytest.fixture
def known(world, at):
    """A person of the country who took part before."""

    def made(full="Мамытов Нурлан Токтогулович", birth=date(1971, 12, 1), number="FA0000001", country="KG"):
        from sabaq.programmes.models import Edition

        earlier = Edition.objects.create(
            key=f"earlier-{number}", programme=world.programme, host=world.host, starts=date(2025, 5, 4),
            ends=date(2025, 5, 8), nominations_close=date(2025, 4, 1), state="ended",
        )  # fmt: skip
        person = Person.objects.create(birth_date=birth, email="known@example.org")
        PersonName.objects.create(person=person, script="cyrl", full=full)
        IdentityDocument.objects.create(person=person, number=number)
        Nomination.objects.create(
            edition=earlier, person=person, agency=world.agency, country_id=country, priority=1, nominated_at=at
        )
        return person

    return made


def test_name_and_birth_date_or_a_document_make_a_known_person(known, send, seats, actors, at):
    by_birth = known()
    by_document = known(full="Борубаева Жылдыз", birth=date(1984, 12, 4), number="FA7384156")
    sent_list = send(NURLAN, ZHYLDYZ)
    assert dict(sent_list.rows.values_list("row", "known_person")) == {2: by_birth.pk, 3: by_document.pk}
    people = Person.objects.count()
    nominations = nominate_ready_rows(sent_list, by=actors["officer"], at=at)
    assert ([n.person for n in nominations], Person.objects.count()) == ([by_birth, by_document], people)
    by_birth.refresh_from_db()
    assert (by_birth.email, set(by_birth.documents.values_list("number", flat=True))) == (
        "known@example.org", {"FA0000001", "FA5912167"},
    )  # fmt: skip


def test_a_name_alone_is_asked_about(known, send, seats, actors, at):
    person = known(birth=None)
    row = only(send(NURLAN))
    assert (row.state, row.known_person, row.likeness[0]["person"]) == ("doubtful", None, person.pk)
    resolve_duplicate(row, same=True, by=actors["officer"], at=at)
    assert (only(row.sent_list).state, only(row.sent_list).known_person) == ("ready", person)


def test_a_passport_of_somebody_else_is_asked_about_and_then_blocks(known, send, actors, at):
    known(full="Асанова Гүлзат", birth=date(1990, 1, 1), number="FA5912167")
    row = only(send(NURLAN))
    assert (row.state, dict(row.likeness[0]["reasons"])) == (
        "doubtful", {"name": "differs", "birth": "differs", "passport": "same", "email": "differs"},
    )  # fmt: skip
    resolve_duplicate(row, same=False, by=actors["officer"], at=at)
    row.refresh_from_db()
    assert (row.state, [p["sentence"] for p in row.problems]) == ("wrong", ["conflict.known_passport"])


def test_a_foreign_persons_passport_blocks_and_shows_nothing(known, send):
    known(full="Каримов Ўткир", birth=date(1990, 1, 1), number="FA5912167", country="UZ")
    row = only(send(NURLAN))
    assert (row.state, row.likeness, [p["sentence"] for p in row.problems]) == (
        "wrong",
        [],
        ["conflict.known_passport"],
    )


def test_the_same_name_and_birth_date_in_another_country_is_another_person(known, send):
    known(country="UZ")
    row = only(send(NURLAN))
    assert (row.state, row.known_person, row.likeness) == ("ready", None, [])


def test_unknown_columns_are_asked_for_and_the_list_read_again(world, send, actors, at):
    header = "Kolumno unu;Kolumno du;Kolumno tri;Kolumno kvar"
    file = ContentFile(sheet("Mamytov Nurlan;01.12.1971;FA5912167;07.07.2027", header=header), name="eo.csv")
    sent_list = send_list(world.edition, file=file, sender=world.agency, by=actors["officer"], at=at)
    sent_list = ask_for_columns(
        sent_list,
        unreadable=Unreadable("no_header", sheet="eo", preview=[["Kolumno unu"]]),
        by=actors["officer"],
        at=at,
    )
    assert (sent_list.state, sent_list.sheet["preview"]) == (ListState.ASKS, [["Kolumno unu"]])
    assert str(sentence_of(history_of(sent_list)[0].verb)) == "Asks what its columns mean"
    with pytest.raises(NameColumnMissing):
        set_columns(sent_list, columns={"B": "birth"}, by=actors["officer"], at=at)
    columns = {"A": "name", "B": "birth", "C": "passport", "D": "passport_expiry"}
    sent_list = set_columns(sent_list, columns=columns, by=actors["officer"], at=at)
    assert (sent_list.state, sent_list.sheet["given"]) == (ListState.READING, columns)
    sent_list = read(sent_list, actors["officer"], at, columns=columns)
    assert (sent_list.state, only(sent_list).state, only(sent_list).fields["family"]) == ("read", "ready", "Mamytov")


EO = "Kolumno unu;Kolumno du;Kolumno tri;Kolumno kvar"
EO_COLUMNS = {"A": "name", "B": "birth", "C": "passport", "D": "passport_expiry"}


def read_by_job(sent_list):
    run_job(str(sent_list.job_id))
    sent_list.refresh_from_db()
    return sent_list


def send_eo(row, *, edition, sender, by, at):
    file = ContentFile(sheet(row, header=EO), name="eo.csv")
    return read_by_job(send_list(edition, file=file, sender=sender, by=by, at=at))


def test_what_a_sender_explained_once_is_remembered_for_its_next_list_and_for_nobody_else(world, actors, at):
    by, focal_point = {"by": actors["officer"], "at": at}, {"by": actors["focal_point"], "at": at}
    first = send_eo("Mamytov Nurlan;01.12.1971;FA5912167;07.07.2027", edition=world.edition, sender=world.agency, **by)
    assert first.state == ListState.ASKS
    first = read_by_job(set_columns(first, columns=EO_COLUMNS, **by))
    assert (first.state, SenderWording.objects.count()) == (ListState.READ, 4)
    second = send_eo("Asanov Bakyt;03.04.1980;FA1234567;07.07.2029", edition=world.edition, sender=world.agency, **by)
    assert (second.state, only(second).fields["birth"]) == (ListState.READ, "1980-04-03")
    assert [c["meaning"] for c in second.columns.values()] == ["name", "birth", "passport", "passport_expiry"]
    other = send_eo(
        "Osmonov Kubat;01.12.1981;FA7654321;07.07.2029", edition=world.edition, sender=world.other_agency, **focal_point
    )
    assert other.state == ListState.ASKS


def test_a_later_explanation_takes_the_place_of_the_earlier(world, actors, at):
    by = {"by": actors["officer"], "at": at}
    first = send_eo("Mamytov Nurlan;01.12.1971;FA5912167;07.07.2027", edition=world.edition, sender=world.agency, **by)
    read_by_job(set_columns(first, columns=EO_COLUMNS, **by))
    read_by_job(set_columns(first, columns={**EO_COLUMNS, "D": "other"}, **by))
    assert dict(SenderWording.objects.values_list("header", "meaning")) == {
        "kolumno unu": "name", "kolumno du": "birth", "kolumno tri": "passport", "kolumno kvar": "other",
    }  # fmt: skip


def test_a_text_file_has_no_sheet_name_and_a_text_without_columns_neither(world, send, actors, at):
    assert send(NURLAN).sheet_name == ""
    file = ContentFile(sheet("Mamytov Nurlan;01.12.1971;FA5912167", header="Unu;Du;Tri"), name="eo.csv")
    asked = send_list(world.edition, file=file, sender=world.agency, by=actors["officer"], at=at)
    run_job(str(asked.job_id))
    asked.refresh_from_db()
    assert (asked.state, asked.sheet_name) == (ListState.ASKS, "")


def test_people_nominated_from_another_list_meanwhile_are_said_to_be_named_twice(send, seats, actors, at):
    first, second = send(NURLAN, ZHYLDYZ), send(NURLAN, ZHYLDYZ, header=HEADER.replace("E-mail", "Email"))
    assert states(second) == {2: "ready", 3: "ready"}
    nominate_ready_rows(first, by=actors["officer"], at=at)
    assert nominate_ready_rows(second, by=actors["officer"], at=at) == []
    assert (states(second), Nomination.objects.count()) == ({2: "duplicate", 3: "duplicate"}, 2)
    with pytest.raises(NothingReady):
        nominate_ready_rows(second, by=actors["officer"], at=at)


def test_corrections_and_people_left_out_outlive_a_new_reading(send, actors, at):
    sent_list = send(EXPIRED, NURLAN)
    wrong, ready = sent_list.rows.all()
    correct_rows(sent_list, corrections={wrong.pk: {"passport_expiry": "17.02.2036"}}, by=actors["officer"], at=at)
    leave_out_row(ready, reason="ill", by=actors["officer"], at=at)
    read(sent_list, actors["officer"], at)
    assert states(sent_list) == {2: "ready", 3: "left_out"}
    assert sent_list.rows.get(row=2).corrections == {"passport_expiry": "2036-02-17"}


def test_ten_thousand_rows_are_stored_and_nominated_in_bulk(world, seats, actors, at, django_assert_max_num_queries):
    from sabaq.engines.lists import Column, Record, SheetReading

    families = [f"{a}{b}{c}ов" for a in "БВГДЖЗКЛМН" for b in "аеиоу" for c in ("рам", "лим", "нур", "кун")]
    usual = {"passport_expiry": "2036-01-01", "agency": "Tax Service"}
    records = [
        Record(
            n + 2,
            {
                "family": families[n % 200],
                "given": families[n // 200][:-2],
                "birth": f"19{60 + n % 40}-01-{n % 28 + 1:02}",
                "passport": f"FA{n:07}",
                **usual,
            },
        )
        for n in range(10_000)
    ]
    rows = (("Фамилия",), *((str(record.fields["family"]),) for record in records))
    reading = SheetReading("S", rows, (1,), (Column("A", "family", "Фамилия", 1.0),), tuple(records), ())
    file = ContentFile(b"x", name="big.csv")
    sent_list = send_list(world.edition, file=file, sender=world.agency, by=actors["officer"], at=at)
    with django_assert_max_num_queries(150):
        take_in_reading(sent_list, reading=reading, by=actors["officer"], at=at)
    assert ListRow.objects.count() == 10_000
    ready = sent_list.rows.filter(state=RowState.READY).count()
    assert ready > 8_000
    assert len(nominate_ready_rows(sent_list, by=actors["officer"], at=at)) == ready

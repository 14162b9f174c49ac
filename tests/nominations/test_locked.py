"""Two at once: what an action was given may be older than the rows, and each action holds the right row first.

Two transactions need committed rows, which the append-only tables would keep for ever; so the statements tell.
"""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sabaq.engines.lists import Unreadable, read_list
from sabaq.network.models import Country
from sabaq.nominations.actions.lists import (
    AlreadyNominatedFrom,
    give_up_reading,
    send_list,
    set_columns,
    take_in_reading,
)
from sabaq.nominations.actions.nominations import (
    accept_nominations,
    forward_nominations,
    reconsider_nomination,
    reject_nomination,
    withdraw_nomination,
)
from sabaq.nominations.actions.placements import confirm_plan, keep_plan, substitute, withdraw_from_seat
from sabaq.nominations.actions.proposals import nominate_ready_rows
from sabaq.nominations.actions.rows import ListNotRead, RowSettled, correct_rows, leave_out_row, resolve_duplicate
from sabaq.nominations.actions.seats import Ground, amend_seats, give_back_seats, grant_seats, split_seats
from sabaq.nominations.domain.placements import work_out
from sabaq.nominations.models import Holding, Nomination, SentList
from sabaq.nominations.queries.placements import case_for
from sabaq.nominations.queries.seats import pool_of
from sabaq.people.models import Person
from sabaq.platform.actors import SYSTEM
from sabaq.platform.files import path_of

on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer and no row locks")
GROUND = Ground("Planned", paper="Letter 1")
HEADER = "Фамилия;Имя;Отчество;Дата рождения;Паспорт;Срок действия паспорта;Место работы;Должность;E-mail"
NURLAN = "Мамытов;Нурлан;Токтогулович;01.12.1971;FA5912167;07.07.2027;Tax Service;консультант;n@example.org"
ZHYLDYZ = "Бөрүбаева;Жылдыз;Токтогуловна;03.12.1984;FA7384156;12.05.2028;Мэрия;специалист;z@example.org"
ZHYLDYZ_LATIN = "Borubaeva;Zhyldyz;;03.12.1984;FA 7384156;12.05.2028;Мэрия;специалист;z@example.org"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def by(actors, at):
    """Who sends, and when."""
    return {"by": actors["officer"], "at": at}


@pytest.fixture
def read(world, at):
    """What the engine reads in a list."""
    return lambda row: read_list(
        path_of(row.file), today=at.date(), edition_end=world.edition.ends, country=row.country_id
    )


@pytest.fixture
def sent_list(world, by, read):
    """A list that was read: one person ready, one who may be named twice. Seats were granted."""
    grant_seats(world.edition, seats=5, ground=GROUND, by=SYSTEM, at=by["at"])
    file = ContentFile("\n".join([HEADER, NURLAN, ZHYLDYZ, ZHYLDYZ_LATIN]).encode(), name="list.csv")
    row = send_list(world.edition, file=file, sender=world.agency, **by)
    return take_in_reading(row, reading=read(row), **by)


def states(sent_list):
    return {row.row: row.state for row in sent_list.rows.all()}


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("reading", "The list is being read again. Open the list again to see what became of it."),
        ("unreadable", "This is not possible. Open the list again to see what became of it."),
    ],
)
def test_only_a_list_that_is_read_is_worked_on(sent_list, by, state, why):
    ready, _zhyldyz, doubtful = sent_list.rows.all()
    SentList.objects.update(state=state)
    before = list(sent_list.rows.values())
    for act in (
        lambda: correct_rows(sent_list, corrections={ready.pk: {"email": "x@example.org"}}, **by),
        lambda: resolve_duplicate(doubtful, same=True, **by),
        lambda: leave_out_row(ready, reason="ill", **by),
        lambda: nominate_ready_rows(sent_list, **by),
    ):
        with pytest.raises(ListNotRead) as refused:
            act()
        assert str(refused.value) == why
    assert (list(sent_list.rows.values()), Nomination.objects.count()) == (before, 0)


def test_people_who_were_nominated_keep_their_rows_whatever_a_late_reading_brings(sent_list, read, by):
    nominate_ready_rows(sent_list, **by)
    linked = dict(Nomination.objects.values_list("pk", "list_row"))
    SentList.objects.update(state="reading")
    for act in (
        lambda: take_in_reading(sent_list, reading=read(sent_list), **by),
        lambda: give_up_reading(sent_list, unreadable=Unreadable("damaged"), **by),
    ):
        with pytest.raises(AlreadyNominatedFrom):
            act()
    assert dict(Nomination.objects.values_list("pk", "list_row")) == linked
    assert (len(linked), None in linked.values()) == (2, False)


def test_a_row_that_was_nominated_meanwhile_stays_nominated(sent_list, by):
    ready, _zhyldyz, doubtful = sent_list.rows.all()
    sent_list.rows.update(state="nominated")
    for act in (
        lambda: correct_rows(sent_list, corrections={ready.pk: {"position": "x"}}, **by),
        lambda: leave_out_row(ready, reason="ill", **by),
        lambda: resolve_duplicate(doubtful, same=True, **by),
    ):
        with pytest.raises(RowSettled):
            act()
    assert states(sent_list) == {2: "nominated", 3: "nominated", 4: "nominated"}


def test_a_row_that_a_new_reading_replaced_is_settled(sent_list, read, by):
    ready, _zhyldyz, doubtful = sent_list.rows.all()
    take_in_reading(sent_list, reading=read(sent_list), **by)
    for act in (
        lambda: leave_out_row(ready, reason="ill", **by),
        lambda: resolve_duplicate(doubtful, same=True, **by),
    ):
        with pytest.raises(RowSettled):
            act()
    assert states(sent_list) == {2: "ready", 3: "ready", 4: "doubtful"}


def test_a_list_holds_no_name_of_who_sent_it(sent_list):
    assert "Off Icer" not in str(SentList.objects.values().get())


def locks(act):
    """The tables whose rows an action locks, in order, each once; the first statements for update."""
    with CaptureQueriesContext(connection) as asked:
        act()
    locked = [query["sql"] for query in asked if "FOR UPDATE" in query["sql"]]
    return list(dict.fromkeys(sql.partition(" FROM ")[2].split()[0].strip('"') for sql in locked))


@on_postgres
def test_whoever_works_on_a_list_holds_it(sent_list, read, by):
    ready, _zhyldyz, doubtful = sent_list.rows.all()
    found = [
        locks(act)
        for act in (
            lambda: correct_rows(sent_list, corrections={ready.pk: {"position": "x"}}, **by),
            lambda: resolve_duplicate(doubtful, same=False, **by),
            lambda: leave_out_row(ready, reason="ill", **by),
            lambda: take_in_reading(sent_list, reading=read(sent_list), **by),
            lambda: give_up_reading(sent_list, unreadable=Unreadable("damaged"), **by),
            lambda: set_columns(sent_list, columns={}, **by),
        )
    ]
    SentList.objects.update(state="read")
    found.append(locks(lambda: nominate_ready_rows(sent_list, **by)))
    assert found == [["nominations_sentlist"]] * 7


@on_postgres
def test_whoever_decides_about_people_holds_their_edition(world, actors, at):
    grant_seats(world.edition, seats=2, ground=GROUND, by=SYSTEM, at=at)
    one, two, three = (
        Nomination.objects.create(
            edition=world.edition, person=Person.objects.create(), agency=world.agency, country_id="KG",
            priority=priority, nominated_at=at,
        )
        for priority in (1, 2, 3)
    )  # fmt: skip
    by, host = {"by": actors["focal_point"], "at": at}, {"by": actors["manager"], "at": at}
    country, edition = Country.objects.get(pk="KG"), world.edition
    forwarded = locks(lambda: forward_nominations(edition, country=country, nominations=[one, two, three], **by))
    one, two, three = Nomination.objects.order_by("priority")
    found = [
        forwarded,
        locks(lambda: reject_nomination(three, reason="x", **host)),
        locks(lambda: reconsider_nomination(three, reason="x", **host)),
        locks(lambda: accept_nominations(edition, nominations=[one, two, three], **host)),
        locks(lambda: withdraw_nomination(one, reason="x", **by)),
        locks(lambda: keep_plan(edition, worked_out=work_out(case_for(edition), policy="service"), **host)),
        locks(lambda: confirm_plan(edition.plans.get(state="draft"), **host)),
    ]
    holding = Holding.objects.get(nomination=two)
    late = Nomination.objects.create(
        edition=edition, person=Person.objects.create(), agency=world.agency, country_id="KG", priority=4,
        nominated_at=at, sender_state="confirmed", host_state="waiting",
    )  # fmt: skip
    found += [
        locks(lambda: withdraw_from_seat(holding, reason="x", **by)),
        locks(lambda: substitute(holding.placement, nomination=late, **host)),
    ]
    assert [tables[0] for tables in found] == ["programmes_edition"] * 9


@on_postgres
def test_whoever_moves_seats_holds_the_edition_before_the_pools(world, at):
    by, edition, country = {"ground": GROUND, "by": SYSTEM, "at": at}, world.edition, Country.objects.get(pk="KG")
    assert [
        locks(lambda: grant_seats(edition, seats=5, **by)),
        locks(lambda: amend_seats(edition, new_total=4, **by)),
        locks(lambda: split_seats(pool_of(edition), to=country, seats=2, **by)),
        locks(lambda: give_back_seats(pool_of(edition, country=country), seats=1, **by)),
    ] == [["programmes_edition", "nominations_seatpool"]] * 4

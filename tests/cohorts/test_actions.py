"""Opening, attendance, closing, certificates: exact end states, refusals, who may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sabaq.cohorts import actions
from sabaq.cohorts.exports import learnt_in
from sabaq.cohorts.models import AttendanceMark, Participation
from sabaq.cohorts.queries import seats_behind, to_certify, whole
from sabaq.credentials.actions import DraftOutdated, NotInForce, revoke_certificate
from sabaq.credentials.models import Certificate
from sabaq.engines.papers import read_certificate
from sabaq.people.models import PersonName
from sabaq.platform.audit import history_of, verify_chain
from sabaq.platform.files import path_of
from sabaq.platform.refusals import NotPermitted
from sabaq.programmes.actions import DatesOutOfOrder

from .conftest import DAYS, FIRST_DAY, LAST_DAY, NAMES, certify, nominate, reissue, seat

OTHERS = ("secretary", "focal_point", "officer", "participant", "foreign_focal_point", "nobody")


def states(people) -> dict[str, str]:
    return {letter: Participation.objects.get(pk=row.pk).state for letter, row in people.items()}


def test_opening_makes_a_participation_for_every_holder(people, world):
    world.edition.refresh_from_db()
    assert world.edition.state == "running"
    assert states(people) == dict.fromkeys("abcd", "expected")
    assert {letter: row.session for letter, row in people.items()} == {
        "a": world.first, "b": world.first, "c": world.first, "d": world.second,
    }  # fmt: skip
    entry = next(e for e in history_of(world.edition) if e.verb == "cohorts.open_course")
    assert entry.facts == {"people": 4, "new": 4, "left": 0, "moved": 0}


def test_opening_waits_for_the_first_day_and_for_placement(nominations, world, actors):
    with pytest.raises(DatesOutOfOrder):
        actions.open_course(world.edition, by=actors["manager"], at=FIRST_DAY - timedelta(days=1))
    world.edition.state = "open"
    world.edition.save()
    with pytest.raises(actions.NotRunning):
        actions.open_course(world.edition, by=actors["manager"], at=FIRST_DAY)
    assert Participation.objects.count() == 0


def test_a_substitute_comes_in_and_the_one_who_left_has_not_completed(people, nominations, world, actors):
    substitute = nominate(world, "e")
    seat(substitute, world.first, 3, since=FIRST_DAY + timedelta(days=1))
    seat(nominations["d"], world.second, 1)
    made = actions.open_course(world.edition, by=actors["manager"], at=FIRST_DAY + timedelta(days=1))
    assert [(row.nomination, row.session) for row in made] == [(substitute, world.first)]
    assert states(people) == {"a": "expected", "b": "expected", "c": "not_completed", "d": "expected"}
    assert actions.open_course(world.edition, by=actors["manager"], at=LAST_DAY) == []


def test_who_moves_to_another_session_is_expected_there(people, nominations, world, actors):
    nominations["d"].holdings.update(until=FIRST_DAY)
    nominations["c"].holdings.update(until=FIRST_DAY)
    seat(nominations["d"], world.first, 3)
    actions.open_course(world.edition, by=actors["manager"], at=FIRST_DAY)
    moved = Participation.objects.get(nomination=nominations["d"])
    assert (moved.session, moved.state) == (world.first, "expected")


def test_marks_are_kept_once_and_corrected(mark, people, world):
    assert mark(a="11", b="10") == 4
    assert mark(a="11", b="11") == 1
    assert AttendanceMark.objects.filter(present=True).count() == 4
    assert states(people) == {"a": "attending", "b": "attending", "c": "expected", "d": "expected"}
    assert history_of(world.first, mentions=True)[0].facts == {"session": 1, "days": ["2026-05-05"], "marks": 1}


def test_marks_must_belong_to_the_session_and_to_the_past(mark, people, world, actors):
    with pytest.raises(actions.NotInSession):
        mark(d="1")
    with pytest.raises(actions.NotInSession):
        actions.record_attendance(
            world.first, marks={(people["a"], date(2026, 5, 9)): True}, by=actors["manager"], at=LAST_DAY
        )
    with pytest.raises(actions.NotYet):
        mark(a="11", at=FIRST_DAY)
    assert AttendanceMark.objects.count() == 0


def test_closing_settles_by_the_required_share(closed, people, world):
    assert states(people) == {"a": "completed", "b": "completed", "c": "not_completed", "d": "expected"}
    assert closed == [people["a"], people["b"]]
    facts = {"session": 1, "completed": 2, "not_completed": 1, "days": 5, "required": 80}
    assert history_of(world.first, mentions=True)[0].facts == facts


def test_a_day_on_which_nobody_was_marked_does_not_count(mark, people, world, actors):
    mark(a="1111", b="1110", c="1100")
    actions.close_session(world.first, by=actors["manager"], at=LAST_DAY)
    assert states(people) == {"a": "completed", "b": "not_completed", "c": "not_completed", "d": "expected"}


def test_closing_waits_for_the_last_day_and_for_marks(mark, world, actors):
    with pytest.raises(actions.NothingRecorded):
        actions.close_session(world.first, by=actors["manager"], at=LAST_DAY)
    mark(a="1")
    with pytest.raises(actions.NotOver):
        actions.close_session(world.first, by=actors["manager"], at=LAST_DAY - timedelta(days=1))


def test_a_correction_reopens_and_closing_again_settles_anew(closed, mark, people, world, actors):
    mark(c="11110")
    assert states(people)["c"] == "attending"
    actions.close_session(world.first, by=actors["manager"], at=LAST_DAY)
    assert states(people)["c"] == "completed"


def test_who_gave_up_the_seat_has_not_completed(mark, people, nominations, world, actors):
    mark(a="11111", b="11111")
    nominations["b"].holdings.update(until=LAST_DAY)
    actions.close_session(world.first, by=actors["manager"], at=LAST_DAY)
    assert states(people)["b"] == "not_completed"


def test_a_certificate_says_what_was_learnt_in_two_languages(certified, people, world):
    assert people["a"].certificate == certified
    assert (certified.number, certified.hours, certified.is_trial) == ("CN-NAG-2026-00001", 24, False)
    assert (certified.holder_written, certified.holder_passport) == (NAMES["a"], "PERSON A")
    assert (certified.starts, certified.ends, certified.place) == (DAYS[0], DAYS[4], {"en": "Beijing"})
    assert certified.modules == [{"titles": {"en": "Urban governance"}, "hours": 24}]
    assert read_certificate(path_of(certified.paper).read_bytes()).lacks(NAMES["a"], "Short-term training") == ()
    assert verify_chain().verified


def test_the_languages_are_the_holders_and_the_hosts(certified, people, world):
    assert learnt_in(whole(people["a"])).languages == ("en", "ru")
    for code, language in [("KG", "ky"), ("CN", "zh-hans")]:
        type(people["a"].nomination.country).objects.filter(pk=code).update(own_language=language)
    assert learnt_in(whole(people["a"])).languages == ("ky", "zh-hans")


def test_a_certificate_is_issued_once_and_only_to_who_completed(certified, people, actors):
    with pytest.raises(actions.AlreadyIssued):
        certify(people["a"], by=actors["manager"], at=LAST_DAY)
    for letter in "cd":
        with pytest.raises(actions.NotCompleted):
            certify(people[letter], by=actors["manager"], at=LAST_DAY)
    assert Certificate.objects.count() == 1


def test_without_an_issuer_nothing_is_issued(closed, people, actors):
    with pytest.raises(actions.NoIssuer):
        certify(people["a"], by=actors["manager"], at=LAST_DAY)


def test_attendance_under_a_certificate_stands(certified, mark, world, actors):
    with pytest.raises(actions.AlreadyCertified):
        mark(a="00000")
    assert mark(a="11111", c="11111") == 2
    actions.close_session(world.first, by=actors["manager"], at=LAST_DAY)
    assert Participation.objects.get(certificate=certified).state == "completed"


def test_a_corrected_name_gives_a_new_certificate(certified, people, actors):
    PersonName.objects.filter(person=people["a"].person, kind="passport").update(full="PERSON AA")
    new = reissue(people["a"], by=actors["manager"], at=LAST_DAY)
    certified.refresh_from_db()
    people["a"].refresh_from_db()
    assert (certified.state, certified.replaced_by, people["a"].certificate) == ("replaced", new, new)
    assert new.holder_passport == "PERSON AA"
    with pytest.raises(actions.NoCertificate):
        reissue(people["b"], by=actors["manager"], at=LAST_DAY)


@pytest.fixture
def revoked(certified, people, actors):
    """The participant's certificate was taken back; `people["a"]` is as it is then."""
    revoke_certificate(certified, reason="Wrong days.", by=actors["manager"], at=LAST_DAY + timedelta(hours=2))
    people["a"].refresh_from_db()
    return certified


def test_after_a_revocation_attendance_is_corrected_and_a_new_certificate_issued(revoked, mark, people, world, actors):
    assert mark(a="01111") == 1
    assert states(people)["a"] == "attending"
    actions.close_session(world.first, by=actors["manager"], at=LAST_DAY)
    assert states(people)["a"] == "completed"
    new = certify(people["a"], by=actors["manager"], at=LAST_DAY + timedelta(hours=3))
    people["a"].refresh_from_db()
    revoked.refresh_from_db()
    assert (people["a"].certificate, new.number, new.state) == (new, "CN-NAG-2026-00002", "valid")
    assert (revoked.state, revoked.replaced_by) == ("revoked", None)
    with pytest.raises(actions.AlreadyIssued):
        certify(people["a"], by=actors["manager"], at=LAST_DAY + timedelta(hours=4))


def test_a_revoked_certificate_gives_no_other_to_who_was_not_there(revoked, mark, people, world, actors):
    mark(a="00111")
    actions.close_session(world.first, by=actors["manager"], at=LAST_DAY)
    with pytest.raises(actions.NotCompleted):
        certify(people["a"], by=actors["manager"], at=LAST_DAY + timedelta(hours=3))


def test_a_revoked_certificate_is_not_replaced_and_not_issued_again_in_a_batch(revoked, people, world, actors):
    with pytest.raises(NotInForce):
        reissue(people["a"], by=actors["manager"], at=LAST_DAY + timedelta(hours=3))
    assert list(to_certify(world.first)) == [people["b"]]


def test_who_has_a_revoked_certificate_can_be_moved(revoked, people, nominations, world, actors):
    nominations["a"].holdings.update(until=LAST_DAY)
    nominations["d"].holdings.update(until=LAST_DAY)
    seat(nominations["a"], world.second, 1, since=LAST_DAY)
    assert seats_behind(world.edition) == 2
    actions.open_course(world.edition, by=actors["manager"], at=LAST_DAY)
    people["a"].refresh_from_db()
    assert (people["a"].session, people["a"].state, seats_behind(world.edition)) == (world.second, "expected", 0)


def test_the_row_is_locked_before_what_hangs_on_it_is_read(closed, people, issuer, actors):
    """On PostgreSQL a join that waits for a lock is answered with relations from before the wait."""
    by, at = actors["manager"], LAST_DAY + timedelta(hours=1)
    draft = actions.draft_for(people["b"], by=by, at=at)
    with CaptureQueriesContext(connection) as captured:
        actions.issue_to(people["b"], draft=draft, by=by, at=at)
    reads = [q["sql"] for q in captured if q["sql"].startswith("SELECT") and 'FROM "cohorts_participation"' in q["sql"]]
    locks = connection.features.has_select_for_update
    assert [(" JOIN " in sql, "FOR UPDATE" in sql) for sql in reads] == [(False, locks), (True, False)]


def test_a_draft_from_before_a_correction_is_refused(closed, people, issuer, actors):
    by, at = actors["manager"], LAST_DAY + timedelta(hours=1)
    draft = actions.draft_for(people["b"], by=by, at=at)
    PersonName.objects.filter(person=people["b"].person, kind="passport").update(full="PERSON BB")
    with pytest.raises(DraftOutdated):
        actions.issue_to(people["b"], draft=draft, by=by, at=at)
    assert certify(people["b"], by=by, at=at).holder_passport == "PERSON BB"


def test_opening_locks_its_rows_before_the_audit_chain(nominations, world, actors):
    with CaptureQueriesContext(connection) as captured:
        actions.open_course(world.edition, by=actors["manager"], at=FIRST_DAY)
    told = [q["sql"] for q in captured]
    first_entry = next(n for n, sql in enumerate(told) if "platform_auditentry" in sql or "pg_advisory" in sql)
    made = next(n for n, sql in enumerate(told) if sql.startswith('INSERT INTO "cohorts_participation"'))
    assert made < first_entry


@pytest.mark.parametrize("role", OTHERS)
def test_only_the_hosts_manager_acts(certified, people, world, actors, role):
    draft = actions.draft_for(people["b"], by=actors["manager"], at=LAST_DAY)
    by, before = actors[role], (Certificate.objects.count(), AttendanceMark.objects.count(), states(people))
    for act in (
        lambda: actions.open_course(world.edition, by=by, at=LAST_DAY),
        lambda: actions.record_attendance(world.first, marks={(people["c"], DAYS[4]): True}, by=by, at=LAST_DAY),
        lambda: actions.close_session(world.first, by=by, at=LAST_DAY),
        lambda: actions.draft_for(people["b"], by=by, at=LAST_DAY),
        lambda: actions.issue_to(people["b"], draft=draft, by=by, at=LAST_DAY),
        lambda: actions.reissue(people["a"], reason="x", draft=draft, by=by, at=LAST_DAY),
        lambda: revoke_certificate(certified, reason="x", by=by, at=LAST_DAY),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert (Certificate.objects.count(), AttendanceMark.objects.count(), states(people)) == before


def test_without_a_passport_spelling_the_name_is_spelt_in_latin_letters_by_rule(closed, people, issuer, actors):
    PersonName.objects.filter(person=people["a"].person).delete()
    PersonName.objects.create(
        person=people["a"].person, script="cyrl", family="Жээнбеков", given="Бакыт", patronymic="Асанович",
        full="Жээнбеков Бакыт Асанович",
    )  # fmt: skip
    certificate = certify(people["a"], by=actors["manager"], at=LAST_DAY + timedelta(hours=1))
    assert (certificate.holder_written, certificate.holder_passport) == ("Жээнбеков Бакыт Асанович", "ZHEENBEKOV BAKYT")

"""Nominations along the national chain, and what the host decides: exact end states, refusals, permissions, audit."""

import pytest

from sabaq.network.models import Country
from sabaq.nominations.actions.nominations import (
    AlreadyWithdrawn,
    EditionTakesNobody,
    HoldsASeat,
    NobodyChosen,
    NotInYourHands,
    NotToDecide,
    accept_nominations,
    forward_nominations,
    reconsider_nomination,
    reject_nomination,
    withdraw_nomination,
)
from sabaq.nominations.actions.rows import ReasonMissing
from sabaq.nominations.domain.nominations import role_at
from sabaq.nominations.models import (
    Holding,
    ListRow,
    NationalChain,
    Nomination,
    Placement,
    SeatEntry,
    SeatPool,
    SentList,
)
from sabaq.nominations.queries.nominations import chain_of, in_hand, named, visible_to
from sabaq.nominations.rules.nominations import has_in_hand
from sabaq.people.models import Person, PersonName
from sabaq.platform.audit import history_of
from sabaq.platform.desk import waiting_items
from sabaq.platform.models import StoredFile
from sabaq.platform.refusals import NotPermitted
from sabaq.programmes.models import Edition


@pytest.fixture
def nominate(world, at):
    """`nominate("Асанова Жылдыз", …)` gives a nomination of the edition, proposed by the agency."""

    def made(name="Асанова Жылдыз", *, agency=None, script="cyrl", edition=None, **fields):
        agency = agency or world.agency
        person = Person.objects.create()
        PersonName.objects.create(person=person, script=script, full=name)
        values = {"priority": 1, "nominated_at": at, "country_id": agency.country_id, **fields}
        return Nomination.objects.create(edition=edition or world.edition, person=person, agency=agency, **values)

    return made


def stands(*nominations):
    rows = Nomination.objects.in_bulk([n.pk for n in nominations])
    return [(rows[n.pk].sender_state, rows[n.pk].chain_position, rows[n.pk].host_state) for n in nominations]


def test_the_focal_point_forwards_and_the_host_then_sees(world, nominate, actors, at):
    first, second = nominate(), nominate("Мамытов Нурлан")
    kyrgyzstan = Country.objects.get(pk="KG")
    forward_nominations(world.edition, country=kyrgyzstan, nominations=[first, second], by=actors["focal_point"], at=at)
    assert stands(first, second) == [("confirmed", 1, "pending"), ("confirmed", 1, "pending")]
    assert history_of(first, mentions=True).get().facts == {
        "edition": "short-kg",
        "country": "KG",
        "people": 2,
        "confirmed": 2,
    }


def test_a_longer_chain_is_walked_step_by_step(world, nominate, actors, at):
    NationalChain.objects.create(country_id="KG", steps=["agency_officer", "focal_point"])
    nomination, country = nominate(), Country.objects.get(pk="KG")

    def forward(role):
        forward_nominations(world.edition, country=country, nominations=[nomination], by=actors[role], at=at)

    with pytest.raises(NotInYourHands):
        forward("focal_point")
    forward("officer")
    assert stands(nomination) == [("proposed", 1, "pending")]
    with pytest.raises(NotInYourHands):
        forward("officer")
    forward("focal_point")
    assert stands(nomination) == [("confirmed", 2, "pending")]
    with pytest.raises(NotInYourHands):
        forward("focal_point")


def test_forwarding_is_all_or_none(world, nominate, actors, at):
    own, foreign = nominate(), nominate("Каримов Ўткир", agency=world.foreign_agency)
    country = Country.objects.get(pk="KG")
    with pytest.raises(NotInYourHands):
        forward_nominations(world.edition, country=country, nominations=[own, foreign], by=actors["focal_point"], at=at)
    assert stands(own, foreign) == [("proposed", 0, "pending"), ("proposed", 0, "pending")]
    with pytest.raises(NobodyChosen):
        forward_nominations(world.edition, country=country, nominations=[], by=actors["focal_point"], at=at)


def test_forwarding_asks_the_edition_as_it_is_now(world, nominate, actors, at):
    nomination = nominate()
    Edition.objects.update(state="ended")
    with pytest.raises(EditionTakesNobody):
        forward_nominations(
            world.edition, country=Country.objects.get(pk="KG"), nominations=[nomination], by=actors["focal_point"],
            at=at,
        )  # fmt: skip


@pytest.mark.parametrize("steps", [None, ["focal_point"], ["agency_officer", "focal_point"]])
def test_the_database_finds_those_in_hand_as_the_rule_does(world, nominate, actors, at, steps):
    if steps:
        NationalChain.objects.create(country_id="KG", steps=steps)
    file = StoredFile.objects.create(sha256="0" * 64, name="list.xlsx", size=1, stored_at=at)
    sent_list = SentList.objects.create(
        edition=world.edition, sender=world.agency, country_id="KG", file=file, sha256="0" * 64, sent_at=at
    )
    for number, agency in enumerate([world.agency, world.other_agency, world.foreign_agency]):
        for position in range(3):
            row = ListRow.objects.create(sent_list=sent_list, row=10 * number + position, state="nominated")
            nominate(agency=agency, chain_position=position)
            nominate(agency=agency, chain_position=position, list_row=row)
            nominate(agency=agency, chain_position=position, sender_state="confirmed")
    everybody, found = list(Nomination.objects.all()), {}
    for role, by in actors.items():
        found[role] = {
            row.pk
            for row in everybody
            if row.sender_state == "proposed"
            and has_in_hand(by, role_at(chain_of(row.country_id), row.chain_position), row)
        }
        assert {row.pk for row in in_hand(by, Nomination.objects.all())} == found[role]
    longer = steps == ["agency_officer", "focal_point"]
    numbers = {role: len(keys) for role, keys in found.items() if keys}
    assert numbers == {"focal_point": 4, "foreign_focal_point": 2, "system": 10 if longer else 6} | (
        {"officer": 3} if longer else {}
    )


@pytest.mark.parametrize("role", ["manager", "secretary", "participant", "nobody"])
def test_who_may_not_forward(world, nominate, actors, at, role):
    nomination = nominate()
    with pytest.raises(NotPermitted):
        forward_nominations(
            world.edition, country=Country.objects.get(pk="KG"), nominations=[nomination], by=actors[role], at=at
        )


@pytest.mark.parametrize("role", ["foreign_focal_point", "officer"])
def test_whose_step_it_is_not(world, nominate, actors, at, role):
    nomination = nominate()
    with pytest.raises(NotInYourHands):
        forward_nominations(
            world.edition, country=Country.objects.get(pk="KG"), nominations=[nomination], by=actors[role], at=at
        )


def test_nothing_is_forwarded_to_an_edition_that_runs(world, nominate, actors, at):
    nomination = nominate()
    world.edition.state = "running"
    world.edition.save()
    with pytest.raises(EditionTakesNobody):
        forward_nominations(
            world.edition,
            country=Country.objects.get(pk="KG"),
            nominations=[nomination],
            by=actors["focal_point"],
            at=at,
        )


def test_the_host_accepts_what_is_confirmed(world, nominate, actors, at):
    confirmed, proposed = nominate(sender_state="confirmed"), nominate("Мамытов Нурлан")
    with pytest.raises(NotToDecide) as refused:
        accept_nominations(world.edition, nominations=[confirmed, proposed], by=actors["manager"], at=at)
    assert str(refused.value.why) == "1 of these people cannot be accepted as the nomination stands."
    assert stands(confirmed) == [("confirmed", 0, "pending")]
    accept_nominations(world.edition, nominations=[confirmed], by=actors["manager"], at=at)
    assert stands(confirmed) == [("confirmed", 0, "accepted")]
    assert history_of(confirmed, mentions=True).get().facts == {"edition": "short-kg", "people": 1}


@pytest.mark.parametrize("role", ["focal_point", "officer", "secretary", "participant", "nobody"])
def test_nobody_else_decides_for_the_host(world, nominate, actors, at, role):
    nomination = nominate(sender_state="confirmed")
    for act in (
        lambda: accept_nominations(world.edition, nominations=[nomination], by=actors[role], at=at),
        lambda: reject_nomination(nomination, reason="x", by=actors[role], at=at),
        lambda: reconsider_nomination(nomination, reason="x", by=actors[role], at=at),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert stands(nomination) == [("confirmed", 0, "pending")]


def test_a_rejection_has_a_reason_and_can_be_taken_back(nominate, actors, at):
    nomination = nominate(sender_state="confirmed")
    with pytest.raises(ReasonMissing):
        reject_nomination(nomination, reason=" ", by=actors["manager"], at=at)
    rejected = reject_nomination(nomination, reason="Took part last year", by=actors["manager"], at=at)
    assert (rejected.host_state, rejected.host_reason) == ("rejected", "Took part last year")
    with pytest.raises(NotToDecide):
        reject_nomination(nomination, reason="again", by=actors["manager"], at=at)
    again = reconsider_nomination(nomination, reason="A seat is free", by=actors["manager"], at=at)
    assert (again.host_state, again.host_reason) == ("pending", "")
    assert [(entry.verb, entry.word("reason")) for entry in history_of(nomination)] == [
        ("nominations.reconsider_nomination", "A seat is free"),
        ("nominations.reject_nomination", "Took part last year"),
    ]


def test_the_host_cannot_decide_before_the_sender_confirms(nominate, actors, at):
    nomination = nominate()
    with pytest.raises(NotPermitted):
        reject_nomination(nomination, reason="x", by=actors["manager"], at=at)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("officer", True), ("focal_point", True), ("foreign_focal_point", False), ("manager", False),
        ("secretary", False), ("participant", False), ("nobody", False),
    ],
)  # fmt: skip
def test_who_withdraws(nominate, actors, at, role, may):
    nomination = nominate()
    if may:
        assert withdraw_nomination(nomination, reason="Moved", by=actors[role], at=at).sender_state == "withdrawn"
        with pytest.raises(AlreadyWithdrawn):
            withdraw_nomination(nomination, reason="Moved", by=actors[role], at=at)
    else:
        with pytest.raises(NotPermitted):
            withdraw_nomination(nomination, reason="Moved", by=actors[role], at=at)
        assert stands(nomination) == [("proposed", 0, "pending")]


def test_an_officer_does_not_withdraw_another_agencys_person(world, nominate, actors, at):
    with pytest.raises(NotPermitted):
        withdraw_nomination(nominate(agency=world.other_agency), reason="x", by=actors["officer"], at=at)


def test_a_seat_has_to_be_freed_first(world, nominate, actors, at):
    nomination = nominate(sender_state="confirmed", host_state="accepted")
    pool = SeatPool.objects.create(edition=world.edition)
    words = {"reason": "Letter 7"}
    SeatEntry.objects.create(
        edition=world.edition, kind="grant", target=pool, seats=5, day=at.date(), entered_at=at, **words
    )
    placement = Placement.objects.create(session=world.first, number=1)
    Holding.objects.create(placement=placement, nomination=nomination, pool=pool, since=at)
    with pytest.raises(HoldsASeat):
        withdraw_nomination(nomination, reason="x", by=actors["officer"], at=at)
    with pytest.raises(HoldsASeat):
        reject_nomination(nomination, reason="x", by=actors["manager"], at=at)
    assert stands(nomination) == [("confirmed", 0, "accepted")]


@pytest.fixture
def leaky(world, nominate, at):
    """Nominations of every kind that somebody must not see."""
    from datetime import date

    from sabaq.programmes.models import Edition

    elsewhere = Edition.objects.create(
        key="elsewhere", programme=world.programme, host=world.foreign_agency, starts=date(2026, 6, 1),
        ends=date(2026, 6, 5), nominations_close=date(2026, 5, 1), state="open",
    )  # fmt: skip
    return {
        "own proposed": nominate("А", agency=world.agency),
        "own confirmed": nominate("Б", agency=world.agency, sender_state="confirmed"),
        "other agency": nominate("В", agency=world.other_agency),
        "foreign proposed": nominate("Г", agency=world.foreign_agency),
        "foreign confirmed": nominate("Д", agency=world.foreign_agency, sender_state="confirmed"),
        "withdrawn before": nominate("Е", agency=world.agency, sender_state="withdrawn"),
        "withdrawn later": nominate("Ж", agency=world.agency, sender_state="withdrawn", host_state="accepted"),
        "other host": nominate("З", agency=world.agency, sender_state="confirmed", edition=elsewhere),
    }


_OWN = {"own proposed", "own confirmed", "withdrawn before", "withdrawn later", "other host"}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("officer", _OWN),
        ("focal_point", {*_OWN, "other agency"}),
        ("foreign_focal_point", {"foreign proposed", "foreign confirmed"}),
        ("manager", {"own confirmed", "foreign confirmed", "withdrawn later"}),
        ("secretary", set()),
        ("participant", set()),
        ("nobody", set()),
    ],
)
def test_who_sees_whom(leaky, actors, role, seen):
    visible = set(visible_to(actors[role]).values_list("pk", flat=True))
    assert {name for name, nomination in leaky.items() if nomination.pk in visible} == seen


def test_a_name_is_found_in_any_script(nominate):
    cyrillic = nominate("Бөрүбаева Жылдыз Токтогуловна")
    han = nominate("王小明", script="hani")
    uzbek = nominate("Karimov Oʻtkir Anvar oʻgʻli", script="latn")

    def found(wanted):
        return set(named(Nomination.objects.all(), wanted))

    assert found("borubaeva") == {cyrillic}
    assert found("жылд бөрү") == {cyrillic}
    assert found("Wang Xiaoming") == {han}
    assert found("小明") == {han}
    assert found("каримов ўткир") == {uzbek}
    assert found("o'tkir") == {uzbek}
    assert found("!") == set()
    assert found(" ") == {cyrillic, han, uzbek}


def test_the_desk_says_what_waits(world, nominate, actors, at):
    nominate()
    nominate("Мамытов Нурлан", agency=world.foreign_agency, sender_state="confirmed")

    def lines(role):
        return [
            (str(item.sentence), str(item.button), item.url, item.due)
            for item in waiting_items(actors[role], at.date())
        ]

    forward = (
        "1 person waits for you to forward the nomination: Kyrgyz edition.", "Look at 1 nomination",
        "/editions/short-kg/nominations/?sender=proposed", world.edition.nominations_close,
    )  # fmt: skip
    decide = (
        "1 nominated person waits for your decision: Kyrgyz edition.", "Decide about 1 person",
        "/editions/short-kg/nominations/?host=pending", world.edition.starts,
    )  # fmt: skip
    assert [line for line in lines("focal_point") if "nominations/" in line[2]] == [forward]
    assert [line for line in lines("manager") if "nominations/" in line[2]] == [decide]
    for role in ("foreign_focal_point", "officer", "secretary", "participant"):
        assert [line for line in lines(role) if "nominations/" in line[2]] == []

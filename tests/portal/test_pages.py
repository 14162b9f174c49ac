"""The shell's pages by role, what they show, in which language, and in how many queries."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from sabaq.network.models import Country, Institution, InstitutionName, Membership, Source
from sabaq.people.models import Mandate
from sabaq.platform import desk
from sabaq.platform.desk import DeskItem
from sabaq.platform.models import Job
from sabaq.platform.personal import declared_fields
from sabaq.portal.queries import declared_personal_data

PUBLIC = ["/", "/sign-in/", "/sources/", "/help/counting/", "/help/personal-data/", "/help/accessibility/"]


@pytest.mark.parametrize("url", PUBLIC)
def test_public_pages_answer_everybody(world, sign_in, client, url):
    assert (client.get(url).status_code, sign_in("participant").get(url).status_code) == (200, 200)


@pytest.mark.django_db
@pytest.mark.parametrize("url", PUBLIC)
def test_public_pages_answer_in_an_empty_installation(client, url):
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("url", ["/desk/", "/mandates/"])
def test_own_pages_ask_to_sign_in(world, sign_in, client, url):
    assert client.get(url).url == f"/sign-in/?next={url}"
    assert sign_in("participant").get(url).status_code == 200


def test_the_way_back_after_signing_in_keeps_the_whole_address(world, client):
    asked = "/desk/?a=1&b=%D0%B6"
    leads_to = client.get(asked).url
    assert parse_qs(urlsplit(leads_to).query)["next"] == [asked]
    assert client.post("/people/enter/").url == "/sign-in/"


def test_no_page_carries_script_or_style_of_its_own(world, sign_in):
    client = sign_in("manager")
    for url in [*PUBLIC, "/desk/", "/mandates/", f"/network/{world.host.key}/"]:
        page = client.get(url).content.decode()
        assert (page.count("<script"), page.count("style="), page.count("<style"), page.count(" on")) >= (1, 0, 0, 0)
        assert page.count("<script") == page.count("<script src=")
        assert "style=" not in page


def test_the_language_is_kept_and_taken_out_of_the_address(world, client):
    response = client.get("/sources/?a=1&language=kk&a=2")
    assert (response.status_code, response.url, response.cookies["language"].value) == (302, "/sources/?a=1&a=2", "kk")
    page = client.get("/sources/")
    assert (page.headers["Content-Language"], '<html lang="kk">' in page.content.decode()) == ("kk", True)
    client.get("/sources/?language=zh-hans")
    assert '<html lang="zh-Hans">' in client.get("/sources/").content.decode()


@pytest.mark.django_db
def test_an_unknown_language_and_a_foreign_path_change_nothing(client):
    assert client.get("/sources/?language=xx").status_code == 200
    assert client.get("/?language=ru", PATH_INFO="//evil.example/").url == "/evil.example/"


@pytest.mark.django_db
def test_missing_pages_are_in_the_shell(client):
    page = client.get("/no-such-page/")
    assert (page.status_code, "There is no such page" in page.content.decode()) == (404, True)


@pytest.fixture
def waiting(monkeypatch, at):
    """Desk lines for this test only: late, today, in a week, later, undated."""
    today = at.date()
    days = [-31, 0, 7, 8]
    items = [DeskItem(f"Sentence {d}", "Do it", f"/x/{d}/", today + timedelta(days=d)) for d in days]
    monkeypatch.setattr(desk, "_sources", [lambda actor, on: [DeskItem("Undated", "Do it", "/x/"), *reversed(items)]])
    return today


def test_the_desk_groups_by_urgency_nearest_first(waiting, actors):
    from sabaq.portal.queries import desk_of

    found = desk_of(actors["manager"], waiting)
    assert (found.count, found.late) == (5, 1)
    assert [
        (str(g.urgency), [(line.item.sentence, line.days, line.mark) for line in g.lines]) for g in found.groups
    ] == [
        ("late", [("Sentence -31", -31, "late")]),
        ("soon", [("Sentence 0", 0, "wait"), ("Sentence 7", 7, "")]),
        ("later", [("Sentence 8", 8, "")]),
        ("undated", [("Undated", None, "")]),
    ]


def test_the_desk_shows_each_line_with_its_button(waiting, sign_in):
    page = sign_in("manager").get("/desk/").content.decode()
    assert page.count('class="btn" href="/x/') == 5
    assert "5 things wait for you." in " ".join(page.split())


def test_an_empty_desk_says_what_comes(monkeypatch, sign_in):
    monkeypatch.setattr(desk, "_sources", [])
    assert "Nothing waits for you." in sign_in("secretary").get("/desk/").content.decode()


def test_the_desk_of_a_participant_leads_to_the_own_courses(monkeypatch, sign_in):
    monkeypatch.setattr(desk, "_sources", [])
    own, office = (sign_in(role).get("/desk/").content.decode() for role in ("participant", "secretary"))
    main = '<a class="btn" href="/me/">My courses</a>'
    assert [part in own for part in (main, "You hold no mandate.", "Nothing waits for you.", "lists to check")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [part in office for part in (main, "Nothing waits for you.", "lists to check")] == [False, True, True]


def test_own_mandates_show_what_is_and_what_was(accounts, sign_in, at):
    person = accounts["manager"].person
    Mandate.objects.create(
        person=person, role="focal_point", country_id="KG", since=date(2020, 1, 1), until=date(2021, 1, 1)
    )
    held = sign_in("manager").get("/mandates/").context["held"]
    assert [(str(line.role), line.where["en"], line.in_force) for line in held] == [
        ("programme_manager", "Host Academy", True),
        ("focal_point", "Kyrgyzstan", False),
    ]


@pytest.mark.parametrize(
    ("state", "sentence", "polls"),
    [
        ("waiting", "We are working on it", True),
        ("running", "We are working on it", True),
        ("done", "It is done", False),
        ("refused", "This was not done", False),
        ("failed", "Something went wrong on our side", False),
    ],
)
def test_a_job_shows_how_far_it_is_to_whoever_started_it(accounts, sign_in, at, state, sentence, polls):
    job = Job.objects.create(name="x.y", asked_at=at, started_by=accounts["manager"].pk, state=state, done=3, total=9)
    url = reverse("portal:job", args=[job.pk])
    page = sign_in("manager").get(url).content.decode()
    assert (f"<h1>{sentence}</h1>" in page, 'http-equiv="refresh"' in page, "hx-get=" in page) == (True, polls, polls)
    assert sign_in("officer").get(url).status_code == 403
    assert Client().get(url).status_code == 302


def test_a_job_that_is_done_leads_to_its_result_by_itself(accounts, sign_in, at):
    job = Job.objects.create(
        name="x.y", asked_at=at, started_by=accounts["manager"].pk, state="done", result_url="/there/"
    )
    url, client = reverse("portal:job", args=[job.pk]), sign_in("manager")
    opened, polled = client.get(url), client.get(url, headers={"HX-Request": "true"})
    assert (opened.status_code, opened.url) == (302, "/there/")
    assert (polled.status_code, polled.headers["HX-Redirect"]) == (200, "/there/")
    assert sign_in("officer").get(url).status_code == 403


def test_who_may_not_see_a_page_is_told_so_and_why(accounts, sign_in, at):
    job = Job.objects.create(name="x.y", asked_at=at, started_by=accounts["manager"].pk, state="failed")
    url, client = reverse("portal:job", args=[job.pk]), sign_in("officer")
    why = "Somebody else started this work. Only they can see how far it is."
    seen, sent = (getattr(client, method)(url).content.decode() for method in ("get", "post"))
    told = ["<h1>You may not see this page</h1>", "<h1>This was not done</h1>", "Nothing was changed.", why]
    assert [sentence in seen for sentence in told] == [True, False, False, True]
    assert [sentence in sent for sentence in told] == [False, True, True, True]


@pytest.mark.parametrize("role", ["participant", "manager", None])
@pytest.mark.parametrize(
    "url", ["/me/name/", "/sign-out/", "/sign-in/sample/1/", "/editions/short-kg/attendance/open/"]
)
def test_an_address_that_only_takes_answers_says_so_on_a_page(world, sign_in, role, url):
    """Also to whoever is not signed in: signing in must not lead there."""
    answer = (sign_in(role) if role else Client()).get(url)
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert ("<h1>This request cannot be read</h1>" in page, "Go to the start page" in page) == (True, True)


def test_a_failed_job_is_started_again_by_whoever_started_it(accounts, sign_in, at):
    sent = {"name": "nominations.read_list", "arguments": {"sent_list": 0}, "started_by": accounts["officer"].pk}
    job = Job.objects.create(asked_at=at, state="failed", **sent)
    url = reverse("portal:job", args=[job.pk])
    assert "Start again" in sign_in("officer").get(url).content.decode()
    assert sign_in("manager").post(url).status_code == 403
    done = sign_in("officer").post(url)
    again = Job.objects.exclude(pk=job.pk).get()
    assert (done.url, again.name, again.arguments, again.started_by) == (
        reverse("portal:job", args=[again.pk]), *sent.values(),
    )  # fmt: skip
    Job.objects.filter(pk=again.pk).update(state="running")
    assert "Start again" not in sign_in("officer").get(done.url).content.decode()
    assert (sign_in("officer").post(done.url).url, Job.objects.count()) == (done.url, 2)


def test_the_personal_data_page_holds_every_declared_field_once():
    lines = declared_personal_data()
    shown = sorted((line.model, field) for line in lines for field in line.fields)
    assert shown == sorted((str(m._meta.verbose_name), f.replace("_", " ")) for m, f, _ in declared_fields())


def test_the_start_page_shows_open_editions_and_members_under_their_own_names(world, client, monkeypatch, at):
    Country.objects.filter(code="CN").update(names={"en": "China", "zh-hans": "中国"}, own_language="zh-hans")
    Institution.objects.filter(pk=world.host.pk).update(names={"en": "Host Academy", "zh-hans": "国家行政学院"})
    hub = Institution.objects.create(key="hub", country_id="CN", kind="hub", city="Астана", names={"en": "Hub"})
    for institution in (hub, world.agency, world.host):
        Membership.objects.create(network=world.network, institution=institution)
    from sabaq.portal.queries import home

    found = home(at.date())
    assert [(tile.place, tile.own_name) for tile in found.members] == [
        ("中国", "国家行政学院"), ("Kyrgyzstan", ""), ("Астана", ""),
    ]  # fmt: skip
    assert (found.editions, home(date(2026, 3, 13)).editions) == ([world.edition], [])


def test_the_start_page_counts_every_commitment_once(world, at):
    from sabaq.portal.queries import home

    found = home(at.date())
    told = found.headline
    counts = (told.promised, told.complete, told.substantial, told.limited, told.without_evidence, found.not_started)
    assert counts == (1, 0, 0, 0, 0, 1)


def test_the_start_page_needs_as_many_queries_for_many_members(world, client, django_assert_max_num_queries):
    for number in range(30):
        institution = Institution.objects.create(key=f"m{number}", country_id="KG", kind="academy", names={"en": "M"})
        Membership.objects.create(network=world.network, institution=institution)
    with django_assert_max_num_queries(12):
        client.get("/")


def test_an_institution_shows_names_papers_and_courses(world, client):
    InstitutionName.objects.create(
        institution=world.host, text="Old School", kind="former", until="2018", language="en"
    )
    InstitutionName.objects.create(institution=world.host, text="Host Acad.", kind="also_written")
    response = client.get("/network/host/")
    page = response.context["page"]
    assert [name.text for name in page.names] == ["Host Academy"]
    assert ([n.text for n in page.also_written], [n.text for n in page.former]) == (["Host Acad."], ["Old School"])
    assert (page.agreements, page.editions, page.posts) == ([world.agreement], [world.edition], [])
    assert client.get("/network/no-such/").status_code == 404


def test_the_history_of_an_institution_is_for_whoever_holds_a_mandate(world, client, sign_in, actors, at):
    from sabaq.network.actions import admit_member

    admit_member(world.network, institution=world.host, since="2023", instrument="", by=actors["secretary"], at=at)
    assert "A member was admitted" in sign_in("officer").get("/network/host/").content.decode()
    for reader in (client, sign_in("participant")):
        assert "A member was admitted" not in reader.get("/network/host/").content.decode()


@pytest.mark.django_db
def test_sources_are_listed_with_an_anchor(client):
    Source.objects.create(key="S1", publisher="Xinhua", language="zh-hans", about="The founding", published=None)
    assert '<tr id="S1">' in client.get("/sources/").content.decode()

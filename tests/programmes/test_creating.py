"""Creating a programme by hand: texts by language, modules typed one to a line, and who may."""

import pytest
from django.test import Client

from sabaq.platform.audit import history_of
from sabaq.programmes.domain import OtherModules, ReadModule, UnreadLine, read_modules
from sabaq.programmes.models import Programme

URL = "/programmes/new/"


@pytest.fixture
def answers(world):
    return {
        "host": world.host.pk, "key": "urban", "required_attendance": "75", "title_en": "Urban governance",
        "title_ru": "Управление городом", "summary_en": "Cities", "provides_ru": "Курсы",
        "modules_en": "24 | Planning\n\n16 | Transport", "modules_ru": "24|Планирование\n16 | Транспорт",
    }  # fmt: skip


def test_a_programme_is_created_with_its_modules(world, answers, sign_in):
    done = sign_in("manager").post(URL, answers)
    assert (done.status_code, done["Location"]) == (302, "/programmes/urban/")
    programme = Programme.objects.get(key="urban")
    assert (programme.titles, programme.summary, programme.host_provides, programme.required_attendance) == (
        {"en": "Urban governance", "ru": "Управление городом"}, {"en": "Cities"}, {"ru": "Курсы"}, 75,
    )  # fmt: skip
    assert (programme.host, list(programme.modules.values_list("position", "hours", "titles"))) == (
        world.host,
        [(1, 24, {"en": "Planning", "ru": "Планирование"}), (2, 16, {"en": "Transport", "ru": "Транспорт"})],
    )
    assert history_of(programme).get().facts == {"modules": 2, "hours": 40}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"key": "short"}, {"key": ["This short name is taken."]}),
        ({"key": "new"}, {"key": ["This short name is taken."]}),
        ({"title_en": "", "title_ru": ""}, {"title_en": ["Write the title in at least one language."]}),
        ({"required_attendance": "101"}, {"required_attendance": ["Ensure this value is less than or equal to 100."]}),
        (
            {"modules_ru": "Планирование"},
            {"modules_ru": [
                "Write the hours, a stroke and the title: 24 | … This line has them not: “Планирование”."
            ]},
        ),
        (
            {"modules_ru": "24 | Планирование"},
            {"modules_ru": ["List the same modules, in the same order and with the same hours."]},
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_beside_its_box(world, answers, sign_in, changes, errors):
    page = sign_in("manager").post(URL, {**answers, **changes})
    assert page.context["form"].errors == errors
    assert list(Programme.objects.values_list("key", flat=True)) == ["short"]


def test_the_readers_language_comes_first_and_what_is_filled_stays_open(world, answers, sign_in):
    client = sign_in("manager")
    client.cookies["language"] = "ky"
    fresh = client.get(URL).context["form"].by_language
    assert [(boxes.tag, boxes.is_open) for boxes in fresh][:2] == [("ky", True), ("en", False)]
    wrong = client.post(URL, {**answers, "key": ""}).context["form"].by_language
    assert [boxes.tag for boxes in wrong if boxes.is_open] == ["ky", "en", "ru"]


@pytest.mark.parametrize("role", ["secretary", "focal_point", "officer", "participant"])
def test_nobody_else_creates_programmes(world, answers, sign_in, role):
    client = sign_in(role)
    assert (client.get(URL).status_code, client.post(URL, answers).status_code) == (403, 403)
    assert URL not in client.get("/programmes/").content.decode()
    assert Client().get(URL).status_code == 302


def test_a_manager_creates_for_the_own_institution_only(world, answers, sign_in):
    client = sign_in("manager")
    assert f'href="{URL}"' in client.get("/programmes/").content.decode()
    page = client.post(URL, {**answers, "host": world.agency.pk})
    assert list(page.context["form"].errors) == ["host"]


def test_modules_are_read_by_language():
    assert read_modules({"en": "", "ru": " \n"}) == []
    assert read_modules({"en": "2 | A | B", "ru": ""}) == [ReadModule(2, {"en": "A | B"})]
    for line in ("A", "| A", "x | A", "0 | A", "2 |", "2001 | A", "-1 | A"):
        with pytest.raises(UnreadLine):
            read_modules({"en": line})
    for other in ("1 | A", "2 | B\n1 | A", "1 | A\n2 | B\n3 | C"):
        with pytest.raises(OtherModules):
            read_modules({"en": "1 | A\n2 | B", "ru": other})

"""One cell at a time: what it means and what is wrong with it."""

import datetime as dt

import pytest

from sabaq.engines.lists.values import Circumstances, Value, read_value

NOW = Circumstances(dt.date(2027, 3, 3), dt.date(2027, 5, 14))


def kinds(field: str, text: str, now: Circumstances = NOW) -> tuple:
    read = read_value(field, text, now)
    return read.value, [sentence for sentence, _ in read.problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a.b-c_d@mail.example.org", "a.b-c_d@mail.example.org"),
        (" mailto:A@example.org ", "A@example.org"),
        ("a＠example.org", "a@example.org"),
        ("<a@example.org>;", "a@example.org"),
    ],
)
def test_email(text, value):
    assert kinds("email", text) == (value, [])


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("a.b12 собака example.org", "a.b12@example.org"),
        ("a at example.org", "a@example.org"),
        ("a(at)example.org", "a@example.org"),
        ("a@example,org", "a@example.org"),
        ("а@exаmple.org", "a@example.org"),
        ("a @ example.org", "a@example.org"),
        ("a@example..org", "a@example.org"),
        ("a@@example.org", "a@example.org"),
        ("a[at]example[dot]org", "a@example.org"),
        ("a собака example точка org", "a@example.org"),
        ("a.b mail.example.org", "a.b@mail.example.org"),
        ("a. b@ mail.example.org", "a.b@mail.example.org"),
    ],
)
def test_email_with_a_suggestion_keeps_what_was_sent(text, suggestion):
    assert read_value("email", text, NOW) == Value(
        text, (("invalid.email_suggestion", {"value": text, "suggestion": suggestion}),)
    )


@pytest.mark.parametrize("text", ["example.org", "a@b", "a b c.example.org", "@example.org", "a@-example.org", "позже"])
def test_no_email(text):
    assert kinds("email", text) == (text, ["invalid.email"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("FA 5912167", "FA5912167"),
        ("e1 1427958", "E11427958"),
        ("АN1234567", "AN1234567"),
        ("№ AC 1234567", "AC1234567"),
        ("401234567", "401234567"),
        ("EA-1234567", "EA1234567"),
        ("Серия AN № 1234567", "AN1234567"),
    ],
)
def test_passport(text, value):
    assert kinds("passport", text) == (value, [])


@pytest.mark.parametrize("text", ["12", "AN", "AN12345O7", "ФЯ1234567", "AN1234567, 2030"])
def test_no_passport(text):
    assert kinds("passport", text) == (text, ["invalid.passport"])


def test_passport_of_another_shape_than_the_country_has():
    kyrgyz = Circumstances(NOW.today, country="KG")
    assert kinds("passport", "AN1234567", kyrgyz) == ("AN1234567", [])
    assert kinds("passport", "401234567", kyrgyz) == ("401234567", ["unusual.passport"])
    assert kinds("passport", "AN 12345", kyrgyz) == ("AN12345", ["invalid.passport_short"])
    turkmen = Circumstances(NOW.today, country="TM")
    assert kinds("passport", "A1234567", turkmen) == ("A1234567", [])


@pytest.mark.parametrize(
    ("text", "value", "problems"),
    [
        ("02.03.2027", "2027-03-02", ["expired.today"]),
        ("03.03.2027", "2027-03-03", ["expired.edition_end"]),
        ("13.05.2027", "2027-05-13", ["expired.edition_end"]),
        ("14.05.2027", "2027-05-14", ["expiring"]),
        ("13.11.2027", "2027-11-13", ["expiring"]),
        ("14.11.2027", "2027-11-14", []),
        ("07.07.27", "2027-07-07", ["ambiguous.date", "expiring"]),
        ("2030", None, ["invalid.date_incomplete"]),
    ],
)
def test_passport_expiry_to_the_day(text, value, problems):
    assert kinds("passport_expiry", text) == (value, problems)


@pytest.mark.parametrize(
    ("text", "value", "problems"),
    [
        ("14.05.2009", "2009-05-14", []),
        ("15.05.2009", "2009-05-15", ["age.young"]),
        ("14.05.1951", "1951-05-14", ["age.old"]),
        ("04.03.2027", None, ["invalid.birth_future"]),
    ],
)
def test_age_on_the_last_day_of_the_edition(text, value, problems):
    assert kinds("birth", text) == (value, problems)


@pytest.mark.parametrize(
    "text",
    [
        *("+996 779 172332", "8(701)123-45-67", "87011234567", "62-00-00, доб. 12", "+996 312 62-00-00 (доб. 12)"),
        *(
            "моб.: +996 700 123456, раб.: 0312 620000",
            "тел. 62-00-00 вн. 5",
            "010-12345678 转 123",
            "(71) 233-10-20 ички 5",
        ),
        *("+992 (37) 221-00-00 ext. 12", "+993 65 123456", "+86 139 1234 5678"),
        *("+7 701 123 45 67", "+44 20 7946 0018", "手机:13912345678"),
    ],
)
def test_phone(text):
    assert kinds("phone", text) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        *("123", "спросить у секретаря", "+1234567890123456789", "9.96779E+11"),
        *("+996 779 17233", "+998 90 123 45 6", "+7 701 123 45", "+993 65 1234567", "+992 93 500 112"),
    ],
)
def test_no_phone(text):
    assert kinds("phone", text) == (text, ["invalid.phone"])


@pytest.mark.parametrize(
    "text",
    ["+998901234567 / +998 71 1234567", "+998901234567, +998 71 123-45-67", "+998901234567; (71) 123-45-67"],
)
def test_of_two_telephones_the_first_is_taken(text):
    assert kinds("phone", text) == ("+998901234567", ["ambiguous.several"])


def test_a_telephone_too_short_for_its_country_or_its_way_of_writing():
    chinese = Circumstances(NOW.today, country="CN")
    assert kinds("phone", "1391234567", chinese) == ("1391234567", ["invalid.phone"])
    assert kinds("phone", "13912345678", chinese) == ("13912345678", [])
    assert kinds("phone", "8-7273-5") == ("8-7273-5", ["invalid.phone"])
    assert kinds("phone", "8 65 123456") == ("8 65 123456", [])


@pytest.mark.parametrize(("text", "sex"), [("女/жен", "f"), ("муж (男)", "m"), ("1", "m"), ("2", "f")])
def test_sex_in_two_languages_and_as_the_number_of_the_standard(text, sex):
    assert kinds("sex", text) == (sex, [])


@pytest.mark.parametrize("text", ["м/ж", "3", "да"])
def test_no_sex(text):
    assert kinds("sex", text) == (None, ["invalid.sex"])


@pytest.mark.parametrize("text", ["м", "Муж.", "M", "male", "男", "ер", "эркек", "erkak", "мард", "erkek"])
def test_men(text):
    assert kinds("sex", text) == ("m", [])


@pytest.mark.parametrize("text", ["ж", "Жен.", "F", "female", "女", "әйел", "аял", "ayol", "зан", "aýal"])
def test_women(text):
    assert kinds("sex", text) == ("f", [])


def test_sex_rank_and_languages():
    assert kinds("sex", "да") == (None, ["invalid.sex"])
    assert kinds("rank", "3.") == (3, [])
    assert kinds("rank", "первый") == (None, ["invalid.rank"])
    assert kinds("languages", "русский, английский (B2) и қазақша") == (("ru", "en", "kk"), [])
    assert kinds("languages", "Oʻzbek; deutsch") == (("uz", "de"), [])
    assert [kinds("rank", text)[0] for text in ("1-й", "№ 2", "第3", "4.0", "5th")] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("русский английский", ("ru", "en")),
        ("родной — кыргызский, русский - свободно, англ. со словарем", ("ky", "ru", "en")),
        ("俄语、英语（流利）", ("ru", "en")),
        ("RU/EN", ("ru", "en")),
        ("тоҷикӣ ва русӣ", ("tg", "ru")),
        ("türkmen dili, rus dili, iňlis dili", ("tk", "ru", "en")),
        ("қазақ, орыс тілдері", ("kk", "ru")),
        ("кытай тили (HSK 4)", ("zh",)),
        ("Kyrgyz (native), Russian – fluent", ("ky", "ru")),
        ("суахили", ("суахили",)),
    ],
)
def test_languages(text, codes):
    assert kinds("languages", text) == (codes, [])


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#ССЫЛКА!", "#ДЕЛ/0!"])
@pytest.mark.parametrize("field", ["agency", "birth", "email"])
def test_the_error_of_a_formula_is_no_value(field, text):
    assert kinds(field, text) == (None, ["invalid.formula"])


def test_two_addresses_in_one_cell():
    assert kinds("email", "a@example.org; b@example.org") == ("a@example.org", ["ambiguous.several"])


def test_the_order_of_a_date_comes_from_its_column():
    month_first = Circumstances(NOW.today, orders={"/": "month"})
    assert kinds("birth", "03/07/1985", month_first) == ("1985-03-07", [])
    assert kinds("birth", "03/07/1985") == ("1985-07-03", ["ambiguous.date"])

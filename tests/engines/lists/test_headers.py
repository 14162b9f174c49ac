"""Headers in eight languages, under titles, in two rows, misspelt; and texts that are no header."""

import pytest

from sabaq.engines.lists.headers import find_header, meaning_of, settle

FULL = ["number", "family", "given", "patronymic", "sex", "birth", "agency", "position", "passport", "passport_expiry"]
FULL += ["phone", "email"]
LANGUAGES = {
    "en": "No.|Surname|First name|Patronymic|Sex|Date of birth|Organisation|Position|Passport No.|Valid until|"
    "Phone|E-mail",
    "ru": "№ п/п|Фамилия|Имя|Отчество|Пол|Дата рождения|Место работы|Должность|Номер паспорта|"
    "Срок действия|Тел.|E-mail",
    "kk": "Р/с|Тегі|Аты|Әкесінің аты|Жынысы|Туған күні|Жұмыс орны|Лауазымы|Паспорт №|"
    "Жарамдылық мерзімі|Телефон|Эл. пошта",
    "ky": "Катар саны|Фамилиясы|Аты|Атасынын аты|Жынысы|Туулган күнү|Иштеген жери|Кызматы|Паспорттун номери|"
    "Жарактуулук мөөнөтү|Телефон номери|Электрондук почта",
    "uz": "T/r|Familiyasi|Ismi|Otasining ismi|Jinsi|Tug'ilgan sanasi|Ish joyi|Lavozimi|Pasport seriyasi va raqami|"
    "Amal qilish muddati|Telefon raqami|Elektron pochta",
    "uz_cyrillic": "Т/р|Фамилияси|Исми|Отасининг исми|Жинси|Туғилган санаси|Иш жойи|Лавозими|Паспорт рақами|"
    "Амал қилиш муддати|Телефон рақами|Электрон почта",
    "tg": "Р/т|Насаб|Ном|Номи падар|Ҷинс|Санаи таваллуд|Ҷойи кор|Вазифа|Рақами шиноснома|Мӯҳлати эътибор|Телефон|"
    "Почтаи электронӣ",
    "tk": "T/b|Familiýasy|Ady|Atasynyň ady|Jynsy|Doglan senesi|Iş ýeri|Wezipesi|Pasport belgisi|Möhleti|Telefon|"
    "Elektron poçta",
    "zh": "序号|姓|名|父名|性别|出生日期|工作单位|职务|护照号码|护照有效期至|联系电话|电子邮箱",
}


def meanings(grid: list[str], merges=()) -> tuple:
    header = find_header([row.split("|") for row in grid], merges)
    return header and (header.first, header.last, [column.meaning for column in header.columns])


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_full_header(language):
    blank = "|" * 11
    assert meanings([blank, LANGUAGES[language], blank]) == (1, 1, FULL)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Ф.И.О. (полностью)", "name"),
        ("ФИО латинскими буквами (как в загранпаспорте)", "passport_name"),
        ("Name (as in passport)", "passport_name"),
        ("Фамилия (лат.)", "passport_family"),
        ("Фамилия", "family"),
        ("Паспорт бойынша тегі", "passport_family"),
        ("Дата выдачи паспорта", "other"),
        ("Место рождения", "other"),
        ("Место работы, должность", "agency_position"),
        ("Серия и номер паспорта", "passport"),
        ("Паспортные данные", "passport_details"),
        ("Паспорт (номер, срок действия)", "passport_details"),
        ("Должность, отдел и организация", "position_agency"),
        ("Телефон и e-mail участника", "contacts"),
        ("ПАСПОРТ: СРОК ДЕЙСТВИЯ", "passport_expiry"),
        ("Контактный телефон (мобильный)", "phone"),
        ("Р/с №", "number"),
        ("Ному насаби кормандон", "name"),
        ("Ҷои кор ва вазифаи ишғолнамуда", "agency_position"),
        ("Документ, удостоверяющий личность: номер", "passport"),
        ("Вид документа", "other"),
        ("Электронды поштасы", "email"),
        ("Рақами мобилӣ", "phone"),
        ("Ұялы байланыс телефоны", "phone"),
        ("Эл. мекенжайы", "email"),
        ("E-poçta salgysy", "email"),
        ("Туған күні / Дата рождения", "birth"),
        ("姓\nФамилия", "family"),
        ("名\nИмя, отчество", "given"),
        ("?ялы тел.", "phone"),
        ("Аты-ж?ні (Ф.И.О. полностью)", "name"),
        ("Mobile (with country code)", "phone"),
        ("Familiýasy we ady (pasportdaky, latyn)", "passport_name"),
        ("DateOfBirth", "birth"),
        ("passport_valid_until", "passport_expiry"),
        ("签证\nНужна ли виза", "other"),
        ("ФИО / Должность", "name"),
        ("Наименование государственного органа", "agency"),
        ("Туган куни", "birth"),
        ("Туған күні, айы, жылы", "birth"),
        ("Tug`ilgan sana", "birth"),
        ("出生年月日", "birth"),
        ("Басымдық", "rank"),
        ("Владение языками", "languages"),
        ("Тегі / Фамилия", "family"),
        ("姓名 Name", "name"),
        ("姓（拼音）", "passport_family"),
        ("Surname, name", "name"),
        ("Тегі (паспорт бойынша)", "passport_family"),
        ("Ismi (pasport bo'yicha)", "passport_given"),
        ("Familiya, ism, otasining ismi", "name"),
        ("Паспорт, берілген күні, мерзімі", "passport_details"),
        ("Номер и серия паспорта", "passport"),
        ("Edaranyň ady", "agency"),
        ("Daşary ýurt pasportynyň belgisi", "passport"),
        ("Мӯҳлати эътибори шиноснома", "passport_expiry"),
        ("护照有效期至", "passport_expiry"),
        ("Дата и место рождения", "birth"),
        ("Место выдачи паспорта", "other"),
        ("Ту?ан к?ні", "birth"),
        ("?кесіні? аты", "patronymic"),
        ("#", "number"),
        ("Год, число и месяц рождения", "birth"),
        ("Населённый пункт рождения, место", None),
        ("Окончание действия загранпаспорта кандидата", "passport_expiry"),
        ("Номер загран. паспорта кандидата", "passport"),
        ("Mwaka", None),
        ("Мамытов Нурлан Токтогулович", None),
        ("главный специалист", None),
        ("", None),
    ],
)
def test_meaning(text, meaning):
    assert meaning_of(text)[0] == meaning


def test_certainty_falls_with_likeness():
    assert [meaning_of(text) for text in ("Дата рождения", "Дата рождения участника", "Дата рожденя")] == [
        ("birth", 1.0),
        ("birth", 0.9),
        ("birth", 0.7),
    ]


def test_titles_above_are_no_header():
    titles = ["||Список кандидатов на обучение|", "||по состоянию на 01.03.2027|", "|||"]
    assert meanings([*titles, "№|ФИО|Дата рождения|Паспорт", "1|Асанов Азамат|01.02.1980|AN1234567"]) == (
        *(3, 3),
        ["number", "name", "birth", "passport"],
    )


TWO_ROWS = [
    "№|ФИО|Паспорт|||Контакты|",
    "||серия|номер|срок действия|тел.|e-mail",
    "1|Асанов Азамат|AN|1234567|01.02.2030||",
]
PARTS = ["number", "name", "passport_series", "passport", "passport_expiry", "phone", "email"]


def test_two_rows_with_and_without_merged_cells():
    merges = [((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 4)), ((0, 5), (0, 6))]
    assert meanings(TWO_ROWS, merges) == (0, 1, PARTS)
    assert meanings(TWO_ROWS) == (0, 1, PARTS)


def test_a_group_called_passport_makes_names_those_of_the_passport():
    grid = ["ФИО|Паспорт||", "|фамилия|имя|номер", "Асанов Азамат|ASANOV|AZAMAT|AN1234567"]
    assert meanings(grid, [((0, 1), (0, 3))]) == (0, 1, ["name", "passport_family", "passport_given", "passport"])


def test_no_header():
    assert meanings(["Dilwe|Mwaka", "Асанов Азамат|01.02.1980"]) is None
    assert meanings(["Дата рождения|Паспорт", "01.02.1980|AN1234567"]) is None
    assert meanings(["Толтыру тәртібі: барлық бағандар міндетті"]) is None


def test_content_settles_what_a_name_column_is():
    header = find_header([["ФИО", "ФИО", "Паспорт"]], [])
    body = [["Асанов Азамат", "ASANOV AZAMAT", "AN1234567"]]
    assert [c.meaning for c in settle(header.columns, body)] == ["name", "passport_name", "passport"]
    header = find_header([["ФИО (по паспорту)", "Дата рождения"]], [])
    assert [c.meaning for c in settle(header.columns, [["Асанов Азамат", "01.02.1980"]])] == ["name", "birth"]

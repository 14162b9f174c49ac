"""Lists with what clerks do by hand: abbreviations, remarks, two rows for one person, spans of days, quoted lines."""

from .people import PEOPLE, written
from .truths import Fixture
from .writing import Page, write

ONE, TWO = PEOPLE["KG"][:2]
FIRST = {"family": "Асанов", "given": "Азамат", "patronymic": "Асанович", "birth": "1985-03-07"}
SECOND = {"family": "Касымова", "given": "Айнура", "patronymic": "Эркиновна", "birth": "1990-11-25"}


def abbreviations_and_remarks() -> Fixture:
    """Headers cut short and divided at the end of a line; names with numbers, earlier names and footnotes."""
    head = [
        "ФИО сотр.",
        "Дата рож-\nдения",
        "№ загр. пасп.",
        "Срок дейст. пасп.",
        "Моб.тел",
        "Эл/почта",
        "М/р",
        "Долж-ть",
    ]
    rows = [
        head,
        [
            "1. Асанов Азамат Асанович",
            "07.03.1985 г.р.",
            "AN 1234567",
            "21.02.2030",
            "0700 123456",
            "Асанов <a@example.org>",
            "Мэрия",
            "эксперт",
        ],
        [
            "2. Касымова (Осмонова) Айнура Эркиновна*",
            "25-ноябрь-1990, г. Ош",
            "AN1234568",
            "21/02/2030",
            "0700 123457",
            "mailto:b@example.org",
            "Мэрия",
            "эксперт",
        ],
    ]
    common = {"passport_expiry": "2030-02-21", "agency": "Мэрия", "position": "эксперт"}
    first = FIRST | common | {"passport": "AN1234567", "phone": "0700 123456", "email": "a@example.org"}
    second = SECOND | common | {"passport": "AN1234568", "phone": "0700 123457", "email": "b@example.org"}
    second["family"] = "Касымова (Осмонова)"
    return Fixture("short.xlsx", lambda p: write(p, Page("Л", rows)), [first, second], whole=["guess"])


def two_rows_each() -> Fixture:
    """The passport's spelling below the name, in a row of its own beside merged cells."""
    head = ["№", "ФИО", "Дата рождения", "Паспорт"]
    rows = [head]
    for number, person in enumerate((ONE, TWO), 1):
        name = f"{person['family']} {person['given']} {person['patronymic']}"
        rows.append([str(number), name, written(person["birth"], "{d:02}.{m:02}.{y}"), person["passport"]])
        rows.append(["", f"{person['passport_family']} {person['passport_given']}", "", ""])
    merges = [((row, column), (row + 1, column)) for row in (1, 3) for column in (0, 2, 3)]
    names = ("family", "given", "patronymic", "passport_family", "passport_given", "birth", "passport")
    records = [{name: person[name] for name in names} for person in (ONE, TWO)]
    page = Page("Список", rows, merges)
    return Fixture("rows.xlsx", lambda p: write(p, page), records, whole=["missing"] * 4)


def names_in_two_alphabets() -> Fixture:
    """Each part of the name has a group with a column in each alphabet."""
    head = ["№", "Фамилия", "", "Имя", "", "Дата рождения"]
    below = ["", "на русском", "латиницей", "на русском", "латиницей", ""]
    rows = [head, below, [1, "Асанов", "ASANOV", "Азамат", "AZAMAT", "07.03.1985"]]
    merges = [((0, 1), (0, 2)), ((0, 3), (0, 4)), ((0, 0), (1, 0)), ((0, 5), (1, 5))]
    records = [{"family": "Асанов", "given": "Азамат", "passport_family": "ASANOV", "passport_given": "AZAMAT"}]
    records[0]["birth"] = "1985-03-07"
    return Fixture("two.xlsx", lambda p: write(p, Page("Л", rows, merges)), records, whole=["missing"] * 5)


def chinese_remarks() -> Fixture:
    """The sex in brackets after the name, agency and post with nothing between them."""
    rows = [
        ["序号", "姓名", "单位及职务", "护照号码"],
        [1, "王晓明（女）", "商务部国际司副处长", "E12345678"],
        [2, "李 强（男）", "海关总署一级主任科员", "E12345679"],
    ]
    records = [
        {
            "family": "王",
            "given": "晓明",
            "patronymic": None,
            "sex": "f",
            "agency": "商务部国际司",
            "position": "副处长",
        },
        {
            "family": "李",
            "given": "强",
            "patronymic": None,
            "sex": "m",
            "agency": "海关总署",
            "position": "一级主任科员",
        },
    ]
    records = [r | {"passport": p} for r, p in zip(records, ("E12345678", "E12345679"), strict=True)]
    options = {"country": "CN"}
    return Fixture("cn.xlsx", lambda p: write(p, Page("表", rows)), records, whole=["missing"] * 3, options=options)


def quoted_lines() -> Fixture:
    """Every line in quotes as a whole, as when delimited text was pasted into one column and exported again."""
    rows = ["ФИО;Дата рождения;Паспорт;E-mail", "Асанов Азамат Асанович;07.03.1985;AN1234567;a@example.org"]
    records = [FIRST | {"passport": "AN1234567", "email": "a@example.org"}]
    text = "".join(f'"{row}"\r\n' for row in rows)
    return Fixture("quoted.csv", lambda p: p.write_text(text, encoding="utf-8") and p, records, whole=["missing"] * 3)


def papers_in_one_cell() -> Fixture:
    """Number, issue and end of a passport in one cell in four ways; telephone and address in one."""
    papers = [
        "AN1234561, выдан МКК 211031 от 21.02.2020, действителен до 21.02.2030",
        "Серия AN № 1234562 (21.02.2020-21.02.2030)",
        "AN1234563 до 21.02.2030",
        "AN1234564/21.02.2030",
    ]
    reach = ["0700123451 / a1@example.org", "a2@example.org; 0700123452", "0700123453/a3@example.org"]
    reach.append("a4@example.org, 0700123454")
    names = ["Асанов Азамат", "Касымова Айнура", "Мамытов Нурлан", "Осмонова Жылдыз"]
    rows = [["Ф.И.О.", "Паспортные данные", "Контакты"]]
    rows += [list(row) for row in zip(names, papers, reach, strict=True)]
    records = [
        dict(zip(("family", "given"), name.split(), strict=True))
        | {"patronymic": None, "passport": f"AN123456{n}", "passport_expiry": "2030-02-21"}
        | {"email": f"a{n}@example.org", "phone": f"070012345{n}"}
        for n, name in enumerate(names, 1)
    ]
    return Fixture("papers.xlsx", lambda p: write(p, Page("Л", rows)), records, whole=["missing"] * 3)


def english_preferences() -> Fixture:
    """Roman places in an order, "Name" beside "Surname", agency and post with a slash, spans of days."""
    rows = [["Rank", "Surname", "Name", "Nationality", "DOB", "Passport", "Exp.", "Gender", "Organisation / Position"]]
    rows += [
        ["I", "ASANOV", "Azamat", "KGZ", "7 Mar 1985", "AN1234567", "21.02.2020-21.02.2030", "M", "Treasury / clerk"]
    ]
    rows += [["II", "KASYMOVA", "Ainura", "KGZ", "March 8, 1985", "AN1234568", "Feb 21st, 2030", "F", "Treasury/clerk"]]
    common = {"passport_expiry": "2030-02-21", "agency": "Treasury", "position": "clerk"}
    records = [
        common | {"rank": 1, "family": "ASANOV", "given": "Azamat", "birth": "1985-03-07", "passport": "AN1234567"},
        common | {"rank": 2, "family": "KASYMOVA", "given": "Ainura", "birth": "1985-03-08", "passport": "AN1234568"},
    ]
    records = [record | {"sex": sex} for record, sex in zip(records, "mf", strict=True)]
    return Fixture("prefer.xlsx", lambda p: write(p, Page("Л", rows)), records, whole=["missing"])


def uzbek_mixed() -> Fixture:
    """Birth with its place, papers from one day to another, telephones without a code, numbers in groups."""
    head = ["№", "F.I.O", "Tug‘ilgan yili, joyi", "Ish joyi va lavozimi", "Pasport seriya raqami"]
    head += ["Berilgan va amal qilish muddati", "Tel. raqami"]
    rows = [
        head,
        [
            "1",
            "KARIMOV OʻTKIR ANVAR OʻGʻLI",
            "24.07.1988, Toshkent",
            "Adliya vazirligi, bosh mutaxassis",
            "FA3376444",
            "24.08.2022-24.08.2032",
            "90-123-45-67",
        ],
        [
            "2",
            "Toʻrayeva Gulchehra Anvarovna",
            "1978 yil 5 oktabr",
            "Adliya vazirligi\nmutaxassis",
            "FA 463 28 11",
            "26.09.2020/26.09.2030",
            "91 123 45 68",
        ],
    ]
    first = {"family": "KARIMOV", "given": "OʻTKIR", "patronymic": "ANVAR OʻGʻLI", "birth": "1988-07-24"}
    first |= {"position": "bosh mutaxassis", "passport": "FA3376444", "passport_expiry": "2032-08-24"}
    second = {"family": "Toʻrayeva", "given": "Gulchehra", "patronymic": "Anvarovna", "birth": "1978-10-05"}
    second |= {"position": "mutaxassis", "passport": "FA4632811", "passport_expiry": "2030-09-26"}
    records = [first | {"phone": "90-123-45-67"}, second | {"phone": "91 123 45 68"}]
    records = [record | {"agency": "Adliya vazirligi"} for record in records]
    options = {"country": "UZ"}
    return Fixture("uz.ods", lambda p: write(p, Page("V", rows)), records, whole=["missing"], options=options)


def name_and_post() -> Fixture:
    """The name and the post in one column, an agency as the first line below the header, and a line of hints."""
    rows = [
        ["№", "ФИО, должность", "Дата рождения", "Паспорт", "Рақами мобилӣ", "Суроғаи электронӣ"],
        ["", "полностью", "дд.мм.гггг", "", "", ""],
        ["Вазорати молия (2 нафар)"],
        ["1", "Асанов Азамат Асанович, начальник отдела", "07.03.1985", "401234567", "93 500 11 22", "a@example.org"],
        ["2", "Касымова Айнура Эркиновна\nэксперт", "25.11.1990", "402345678", "90 500 11 33", "b@example.org"],
        ["РЕЗЕРВ"],
        ["Список согласован: зам. министра Осмонов Т."],
        ["Исп. Асанова А., тел. 62-00-00"],
    ]
    first = FIRST | {"position": "начальник отдела", "passport": "401234567", "phone": "93 500 11 22"}
    second = SECOND | {"position": "эксперт", "passport": "402345678", "phone": "90 500 11 33"}
    records = [first | {"email": "a@example.org"}, second | {"email": "b@example.org"}]
    records = [record | {"agency": "Вазорати молия"} for record in records]
    page = Page("Р", rows)
    return Fixture(
        "post.xlsx", lambda p: write(p, page), records, whole=["guess", "missing"], options={"country": "TJ"}
    )


LISTS = (
    name_and_post,
    abbreviations_and_remarks,
    two_rows_each,
    names_in_two_alphabets,
    chinese_remarks,
    quoted_lines,
    papers_in_one_cell,
    english_preferences,
    uzbek_mixed,
)

"""Lists as single senders make them: two languages in a header, guards of exports, letterheads, tickets, dittos."""

from typing import Any

from .people import PEOPLE, day, full, said, written
from .truths import NAME, SPELLED, Fixture, numbered
from .writing import Page, write

PAPERS = ("birth", "passport", "passport_expiry")
REACH = ("position", "email", "phone")


def dotted(iso: str) -> str:
    """07.03.1985"""
    return written(iso, "{d:02}.{m:02}.{y}")


def ticket(p: dict[str, Any]) -> str:
    """SURNAME/GIVEN"""
    return f"{p['passport_family']}/{p['passport_given']}"


def kazakh_groups() -> Fixture:
    """Two header rows in Kazakh, a numbering row, sections, and a director who signs in the columns of people."""
    head = [
        "Р/с №",
        "Тегі, аты, әкесінің аты (болған жағдайда)",
        "Төлқұжат",
        "",
        "Байланыс",
        "",
        "Лауазымы",
        "Туған күні",
    ]
    below = ["", "", "нөмірі", "жарамды мерзімі", "қалта телефоны", "эл. мекенжайы", "", ""]
    rows: list[Any] = [["Тыңдаушылардың тізімі"], head, below, [f"({n})" for n in range(1, 9)], ["Кадр департаменті"]]
    rows += [
        [n, full(p), p["passport"], day(p["passport_expiry"]), p["phone"], p["email"], p["position"], day(p["birth"])]
        for n, p in enumerate(PEOPLE["KZ"], 1)
    ]
    rows += [["", "Барлығы: 3 адам"], ["", "Кадр қызметінің жетекшісі", "", "", "", "Ә. Серікова"]]
    merges = [((1, 2), (1, 3)), ((1, 4), (1, 5)), ((4, 0), (4, 7))]
    merges += [((1, n), (2, n)) for n in (0, 1, 6, 7)]
    records = [said(p, *NAME, *PAPERS, *REACH, agency="Кадр департаменті") for p in PEOPLE["KZ"]]
    page = Page("Тізім", rows, merges)
    return Fixture("kz-toptar.xlsx", lambda p: write(p, page), records, whole=["guess"], options={"country": "KZ"})


def lost_bilingual() -> Fixture:
    """Two languages in one header cell, and letters of one of them lost on the way; a letter lost at the end."""
    head = ["№ р/с", "Аты-ж?ні / ФИО (полностью)", "ФИО лат. (по загранпаспорту)", "Ту?ан к?ні / Дата рождения"]
    head += ["?йым / Организация", "Лауазымы / Должность", "?ялы тел.", "Электронды? пошта / E-mail"]
    names = ["Досанова Гауһар Ерланқызы", "Оразал? Серік Ерланұлы"]
    names = ["".join("?" if c in "һқұ" else c for c in name) for name in names]
    body = [
        [names[0], "DOSSANOVA GAUHAR", "09.12.1985", "Мэрия", "эксперт", "+7 701 111 22 33", "gd@example.org"],
        [names[1], "ORAZALI SERIK", "25.11.1990", "Мэрия", "эксперт", "+7 701 111 22 34", "so@example.org"],
    ]
    common = {"agency": "Мэрия", "position": "эксперт"}
    records = [
        {"family": "Досанова", "given": "Гау?ар", "patronymic": "Ерлан?ызы", "passport_family": "DOSSANOVA"}
        | {"passport_given": "GAUHAR", "birth": "1985-12-09", "phone": "+7 701 111 22 33", "email": "gd@example.org"},
        {"family": "Оразал?", "given": "Серік", "patronymic": "Ерлан?лы", "passport_family": "ORAZALI"}
        | {"passport_given": "SERIK", "birth": "1990-11-25", "phone": "+7 701 111 22 34", "email": "so@example.org"},
    ]
    problems = [(0, "given", "invalid"), (0, "patronymic", "invalid"), (1, "family", "invalid")]
    problems += [(1, "patronymic", "invalid")]
    page = Page("", [head, *numbered(body)])
    return Fixture(
        "kz-akim.csv",
        lambda p: write(p, page),
        [r | common for r in records],
        problems,
        ["guess", "missing", "missing"],
    )


def two_languages_and_tickets() -> Fixture:
    """Two lines in each header cell, given name and patronymic in one column, the spelling as on a ticket."""
    head = [
        "序号\n№",
        "姓\nФамилия",
        "名\nИмя и отчество",
        "护照拼写\nКак в паспорте",
        "性别\nПол",
        "出生日期\nДата рождения",
    ]
    head += ["护照号码\nПаспорт", "有效期至\nДействителен до", "职务\nДолжность", "电子邮箱\nПочта", "联系电话\nТел."]
    sexes = {"m": "男 / муж", "f": "女 / жен"}
    people = PEOPLE["TJ"]
    body = [
        [
            p["family"],
            full(p, "given patronymic"),
            ticket(p),
            sexes[str(p["sex"])],
            dotted(p["birth"]),
            p["passport"],
            dotted(p["passport_expiry"]),
            p["position"],
            p["email"],
            p["phone"],
        ]
        for p in people
    ]
    rows: list[Any] = [["名单 / СПИСОК"], head, ["Таджикистан. Министерство энергетики"], *numbered(body)]
    agency = "Таджикистан. Министерство энергетики"
    records = [said(p, *NAME, *SPELLED, "sex", *PAPERS, *REACH, agency=agency) for p in people]
    return Fixture("sco.xlsx", lambda p: write(p, Page("名单", rows, [((2, 0), (2, 10))])), records, whole=["guess"])


def titles_for_sex() -> Fixture:
    """A column of "Mr" and "Ms" called title, groups in English, a column that asks for the country code."""
    head = ["No.", "Title", "Name as in passport", "", "Name in own script", "Job title", "Passport", "", "Contact", ""]
    below = [
        "",
        "",
        "Family name(s)",
        "Given name(s)",
        "",
        "",
        "No.",
        "Valid until",
        "E-mail",
        "Mobile (with country code)",
    ]
    sexes = {"m": "Mr", "f": "Ms."}
    rows: list[Any] = [["Nominations"], head, below]
    rows += numbered(
        [
            sexes[str(p["sex"])],
            p["passport_family"],
            str(p["passport_given"]).title(),
            full(p),
            p["position"],
            p["passport"],
            day(p["passport_expiry"]),
            p["email"],
            p["phone"],
        ]
        for p in PEOPLE["UZ"]
    )
    rows[4][1] = ""
    merges = [((1, 2), (1, 3)), ((1, 6), (1, 7)), ((1, 8), (1, 9))] + [((1, n), (2, n)) for n in (0, 1, 4, 5)]
    records = [said(p, *NAME, *SPELLED, "sex", "passport", "passport_expiry", *REACH) for p in PEOPLE["UZ"]]
    records = [r | {"passport_given": str(r["passport_given"]).title()} for r in records]
    records[1]["sex"] = None
    return Fixture(
        "en-template.xlsx",
        lambda p: write(p, Page("Nominees", rows, merges)),
        records,
        [(1, "sex", "missing")],
        ["missing", "missing"],
    )


def turkmen_spelling() -> Fixture:
    """The passport's spelling of the whole name in one column; damaged addresses whose meaning is plain."""
    head = ["T/b", "Familiýasy, ady, atasynyň ady", "Pasportdaky familiýasy we ady (latyn)", "Doglan güni", "Wezipesi"]
    head += ["Pasport belgisi", "Pasportyň möhleti", "El telefony", "E-poçta"]
    damaged = ["myradow@ example.org", "gurbanowa@example,org", "owezow example.org"]
    rows: list[Any] = [head]
    rows += numbered(
        [
            full(p),
            f"{p['passport_family']} {p['passport_given']}",
            dotted(p["birth"]),
            p["position"],
            p["passport"],
            written(p["passport_expiry"], "{d:02}.{m:02}.{y}ý."),
            p["phone"],
            email,
        ]
        for p, email in zip(PEOPLE["TM"], damaged, strict=True)
    )
    records = [said(p, *NAME, *SPELLED, *PAPERS, *REACH) for p in PEOPLE["TM"]]
    problems = [(n, "email", "invalid") for n in range(3)]
    return Fixture("tm.csv", lambda p: write(p, Page("", rows)), records, problems, ["missing"])


def guarded_export() -> Fixture:
    """The export of a database: a word to the program first, names with underscores, guards, numbers for the sex."""
    head = "id;last_name;first_name;middle_name;sex_code;date_of_birth;org_name;job_title;passport_no;valid_until"
    head += ";tel;e_mail"
    sexes = {"m": "1", "f": "2"}
    rows = ["sep=;", head]
    rows += [
        f"{n * 37};{p['family']};{p['given']};{p['patronymic'] or ''};{sexes[str(p['sex'])]};{p['birth']} 00:00:00;"
        f'Мэрия;{p["position"]};="{p["passport"]}";{p["passport_expiry"]}T00:00:00;="{p["phone"]}";{p["email"]}'
        for n, p in enumerate(PEOPLE["KG"], 1)
    ]
    records = [said(p, *NAME, "sex", *PAPERS, *REACH, agency="Мэрия") for p in PEOPLE["KG"]]
    options = {"country": "KG"}
    return Fixture(
        "export.csv",
        lambda p: p.write_text("\r\n".join(rows) + "\r\n", encoding="utf-8") and p,
        records,
        options=options,
    )


def series_apart() -> Fixture:
    """Series and number of the passport in columns of their own, hidden rows, two telephones, a chairman who signs."""
    head = ["№", "Фамилия", "Имя", "Отчество", "Загранпаспорт", "", "", "Телефон", "Должность"]
    below = ["", "", "", "", "серия", "номер", "срок действия", "", ""]
    rows: list[Any] = [["РЕКОМЕНДАТЕЛЬНЫЙ СПИСОК"], head, below]
    rows += numbered(
        [
            p["family"],
            p["given"],
            p["patronymic"],
            p["passport"][:2],
            p["passport"][2:],
            day(p["passport_expiry"]),
            p["phone"],
            p["position"],
        ]
        for p in PEOPLE["UZ"]
    )
    rows[3][7] += ", +998 71 212 00 44"
    rows[4][4] = ""
    rows += [["", "Всего – 3"], [None], ["", "Председатель", "", "", "", "", "Ш. Назаров"]]
    merges = [((1, 4), (1, 6))] + [((1, n), (2, n)) for n in (0, 1, 2, 3, 7, 8)]
    records = [said(p, *NAME, "passport", "passport_expiry", "phone", "position") for p in PEOPLE["UZ"]]
    records[1]["passport"] = "4632811"
    page = Page("Список", rows, merges, hidden_rows={4, 5})
    problems = [(0, "phone", "ambiguous"), (1, "passport", "invalid"), (1, "person", "hidden"), (2, "person", "hidden")]
    return Fixture(
        "uz-bank.xlsx",
        lambda p: write(p, page),
        records,
        problems,
        ["missing"] * 3,
        options={"country": "UZ"},
    )


def letterheads() -> Fixture:
    """Sheets named by abbreviations, each with its letterhead; one has other columns, and a person of another."""
    first = ["№", "Фамилия", "Имя", "Отчество", "Дата рожд.", "Должность", "Серия и № паспорта", "Годен до"]
    second = ["№", "Должность", "ФИО", "Загранпаспорт №", "Срок действия", "Д.р."]
    one, two, three, four = PEOPLE["KG"]

    def page(title: str, letterhead: str, *people: dict[str, Any]) -> Page:
        body = numbered(
            [*(p[name] for name in NAME), dotted(p["birth"]), p["position"], p["passport"], day(p["passport_expiry"])]
            for p in people
        )
        return Page(title, [[letterhead], ["", "Список кандидатов"], first, *body])

    again = {**one, "family": "Sydykova", "given": "Aigul", "patronymic": None}
    body = numbered(
        [p["position"], full(p), p["passport"], day(p["passport_expiry"]), dotted(p["birth"])] for p in (four, again)
    )
    names = ["Министерство культуры и туризма", "Министерство лесного хозяйства", "Государственная архивная служба"]
    pages = [page("Минкульт", names[0], one, two), page("Минлес", names[1], three)]
    pages.append(Page("ГАС", [[names[2]], ["", "Список кандидатов"], second, *body]))
    summary = Page("Свод", [["№", "Ведомство", "Количество"], [1, "Минкульт", 2], ["", "Итого", 4]])
    records = [said(p, *NAME, *PAPERS, "position", agency=a) for p, a in zip((one, two), names[:1] * 2, strict=True)]
    records += [said(three, *NAME, *PAPERS, "position", agency=names[1])]
    records += [said(p, *NAME, *PAPERS, "position", agency=names[2]) for p in (four, again)]
    return Fixture(
        "kg-svod.xlsx",
        lambda p: write(p, summary, *pages),
        records,
        [(4, "person", "duplicate")],
        ["guess", "guess", "guess", "missing", "sheets"],
        duplicates={4: 0},
    )


def dittos() -> Fixture:
    """Ditto marks of every kind, agency and post in one cell, a repeated header in the middle."""
    head = ["№ пп", "Фамилия Имя Отчество", "Место работы и должность", "Д.р.", "Город"]
    marks = ['— " —', "-//-", "то же"]
    births = [str(p["birth"]) for p in PEOPLE["KG"]]
    rows = [head, [1, full(PEOPLE["KG"][0]), "Фонд развития, эксперт", dotted(births[0]), "Ош"]]
    for n, (p, mark) in enumerate(zip(PEOPLE["KG"][1:], marks, strict=True), 2):
        rows += [[n, full(p), mark, dotted(str(p["birth"])), "〃"], head]
    records = [said(p, *NAME, "birth", agency="Фонд развития", position="эксперт") for p in PEOPLE["KG"]]
    return Fixture("dittos.xlsx", lambda p: write(p, Page("Л", rows)), records, whole=["missing"] * 3)


LISTS = (
    kazakh_groups,
    lost_bilingual,
    two_languages_and_tickets,
    titles_for_sex,
    turkmen_spelling,
    guarded_export,
    series_apart,
    letterheads,
    dittos,
)

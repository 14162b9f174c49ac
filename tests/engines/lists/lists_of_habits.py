"""Lists with a habit or a mistake that any office may have: sheets per agency, lost letters, short years, formulas."""

from typing import Any

from .people import PEOPLE, day, full, said, written
from .truths import NAME, SPELLED, Fixture, numbered
from .writing import Page, write


def agency_sheets() -> Fixture:
    """One sheet for each agency, named after it; one person in two of them, and a hidden list of last year."""
    head = ["№", "Ф.И.О.", "Дата рождения", "Паспорт", "Срок действия", "Должность", "E-mail"]

    def row(p: dict[str, Any]) -> list[Any]:
        return [full(p), day(p["birth"]), p["passport"], day(p["passport_expiry"]), p["position"], p["email"]]

    one, two, three, four = PEOPLE["KG"]
    again = three | {"family": "Omuraliev", "given": "Umutbek"}
    first = Page("Министерство финансов", [["Список"], head, *numbered([row(one), row(two), row(three)])])
    title = "Государственная налоговая служба при Министерстве экономики"
    second = Page(title[:31], [[title], head, *numbered([row(four), row(again)])])
    old = Page("2025", [head, *numbered([row(p) for p in PEOPLE["KG"]])], is_hidden=True)
    fields = (*NAME, "birth", "passport", "passport_expiry", "position", "email")
    records = [said(p, *fields, agency=first.title) for p in (one, two, three)]
    records += [said(p, *fields, agency=title) for p in (four, again)]
    return Fixture(
        "kg-agencies.xlsx",
        lambda p: write(p, first, second, old),
        records,
        [(4, "person", "duplicate")],
        ["guess", "guess", "hidden", "sheets"],
        duplicates={4: 2},
    )


def lost_letters() -> Fixture:
    """Saved in a code page without the letters of the language: question marks, in the header too."""
    head = ["№", "Фамилиясы", "Аты", "Атасынын аты", "Паспорт боюнча фамилиясы", "Паспорт боюнча аты", "Туулган к?н?"]
    head += ["Паспорттун номери", "Ээлеген кызматы"]
    rows, records, problems = [head], [], []
    for number, p in enumerate(PEOPLE["KG"]):
        kept = {name: "".join("?" if c in "өүңӨҮҢ" else c for c in p[name] or "") or None for name in NAME}
        rows.append(
            [
                str(number + 1),
                *kept.values(),
                p["passport_family"],
                p["passport_given"],
                written(p["birth"], "{d:02}.{m:02}.{y}"),
                p["passport"],
                p["position"],
            ]
        )
        records.append(said(p, *SPELLED, "birth", "passport", "position") | kept)
        problems += [(number, name, "invalid") for name in ("family", "given") if "?" in str(kept[name])]
    return Fixture(
        "kg-cp1251.csv",
        lambda p: write(p, Page("", rows), encoding="cp1251"),
        records,
        problems,
        ["guess", *["missing"] * 3],
        options={"country": "KG"},
    )


def uzbek_cyrillic() -> Fixture:
    """Uzbek in Cyrillic letters, commas as delimiters, telephone labels, ranks."""
    head = "Т/р,Ф.И.Ш.,Туғилган йили,Иш жойи,Лавозими,Паспорт рақами,Амал қилиш муддати,Телефон,Навбат"
    rows = [
        head,
        "1,Ўткиров Анвар Рустам ўғли,24.07.1988 й.,Адлия вазирлиги,бошлиқ,FA 3376444,24.08.2032,"
        "моб.: +998 90 123 45 67,2",
        "2,Каримова Нодира Анвар қизи,05.10.1978 й.,Адлия вазирлиги,мутахассис,FA 4632811,26.09.2030,"
        "(71) 233-10-20 ички 12,1",
    ]
    base = {"agency": "Адлия вазирлиги"}
    records = [
        base
        | {
            "family": "Ўткиров",
            "given": "Анвар",
            "patronymic": "Рустам ўғли",
            "birth": "1988-07-24",
            "position": "бошлиқ",
            "passport": "FA3376444",
            "passport_expiry": "2032-08-24",
            "phone": "моб.: +998 90 123 45 67",
            "rank": 2,
        },
        base
        | {
            "family": "Каримова",
            "given": "Нодира",
            "patronymic": "Анвар қизи",
            "birth": "1978-10-05",
            "position": "мутахассис",
            "passport": "FA4632811",
            "passport_expiry": "2030-09-26",
            "phone": "(71) 233-10-20 ички 12",
            "rank": 1,
        },
    ]
    page = Page("", [row.split(",") for row in rows])
    return Fixture(
        "uz-kirill.csv", lambda p: write(p, page, encoding="utf-8-sig", delimiter=","), records, whole=["missing"]
    )


def russian_koi8() -> Fixture:
    """The code page of old Unix mail; dates with Roman months; the name in three columns."""
    rows = [["Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "Должность", "Место работы"]]
    rows += [["Асанов", "Азамат", "Асанович", "м", "7.III.1985", "консультант", "Мэрия города"]]
    rows += [["Мамытова", "Айнура", "", "жен.", "12/XI-90 г.", "эксперт", "Мэрия города"]]
    records = [
        {"family": "Асанов", "given": "Азамат", "patronymic": "Асанович", "sex": "m", "birth": "1985-03-07"},
        {"family": "Мамытова", "given": "Айнура", "patronymic": None, "sex": "f", "birth": "1990-11-12"},
    ]
    records = [
        r | {"position": p, "agency": "Мэрия города"} for r, p in zip(records, ("консультант", "эксперт"), strict=True)
    ]
    page = Page("", rows)
    return Fixture("ru-koi8.csv", lambda p: write(p, page, encoding="koi8-r"), records, whole=["missing"] * 3)


def english_orders() -> Fixture:
    """Dates of a column settle one another: month first for births, day first with short years for passports."""
    people = [*PEOPLE["KZ"], *PEOPLE["UZ"]]
    head = ["No.", "Surname (as in passport)", "Given names (as in passport)", "Sex", "Date of birth", "Passport No."]
    head += ["Valid until", "Organisation", "Position", "E-mail", "Phone", "Order of preference", "Language skills"]
    rows = [["Nomination list"], head]
    for n, p in enumerate(people, 1):
        rows.append(
            [
                n,
                p["passport_family"],
                p["passport_given"],
                p["sex"].upper(),
                written(p["birth"], "{m}/{d}/{y}"),
                p["passport"],
                day(p["passport_expiry"]).strftime("%d.%m.%y"),
                "Civil Service Agency",
                p["position"],
                p["email"],
                p["phone"],
                n,
                "English (B2), Russian",
            ]
        )
    fields = (*SPELLED, "sex", "birth", "passport", "passport_expiry", "position", "email", "phone")
    records = [
        said(p, *fields, agency="Civil Service Agency", rank=n, languages=["en", "ru"]) for n, p in enumerate(people, 1)
    ]
    return Fixture(
        "en-list.xlsx", lambda p: write(p, Page("List", rows), Page("Notes", [["x"]])), records, whole=["missing"]
    )


def asks_about_dates() -> Fixture:
    """Nothing in the column settles these."""
    rows = [
        ["ФИО", "Дата рождения", "Должность"],
        ["Асанов Азамат", "03.04.85", "советник"],
        ["Мамытов Нурлан", "04/03/1985", "эксперт"],
    ]
    records = [
        {"family": "Асанов", "given": "Азамат", "patronymic": None, "birth": "1985-04-03", "position": "советник"},
        {"family": "Мамытов", "given": "Нурлан", "patronymic": None, "birth": "1985-03-04", "position": "эксперт"},
    ]
    return Fixture(
        "ask.tsv",
        lambda p: write(p, Page("", rows), delimiter="\t"),
        records,
        [(0, "birth", "ambiguous"), (1, "birth", "ambiguous")],
        ["missing"] * 4,
    )


def uzbek_open() -> Fixture:
    """An open document: names given first with the spelling of the passport in the same cell, sections inside a list
    that has a column for agencies, real dates, a repeated header, a total."""
    head = [
        "T/r",
        "F.I.Sh.",
        "Tug‘ilgan sanasi",
        "Tashkilot",
        "Lavozimi",
        "Pasport seriyasi va raqami",
        "Muddati",
        "Email",
    ]
    body = []
    for p in PEOPLE["UZ"]:
        name = f"{full(p)} ({p['passport_family']} {p['passport_given']})"
        body.append(
            [
                name,
                day(p["birth"]),
                "Adliya vazirligi",
                p["position"],
                p["passport"],
                day(p["passport_expiry"]),
                p["email"],
            ]
        )
    rows: list[Any] = [
        ["Nomzodlar roʻyxati"],
        head,
        *numbered(body)[:2],
        head,
        ["Zaxira"],
        *numbered(body)[2:],
        ["Jami: 3 kishi"],
    ]
    fields = (*NAME, *SPELLED, "birth", "passport", "passport_expiry", "position", "email")
    records = [said(p, *fields, agency="Adliya vazirligi") for p in PEOPLE["UZ"]]
    return Fixture("uz-vazirlik.ods", lambda p: write(p, Page("Roʻyxat", rows)), records)


def flawed() -> Fixture:
    """Every kind of mistake a clerk makes, formulas with their values and without."""
    head = [
        "№",
        "Фамилия",
        "Имя",
        "Отчество",
        "Пол",
        "Дата рождения",
        "Паспорт",
        "Срок действия паспорта",
        "Орган",
        "Должность",
    ]
    head += ["Телефон", "E-mail"]
    good = [
        "Асанов",
        "Азамат",
        "Асанович",
        "м",
        "07.03.1985",
        "AN1234567",
        "01.02.2032",
        "Мэрия",
        "советник",
        "+996 700 123456",
        "a@example.org",
    ]

    def row(number: int, **changes: Any) -> list[Any]:
        own = [*good[:5], f"AN{number}234567", *good[6:10], f"a{number}@example.org"]
        own[0] = ("Асанов", "Мамытов", "Жээнбеков", "Сыдыков", "Токтогулов", "Касымов", "Рахимов", "Осмонов")[
            number - 1
        ]
        return [number, *(changes.get(name, value) for name, value in zip(head[1:], own, strict=True))]

    rows = [
        head,
        row(1, Паспорт="AN 1234567"),
        row(2, Имя="А."),
        row(3, **{"Дата рождения": "31.02.1980"}),
        row(4, Паспорт="12345", Телефон="+996 700 12345"),
        row(5, **{"Срок действия паспорта": "01.02.2020", "E-mail": "a5@example,org"}),
        row(6, Орган="#REF!", **{"E-mail": ""}),
        row(7, Пол="ж"),
        row(8, **{"E-mail": "a8@example.org; b8@example.org"}),
    ]
    page = Page("Список", rows, formulas={(1, 9): "=VLOOKUP(A2,X!A:B,2,0)", (2, 6): '="AN"&"2234567"'})
    base = {
        "given": "Азамат",
        "patronymic": "Асанович",
        "sex": "m",
        "birth": "1985-03-07",
        "passport_expiry": "2032-02-01",
        "agency": "Мэрия",
        "position": "советник",
        "phone": "+996 700 123456",
    }
    records = [
        base | {"family": row(n)[1], "passport": f"AN{n}234567", "email": f"a{n}@example.org"} for n in range(1, 9)
    ]
    records[1] |= {"given": "А."}
    records[2] |= {"birth": None}
    records[3] |= {"passport": "12345", "phone": "+996 700 12345"}
    records[4] |= {"passport_expiry": "2020-02-01", "email": "a5@example.org"}
    records[5] |= {"agency": None, "email": None}
    records[6] |= {"sex": "f"}
    problems = [(1, "given", "invalid"), (2, "birth", "invalid"), (3, "passport", "invalid"), (3, "phone", "invalid")]
    problems += [
        (4, "passport_expiry", "expired"),
        (4, "email", "invalid"),
        (5, "agency", "invalid"),
        (5, "email", "missing"),
    ]
    problems += [(6, "sex", "conflict"), (7, "email", "ambiguous")]
    return Fixture("flawed.xlsx", lambda p: write(p, page), records, problems, options={"country": "KG"})


LISTS = (
    agency_sheets,
    lost_letters,
    uzbek_cyrillic,
    russian_koi8,
    english_orders,
    asks_about_dates,
    uzbek_open,
    flawed,
)

"""Lists as offices of single countries write them: their headers, dates, code pages and file formats."""

from collections.abc import Sequence
from typing import Any

from .people import PEOPLE, day, full, said, written
from .truths import NAME, SPELLED, Fixture, numbered
from .writing import Page, write


def tajik_sections() -> Fixture:
    """Two header rows with merged cells, no column for the agency but a line above its people, Tajik months."""
    one, two, three = PEOPLE["TJ"]
    head = [["", "РӮЙХАТИ НОМЗАДҲО"], ["", "барои таҳсил дар ҶМЧ"], [""]]
    head += [["Р/т", "Ному насаб", "Санаи таваллуд", "Шиноснома", "", "Вазифа", "Телефон", "Почтаи электронӣ"]]
    head += [["", "", "", "рақам", "мӯҳлат", "", "", ""]]

    def row(n: int, p: dict[str, Any]) -> list[Any]:
        birth = written(p["birth"], "{d} {name} соли {y}", language="tg")
        return [
            n,
            full(p),
            birth,
            p["passport"],
            written(p["passport_expiry"], "{d:02}.{m:02}.{y}"),
            p["position"],
            p["phone"],
            p["email"],
        ]

    rows = [
        *head,
        ["Вазорати молия"],
        row(1, one),
        row(2, two),
        ["Агентии хизмати давлатӣ"],
        row(3, three),
        [""],
        ["", "Сардори шуъбаи кадрҳо", "", "", "Назаров А."],
    ]
    merges = [((3, n), (4, n)) for n in (0, 1, 2, 5, 6, 7)] + [((3, 3), (3, 4)), ((5, 0), (5, 7)), ((8, 0), (8, 7))]
    page = Page("Рӯйхат", rows, merges, hidden_rows={7}, hidden_columns={6})
    fields = (*NAME, "birth", "passport", "passport_expiry", "position", "phone", "email")
    records = [said(one, *fields, agency="Вазорати молия"), said(two, *fields, agency="Вазорати молия")]
    records.append(said(three, *fields, agency="Агентии хизмати давлатӣ"))
    return Fixture("tj-vazorat.ods", lambda p: write(p, page), records, [(1, "person", "hidden")], ["guess", "hidden"])


def turkmen_old() -> Fixture:
    """An old workbook: Turkmen header, a hidden row and column, a total and a signature."""
    rows: list[Any] = [["Dalaşgärleriň sanawy"], [None]]
    header = "T/b|Familiýasy, ady, atasynyň ady|Jynsy|Doglan senesi|Pasport belgisi|Pasportyň möhleti|Iş ýeri"
    rows.append([*header.split("|"), "Wezipesi", "E-poçta"])
    sexes = {"m": "erkek", "f": "aýal"}
    for number, p in enumerate(PEOPLE["TM"], 1):
        birth = written(p["birth"], "{d}-nji {name} {y} ý.", language="tk")
        number_of = f"{p['passport'][0]} {p['passport'][1:]}"
        rows.append(
            [
                number,
                full(p),
                sexes[p["sex"]],
                birth,
                number_of,
                written(p["passport_expiry"], "{d:02}.{m:02}.{y} ý."),
                "Maliýe ministrligi",
                p["position"],
                p["email"],
            ]
        )
    rows += [["Jemi: 3", ""], [None], ["", "Ýolbaşçy", "", "A. Nuryýew"]]
    page = Page("Sanaw", rows, [((0, 0), (0, 8))], hidden_rows={4}, hidden_columns={2})
    fields = (*NAME, "sex", "birth", "passport", "passport_expiry", "position", "email")
    records = [said(p, *fields, agency="Maliýe ministrligi") for p in PEOPLE["TM"]]
    return Fixture("tm-ministrlik.xls", lambda p: write(p, page), records, [(1, "person", "hidden")], ["hidden"])


CHINESE = "序号|姓名|拼音|性别|出生年月|护照号码|护照有效期至|工作单位|职务|电子邮箱|联系电话|外语水平"


def _chinese_rows(births: Sequence[Any], pinyin: Sequence[str]) -> list[list[Any]]:
    sexes = {"m": "男", "f": "女"}
    return numbered(
        [
            [
                full(p, "family given").replace(" ", ""),
                spelled,
                sexes[p["sex"]],
                birth,
                p["passport"],
                written(p["passport_expiry"], "{y}年{m}月{d}日"),
                "国家行政学院",
                p["position"],
                p["email"],
                p["phone"],
                "英语、俄语（良好）",
            ]
            for p, birth, spelled in zip(PEOPLE["CN"], births, pinyin, strict=True)
        ]
    )


def _chinese_records(*, incomplete: int) -> list[dict[str, Any]]:
    fields = (*NAME, *SPELLED, "sex", "birth", "passport", "passport_expiry", "position", "email", "phone")
    records = [said(p, *fields, agency="国家行政学院", languages=["en", "ru"]) for p in PEOPLE["CN"]]
    records[incomplete]["birth"] = None
    return records


def chinese_text() -> Fixture:
    """A Chinese list in its old code page: one birth has no day, and the pinyin stands in both orders."""
    births = [written(p["birth"], "{y}.{m:02}.{d:02}") for p in PEOPLE["CN"]]
    births[1], births[2], births[3] = "1990年11月", "19790830", "一九八三年六月十八日"
    rows = [["学员名单"], CHINESE.split("|")]
    rows += _chinese_rows(births, ["WANG XIAOMING", "LI XIAOLIN", "LI OUYANG", "Wei ZHANG"])
    rows += [["合计", "4人"], ["填表人：王芳", "", "联系电话：010-87654321"]]
    records = _chinese_records(incomplete=1)
    records[3] |= {"passport_given": "Wei"}
    return Fixture(
        "cn-mingdan.csv",
        lambda p: write(p, Page("", rows), encoding="gb18030", delimiter=","),
        records,
        [(1, "birth", "invalid")],
    )


def chinese_workbook() -> Fixture:
    """Real dates shown as year and month only do not say the day; an example row; another sheet first."""
    births: list[Any] = [day(p["birth"]) for p in PEOPLE["CN"]]
    births[0] = day("1985-03-01")
    example = [
        "例",
        "张三",
        "ZHANG SAN",
        "男",
        "1980.01.01",
        "E00000000",
        "2030.01.01",
        "某部",
        "处长",
        "a@example.org",
        "1",
        "",
    ]
    rows = [
        ["参训人员名单"],
        CHINESE.split("|"),
        example,
        *_chinese_rows(births, ["Wang Xiaoming", "Li Xiaolin", "Ouyang Li", "Zhang Wei"]),
    ]
    page = Page("名单", rows, [((0, 0), (0, 11))], formats={(3, 4): 'yyyy"年"m"月"'})
    records = _chinese_records(incomplete=0)
    for record in records:
        record |= {name: record[name].title() for name in SPELLED}
    return Fixture(
        "cn-mingdan.xlsx",
        lambda p: write(p, Page("填表说明", [["请如实填写"]]), page),
        records,
        [(0, "birth", "invalid")],
    )


KAZAKH = "Р/с|Тегі|Аты|Әкесінің аты|Жынысы|Туған күні|Паспорт №|Жарамдылық мерзімі|Мекемесі|Лауазымы|Эл. пошта|Тілдер"
KAZAKH_FIELDS = (*NAME, "sex", "birth", "passport", "passport_expiry", "position", "email")


def _kazakh(file: str, *, encoding: str, delimiter: str, before: str = "") -> Fixture:
    sexes = {"m": "ер", "f": "әйел"}
    rows = [KAZAKH.split("|"), [str(number) for number in range(1, 13)]]
    rows += numbered(
        [
            [
                p["family"],
                p["given"],
                p["patronymic"],
                sexes[p["sex"]],
                written(p["birth"], "{y} жылғы {d} {name}", language="kk"),
                p["passport"],
                written(p["passport_expiry"], "{d:02}.{m:02}.{y} ж."),
                "Қаржы министрлігі",
                p["position"],
                p["email"],
                "қазақ, орыс тілдері",
            ]
            for p in PEOPLE["KZ"]
        ]
    )
    records = [said(p, *KAZAKH_FIELDS, agency="Қаржы министрлігі", languages=["kk", "ru"]) for p in PEOPLE["KZ"]]
    page = Page("", rows)
    return Fixture(file, lambda p: write(p, page, encoding=encoding, delimiter=delimiter, before=before), records)


def kazakh_utf16() -> Fixture:
    """Tab-separated, UTF-16 with its mark: what a spreadsheet program calls Unicode text."""
    return _kazakh("kz-bom.tsv", encoding="utf-16", delimiter="\t")


def kazakh_utf16_without_mark() -> Fixture:
    """The same without the mark."""
    return _kazakh("kz-no-bom.tsv", encoding="utf-16-le", delimiter="\t")


def kazakh_code_page() -> Fixture:
    """The Kazakh code page of the nineties, and a first line for the spreadsheet program."""
    return _kazakh("kz-1048.csv", encoding="kz1048", delimiter=";", before="sep=;\r\n")


LISTS = (
    tajik_sections,
    turkmen_old,
    chinese_text,
    chinese_workbook,
    kazakh_utf16,
    kazakh_utf16_without_mark,
    kazakh_code_page,
)

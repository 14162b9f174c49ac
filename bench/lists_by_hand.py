"""What a ministry's programmer writes on an afternoon to read lists: exact column names, one sheet, two forms of dates.

The other contender of the lists engine. It is meant to be good of its kind: it knows the usual header of every language
here, and on demand looks for the header below the titles.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

HEADERS = {
    "name": "фио|ф.и.о.|full name|姓名|аты-жөні|f.i.sh.|ф.и.ш.|ному насаб|familiýasy, ady, atasynyň ady",
    "family": "фамилия|surname|тегі|фамилиясы",
    "passport_family": "surname (as in passport)|паспорт боюнча фамилиясы|паспорт бойынша тегі",
    "passport_given": "given names (as in passport)|паспорт боюнча аты|паспорт бойынша аты",
    "given": "имя|given names|аты",
    "patronymic": "отчество|әкесінің аты|атасынын аты",
    "sex": "пол|sex|жынысы|性别|jynsy",
    "birth": "дата рождения|date of birth|туған күні|tugʻilgan sana|санаи таваллуд"
    "|doglan senesi|出生年月|туғилган йили",
    "passport": "паспорт|номер паспорта|passport no.|паспорт №|pasport"
    "|护照号码|паспорт рақами|pasport belgisi|шиноснома",
    "passport_expiry": "срок действия|срок действия паспорта|valid until"
    "|жарамдылық мерзімі|pasport muddati|护照有效期至",
    "agency": "орган|место работы|организация|organisation|мекемесі|ұйым|tashkilot|иш жойи|工作单位|iş ýeri",
    "position": "должность|position|лауазымы|lavozim|лавозими|职务|wezipesi|вазифа",
    "email": "e-mail|email|эл. пошта|электронная почта|电子邮箱|e-poçta|почтаи электронӣ",
    "phone": "телефон|phone|тел.|联系电话|telefon",
    "rank": "приоритет|priority|басымдық|навбат|order of preference",
}
FIELD_OF = {name: field for field, names in HEADERS.items() for name in names.split("|")}
SEXES = {
    "м": "m",
    "m": "m",
    "ер": "m",
    "男": "m",
    "erkek": "m",
    "ж": "f",
    "f": "f",
    "әйел": "f",
    "女": "f",
    "aýal": "f",
}


def read(path: Path, *, search_header: bool) -> list[dict[str, Any]]:
    """The records of a list; raises whatever goes wrong, as such scripts do."""
    rows = _rows(path)
    first = max(range(min(10, len(rows))), key=lambda n: _known(rows[n])) if search_header else 0
    header = [FIELD_OF.get(str(cell or "").strip().casefold()) for cell in rows[first]]
    people = [_person(dict(zip(header, row, strict=False))) for row in rows[first + 1 :]]
    return [person for person in people if person.get("family") or person.get("passport_family")]


def _known(row: list[Any]) -> int:
    return sum(str(cell or "").strip().casefold() in FIELD_OF for cell in row)


def _rows(path: Path) -> list[list[Any]]:
    if path.suffix in (".csv", ".tsv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, delimiter="\t" if path.suffix == ".tsv" else ";"))
    return [list(row) for row in openpyxl.load_workbook(path, read_only=True, data_only=True).active.values]


def _person(cells: Mapping[str | None, Any]) -> dict[str, Any]:
    person = {field: str(cell).strip() or None for field, cell in cells.items() if field and cell is not None}
    if "name" in person:
        family, given, patronymic, *_ = [*(person.pop("name") or "").split(" ", 2), None, None, None]
        person |= {"family": family, "given": given, "patronymic": patronymic}
    for field in ("birth", "passport_expiry"):
        if field in person:
            person[field] = _day(cells[field])
    if person.get("passport"):
        person["passport"] = person["passport"].replace(" ", "").upper()
    if "sex" in person:
        person["sex"] = SEXES.get((person["sex"] or "").casefold())
    if (person.get("rank") or "").isdigit():
        person["rank"] = int(person["rank"])
    return person


def _day(cell: Any) -> str | None:
    if isinstance(cell, date):
        return cell.strftime("%Y-%m-%d")
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return date(*time.strptime(str(cell).strip(), form)[:3]).isoformat()
        except ValueError:
            pass
    return None

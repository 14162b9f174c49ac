"""Made-up people of six countries, as a careful clerk would enter them."""

import csv
import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import Any

Person = dict[str, Any]
PEOPLE: dict[str, list[Person]] = defaultdict(list)
with (Path(__file__).parent / "people.csv").open(encoding="utf-8", newline="") as file:
    for line in csv.DictReader(file, delimiter="|"):
        PEOPLE[line.pop("country")].append({name: text or None for name, text in line.items()})

MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ky": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "tg": "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри",
    "tk": "ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr",
    "en": "January February March April May June July August September October November December",
}


def day(iso: str) -> dt.date:
    """The day of ISO text."""
    return dt.date.fromisoformat(iso)


def written(iso: str, form: str, *, language: str = "ru") -> str:
    """A date in a form such as "{d}.{m:02}.{y}" or "{d} {name} {y}"."""
    date = day(iso)
    return form.format(d=date.day, m=date.month, y=date.year, name=MONTHS[language].split()[date.month - 1])


def full(person: Person, order: str = "family given patronymic") -> str:
    """The parts of a name in one text."""
    return " ".join(person[part] for part in order.split() if person[part])


def said(person: Person, *names: str, **more: Any) -> Person:
    """What a list with columns for these fields says of a person."""
    return {name: person[name] for name in names} | more

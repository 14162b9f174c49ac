"""Dates: whatever way a date of the last hundred years is written, it is read back, and nothing else is a date."""

import calendar
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sabaq.engines.lists.dates import DateReading, months_later, orders_of, read_date, years_between
from sabaq.engines.lists.persons import tidy

TODAY = dt.date(2026, 11, 24)
DATES = st.dates(min_value=dt.date(1930, 1, 1), max_value=dt.date(2060, 12, 31))
DAY = dt.date(1985, 3, 7)
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "tg": "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри",
    "tk": "ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr",
}


@settings(deadline=None)
@given(
    DATES,
    st.sampled_from(
        [
            "%d.%m.%Y",
            "%Y-%m-%d",
            "%d-%m-%Y",
            "%Y/%m/%d",
            "%Y.%m.%d",
            "%Y%m%d",
            "%d.%m.%Y г.",
            "%d.%m.%YГ",
            "%d . %m . %Y",
            "%d.%m.%Y ж.",
            "%d.%m.%Y й.",
            "%d.%m.%Y yil",
            "%d.%m.%Y ý.",
            "%Y年%m月%d日",
            "%Y-%m-%d 00:00:00",
        ]
    ),
)
def test_written_in_numbers_and_read_back(day, form):
    assert read_date(day.strftime(form), today=TODAY) == DateReading(day, "sure")


@settings(deadline=None)
@given(
    DATES,
    st.sampled_from(sorted(MONTHS)),
    st.sampled_from(
        ["{d} {m} {y}", "{d} {m} {y} г.", "{y} жылғы {d} {m}", "{d}-{m} {y}-yil", "{m} {d}, {y}", "«{d}» {m} {y}"]
    ),
)
def test_written_with_the_name_of_the_month(day, language, form):
    text = form.format(d=day.day, m=MONTHS[language].split()[day.month - 1], y=day.year)
    assert read_date(text, today=TODAY) == DateReading(day, "sure")


@settings(deadline=None)
@given(DATES)
def test_a_serial_number_of_a_spreadsheet(day):
    assert read_date(str((day - dt.date(1899, 12, 30)).days), today=TODAY) == DateReading(day, "sure")


@settings(deadline=None)
@given(st.dates(min_value=dt.date(1937, 1, 1), max_value=dt.date(2008, 12, 31)))
def test_two_digits_for_the_year_are_marked_unless_no_other_birth_can_be_meant(day):
    certainty = "ambiguous" if day.day <= 12 and day.day != day.month else "sure"
    reading = read_date(day.strftime("%d.%m.%y"), today=TODAY)
    assert reading.value == day
    if day.year < 2000 or certainty == "ambiguous":  # of 25.03.07 the first number may be the year too
        assert reading.certainty == certainty
    assert read_date(day.strftime("%d.%m.%y"), today=TODAY, orders={".": "day"}) == DateReading(day, "sure")


@settings(deadline=None)
@given(st.lists(DATES, min_size=1, max_size=9), st.sampled_from([("%d/%m/%Y", "day"), ("%m/%d/%Y", "month")]))
def test_one_date_of_a_column_settles_the_order_of_all(days, habit):
    form, first = habit
    texts = [day.strftime(form) for day in [*days, dt.date(1985, 3, 25)]]
    assert orders_of(texts) == {"/": first}
    assert [read_date(t, today=TODAY, orders=orders_of(texts)).value for t in texts] == [*days, dt.date(1985, 3, 25)]


def test_a_column_of_two_habits_settles_nothing():
    assert orders_of(["25/03/1985", "03/25/1985", "01/02/1985"]) == {}
    assert orders_of(["25.03.07", "март", ""]) == {}


@pytest.mark.parametrize(
    "text",
    [
        "07.03.1985 г.р.",
        "7 марта 1985 года рождения",
        "7 марта 85 г.",
        "7.III.1985",
        "7/III-85",
        "07-Mar-85",
        "7th March 1985",
        "Mar 7, 1985",
        "一九八五年三月七日",
        "1985年3月7号",
        "07031985",
        "31113.0",
        "31113.5",
        "07 03 1985",
        "07.03.1985 0:00:00",
        "1985-03-07T00:00:00.000Z",
        "7-марти соли 1985",
        "соли 1985, 7 март",
        "1985-жылдын 7-марты",
        "жалган курандын 7си, 1985",
        "1985-nji ýylyň 7-nji marty",
        "1985-yil 7-mart",
        "7 mart 1985 ý.",
        "07.03.1985, г. Ош",
        "85.03.07",
        "85.3.7",
        "85年3月7日",
        "1985. 3. 7.",
        "наурыздың 7, 1985 ж.",
        "7 наурыз 1985 жыл",
        "7-naurız 1985",
        "１９８５年３月７日",
    ],
)
def test_other_habits(text):
    assert read_date(tidy(text), today=TODAY) == DateReading(DAY, "sure")


@settings(deadline=None)
@given(DATES)
def test_slashes_are_marked_unless_only_one_order_is_a_date(day):
    certainty = "ambiguous" if day.day <= 12 and day.day != day.month else "sure"
    assert read_date(day.strftime("%d/%m/%Y"), today=TODAY) == DateReading(day, certainty)
    if day.day > 12:
        assert read_date(day.strftime("%m/%d/%Y"), today=TODAY) == DateReading(day, "sure")


@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_text_breaks_the_reader_and_a_value_is_there_exactly_when_it_was_read(text):
    reading = read_date(text, today=TODAY)
    assert (reading.value is None) == (reading.certainty in ("invalid", "incomplete"))


@pytest.mark.parametrize("text", ["31.02.1980", "00.01.1980", "7 марта", "Иванов", "1.2.3.4", "32.13.1980", "март"])
def test_what_is_no_date(text):
    assert read_date(text, today=TODAY) == DateReading(None, "invalid")


@pytest.mark.parametrize(
    "text",
    ["1985", "1985 г.", "03.1985", "1985年3月", "март 1985", "1985年", "1985.03", "85年3月", "03.85", "一九八五年三月"],
)
def test_what_is_no_full_date(text):
    assert read_date(text, today=TODAY) == DateReading(None, "incomplete")


def test_a_short_year_of_an_expiry_date_lies_ahead():
    assert read_date("03.04.85", today=TODAY, future=True).value == dt.date(2085, 4, 3)
    assert read_date("03.04.85", today=TODAY).value == dt.date(1985, 4, 3)


@settings(deadline=None)
@given(DATES, st.integers(1, 30))
def test_months_later(day, months):
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == min(day.day, calendar.monthrange(later.year, later.month)[1])


def test_years_between():
    assert [years_between(DAY, dt.date(2026, 3, day)) for day in (6, 7, 8)] == [40, 41, 41]

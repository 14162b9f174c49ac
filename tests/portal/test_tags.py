"""What the tags and filters write into a page, in more than one language."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from sabaq.network.models import Institution
from sabaq.people.models import Person, PersonName
from sabaq.platform.stand import Stand


def shown(source, language="en", **context):
    with translation.override(language):
        return Template(source).render(Context(context))


def test_a_text_in_the_readers_language_is_plain_and_escaped():
    assert shown("{{ t|tr }}", t={"en": "Law & <order>", "ru": "Право"}) == "Law &amp; &lt;order&gt;"
    assert shown("{{ t|tr }}", "ru", t={"en": "Law", "ru": "Право"}) == "Право"


def test_another_language_is_spanned_and_marked():
    assert shown("{{ t|tr }}", t={"zh-hans": "课<"}) == (
        '<span lang="zh-Hans">课&lt;</span>&nbsp;<span class="fallback"><span aria-hidden="true">zh</span>'
        '<span class="sr">(in Chinese)</span></span>'
    )
    assert shown("{{ t|tr_text }}", "kk", t={"ru": "Право"}) == "Право"


@pytest.mark.parametrize("texts", [{}, None])
def test_no_text_is_nothing(texts):
    assert shown("{{ t|tr }}{{ t|tr_text }}", t=texts) == ""


@pytest.mark.parametrize(
    ("language", "day", "deadline"),
    [
        ("en", "12 March 2027", "Friday 12 March 2027"),
        ("ru", "12 марта 2027", "пятница, 12 марта 2027"),
        ("zh-hans", "2027年3月12日", "2027年3月12日, 星期五"),
        ("ky", "2027-ж. 12-март", "2027-ж. 12-март, жума"),
        ("tg", "12 марти 2027", "ҷумъа, 12 марти 2027"),
        ("uz", "12-mart, 2027-yil", "juma, 12-mart, 2027-yil"),
        ("tk", "12 mart 2027 ý.", "anna, 12 mart 2027 ý."),
    ],
)
def test_dates_are_written_as_each_language_does(language, day, deadline):
    context = {"d": date(2027, 3, 12)}
    assert (shown("{{ d|day }}", language, **context), shown("{{ d|deadline }}", language, **context)) == (
        day,
        deadline,
    )


def test_a_moment_is_shown_in_the_installations_time():
    late = datetime(2027, 3, 12, 20, 30, tzinfo=UTC)
    assert shown("{{ m|day }}, {{ m|clock }}", m=late) == "13 March 2027, 01:30"


@pytest.mark.parametrize(
    ("first", "last", "language", "text"),
    [
        (date(2027, 5, 3), date(2027, 5, 14), "en", "3–14 May 2027"),
        (date(2027, 5, 3), date(2027, 5, 14), "ru", "3–14 мая 2027"),
        (date(2027, 5, 3), date(2027, 5, 14), "zh-hans", "2027年5月3–14日"),
        (date(2027, 5, 3), date(2027, 5, 14), "kk", "2027 жылғы 3–14 мамыр"),
        (date(2027, 4, 28), date(2027, 5, 3), "en", "28 April – 3 May 2027"),
        (date(2026, 12, 28), date(2027, 1, 3), "en", "28 December 2026 – 3 January 2027"),
        (date(2027, 5, 3), date(2027, 5, 3), "en", "3 May 2027"),
        (None, date(2027, 5, 3), "en", ""),
    ],
)
def test_a_range_says_nothing_twice(first, last, language, text):
    assert shown("{% date_range a b %}", language, a=first, b=last) == text


@pytest.mark.parametrize(
    ("written", "language", "text"),
    [
        ("2023", "en", "2023"),
        ("2023-11", "en", "November 2023"),
        ("2023-11-27", "en", "27 November 2023"),
        ("2023-11", "ru", "ноябрь 2023"),
        ("2023-11", "zh-hans", "2023年11月"),
        ("", "en", ""),
    ],
)
def test_a_partial_date_shows_what_is_known(written, language, text):
    assert shown("{{ s|partial_date }}", language, s=written) == text


@pytest.mark.django_db
def test_a_persons_name_carries_its_language():
    person = Person.objects.create()
    PersonName.objects.create(person=person, script="latn", kind="passport", full="ASANOVA ZHYLDYZ")
    assert shown("{{ p|person_name }}", p=person) == "ASANOVA ZHYLDYZ"
    PersonName.objects.create(person=person, script="cyrl", language="ky", full="Асанова Жылдыз")
    assert shown("{{ p|person_name }}", p=person) == '<span lang="ky">Асанова Жылдыз</span>'


def test_a_state_has_a_shape_and_a_word():
    assert shown("{% state s %}", s=Stand("late", "Overdue")) == '<span class="state late">Overdue</span>'


def test_marks_and_sources():
    row = Institution(illustrative=True, sources="S1, S12")
    assert shown("{% illustrative row %}", row=row) == ' <span class="ill">illustrative</span>'
    assert shown("{% sources row %}", row=row) == (
        '<span class="soft note-size">Sources: <a href="/sources/#S1">S1</a>, <a href="/sources/#S12">S12</a></span>'
    )
    assert shown("{% illustrative row %}{% sources row %}", row=Institution()) == ""


def test_a_meter_draws_held_and_waiting_and_says_so():
    drawn = shown("{% meter 9 12 waiting=3 label=l %}", l="9 of 12 & 3 waiting")
    assert drawn == (
        '<svg class="meter" height="14" role="img" aria-label="9 of 12 &amp; 3 waiting">'
        '<rect class="f-free" x="0" y=".5" width="79.2%" height="13"/><rect class="f-ink" width="59.4%" height="14"/>'
        '<rect class="f-wait" x="80.2%" y=".5" width="19.8%" height="13"/>'
        '<rect x="80.2%" y=".5" width="19.8%" height="13" fill="url(#hatch)"/></svg>'
    )


def test_a_spark_ends_where_delivery_stands():
    assert shown("{% spark v t %}", v=[0, 5, 10], t=20) == (
        '<svg class="spark" height="38" aria-hidden="true" focusable="false">'
        '<svg width="100%" height="100%" viewBox="0 0 150 38" preserveAspectRatio="none">'
        '<path class="base" d="M0 33.5H150"/><path class="aim" d="M0.0 5.0H150.0V5.0"/>'
        '<path class="got" d="M0.0 33.0L75.0 26.0L150.0 19.0"/><path class="dot" d="M150.0 19.0h0"/></svg>'
        '<text class="aim" x="100%" y="13.2%" dx="8" dy=".35em">20</text>'
        '<text class="got" x="100%" y="50.0%" dx="8" dy=".35em">10</text></svg>'
    )


@pytest.mark.parametrize(
    ("days", "text"), [(-31, "31 days late"), (-1, "1 day late"), (0, "today"), (1, "tomorrow"), (5, "in 5 days")]
)
def test_the_distance_of_a_deadline(days, text):
    assert shown("{{ d|distance }}", d=days) == text


@pytest.mark.parametrize(("days", "text"), [(180, "180 days"), (365, "1 year"), (1095, "3 years")])
def test_how_long_data_is_kept(days, text):
    assert shown("{{ d|kept }}", d=days) == text


def test_a_language_is_named_in_the_readers_language():
    with translation.override("kk"):
        assert Template("{{ 'ru'|language_name }}").render(Context()) == "орыс"

"""Tags and filters that every template may use: texts in languages, dates, names, states, marks and small charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sabaq.platform import dates
from sabaq.platform.languages import in_language, language_tag
from sabaq.platform.listing import Listing
from sabaq.platform.models import AuditEntry
from sabaq.platform.refusals import Sentence
from sabaq.platform.sourced import Sourced
from sabaq.platform.stand import Stand
from sabaq.platform.verbs import sentence_of

from .. import domain, queries, tables

register = template.Library()


@register.filter
def tr(texts: dict[str, str] | None) -> SafeString:
    """A text in the reader's language; another language is spanned and marked, never silent."""
    shown = in_language(texts)
    if not shown.is_fallback:
        return conditional_escape(shown.text)
    return format_html(
        '<span lang="{}">{}</span>&nbsp;<span class="fallback"><span aria-hidden="true">{}</span>'
        '<span class="sr">{}</span></span>',
        shown.tag,
        shown.text,
        shown.language[:2],
        _("(in %(language)s)") % {"language": tables.language_name(shown.language)},
    )


@register.filter
def tr_text(texts: dict[str, str] | None) -> str:
    """The same as plain text, for attributes and titles."""
    return in_language(texts).text


@register.filter
def language_name(code: str) -> str:
    """A language by its name in the reader's language."""
    return tables.language_name(code)


@register.filter
def lang_tag(code: str) -> str:
    """A language's code as a `lang` attribute wants it."""
    return language_tag(code)


def _as_date(moment: date | datetime) -> date:
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


@register.filter
def day(moment: date | datetime | None) -> str:
    """A date such as "3 May 2027"."""
    return dates.written(_as_date(moment), "day") if moment else ""


@register.filter
def deadline(moment: date | datetime | None) -> str:
    """A date with its weekday, such as "Friday 12 March 2027"."""
    return dates.written(_as_date(moment), "deadline") if moment else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """The time of day, such as "17:55", in the installation's time zone."""
    return timezone.localtime(moment).strftime("%H:%M") if moment else ""


@register.filter
def partial_date(written: str | None) -> str:
    """A date known to the year, the month or the day."""
    if not written:
        return ""
    parts = [int(part) for part in written.split("-")]
    forms: tuple[dates.DateForm, ...] = ("year", "month", "day")
    form = forms[len(parts) - 1]
    return dates.written(date(*[*parts, 1, 1][:3]), form)


@register.simple_tag
def date_range(first: date | None, last: date | None) -> str:
    """Two dates as one expression, such as "3–14 May 2027"."""
    return dates.written_range(_as_date(first), _as_date(last)) if first and last else ""


@register.filter
def person_name(person: Any) -> SafeString | str:
    """A person's written name, with the language of its script where it is known. Uses prefetched names."""
    if person is None:
        return ""
    shown = person.display_name
    name = next((n for n in person.names.all() if n.full == shown), None)
    tag = name and (name.language or {"hani": "zh-hans"}.get(name.script, ""))
    return format_html('<span lang="{}">{}</span>', language_tag(tag), shown) if tag else shown


@register.simple_tag
def state(stand: Stand | None) -> SafeString | str:
    """How something stands: a shape and a word."""
    return format_html('<span class="state {}">{}</span>', stand.shape, stand.word) if stand else ""


@register.simple_tag
def illustrative(row: Sourced) -> SafeString | str:
    """The small mark on a record that was invented for the sample."""
    return format_html(' <span class="ill">{}</span>', _("illustrative")) if row.illustrative else ""


@register.simple_tag
def sources(row: Sourced) -> SafeString | str:
    """Links to the public sources that a record names."""
    keys = [key.strip() for key in row.sources.split(",") if key.strip()]
    if not keys:
        return ""
    page = reverse("portal:sources")
    links = format_html_join(", ", '<a href="{}#{}">{}</a>', ((page, key, key) for key in keys))
    return format_html('<span class="soft note-size">{} {}</span>', _("Sources:"), links)


def _described(label: Sentence) -> SafeString:
    return (
        format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true" focusable="false"')
    )


@register.simple_tag
def meter(got: int, total: int, waiting: int = 0, label: Sentence = "", scale: int = 0) -> SafeString:
    """A bar: `got` of `total`, and who waits beyond it. Without a label its numbers must stand beside it."""
    bars = domain.meter_bars(got, total, waiting=waiting, scale=scale)
    beyond = format_html(
        '<rect class="f-wait" x="{0}%" y=".5" width="{1}%" height="13"/>'
        '<rect x="{0}%" y=".5" width="{1}%" height="13" fill="url(#hatch)"/>',
        bars.waiting_from,
        bars.waiting,
    )
    return format_html(
        '<svg class="meter" height="14" {}><rect class="f-free" x="0" y=".5" width="{}%" height="13"/>'
        '<rect class="f-ink" width="{}%" height="14"/>{}</svg>',
        _described(label),
        bars.total,
        bars.got,
        beyond if waiting else "",
    )


@register.simple_tag
def spark(values: Sequence[float], target: float | Sequence[float], label: Sentence = "") -> SafeString:
    """A small line of what was delivered against the target, as wide as its column, with the numbers of today.

    The inner picture is stretched; the numbers stand outside it, so that they are not. Neither is the dot: it is the
    round end of a line without length.
    """
    line = domain.spark_paths(values, target)
    numbers = format_html_join(
        "",
        '<text class="{}" x="100%" y="{}%" dx="8" dy=".35em">{}</text>',
        ((m.kind, m.y, m.number) for m in line.marks),
    )
    return format_html(
        '<svg class="spark" height="{}" {}>'
        '<svg width="100%" height="100%" viewBox="0 0 {} {}" preserveAspectRatio="none">'
        '<path class="base" d="M0 33.5H150"/><path class="aim" d="{}"/><path class="got" d="{}"/>'
        '<path class="dot" d="M{} {}h0"/></svg>{}</svg>',
        domain.HEIGHT, _described(label), domain.WIDTH, domain.HEIGHT, line.aim, line.got, line.x, line.y, numbers,
    )  # fmt: skip


@register.filter
def named(kind: str) -> Sentence:
    """The word for a role, a kind of institution, an urgency, or a class or ground of personal data."""
    return tables.WORDS[kind]


@register.filter
def distance(days: int | None) -> str:
    """How far a deadline is: "in 5 days", "31 days late"."""
    return "" if days is None else tables.distance(days)


@register.filter
def kept(days: int) -> str:
    """How long personal data is kept: "3 years"."""
    return tables.kept(days)


@register.filter
def says(entry: AuditEntry) -> Sentence:
    """What an entry of a history says was done."""
    return sentence_of(entry.verb)


@register.filter
def word(entry: AuditEntry, name: str) -> str:
    """One of an entry's erasable words, such as its reason."""
    return entry.word(name)


@register.filter
def parties_named(entries: Iterable[AuditEntry]) -> dict[str, str]:
    """The names of the parties that the entries of a history are about, by key."""
    return queries.parties_named(entries)


@register.filter
def facts_told(entry: AuditEntry, parties: dict[str, str]) -> list[str]:
    """What an entry's facts tell a reader: whom it concerns, numbers and days, and what they were before."""
    return tables.facts_told(entry.facts, parties)


@register.simple_tag
def list_url(listing: Listing, **changes: str | int | None) -> str:
    """The address of a list with some parameters changed: `{% list_url listing page=2 %}`."""
    return listing.query(**changes)


@register.simple_tag
def sort_url(listing: Listing, name: str) -> str:
    """The address that sorts a list by a column, or turns its order around."""
    turned = listing.sort == name and not listing.descending
    return listing.query(sort=f"-{name}" if turned else name, page=None)

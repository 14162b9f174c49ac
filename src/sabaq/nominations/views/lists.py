"""Pages of sent lists: send one, see what was read, correct it in place, decide about doubles, nominate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sabaq.people.models import Person
from sabaq.platform.audit import history_of
from sabaq.platform.files import attachment
from sabaq.platform.listing import Listing
from sabaq.platform.permissions import may, require
from sabaq.platform.web import actor, at, attempt, page
from sabaq.programmes.models import Edition

from ..actions.lists import AlreadyNominatedFrom, SameList, send_list, set_columns
from ..actions.proposals import nominate_ready_rows
from ..actions.rows import correct_rows, leave_out_row, resolve_duplicate
from ..domain.lists import Reviewed
from ..exports.lists import answer_response
from ..forms.lists import ColumnsForm, ReasonForm, SendListForm, corrections_in, keys_among
from ..models import ListRow, Nomination, SentList
from ..queries import lists as queries
from ..queries.nominations import people_shown_to, takes_nominations, to_forward, visible_to
from ..queries.rows import review_of, sheet_as_sent, wordings_of
from ..queries.seats import has_seats
from ..rules.lists import SEND_LIST, WORK_ON_LIST
from ..states import ListState
from ..tables import intake as tables
from ..tables.lists import LIST_STANDS, counts_told, told, unreadable_sentence

_SORTS = {"sent": ("-sent_at",), "file": ("file__name",), "sender": ("sender__key",)}
_ROW_SORTS = {"row": ("row",)}


def _list(request: HttpRequest, pk: int) -> SentList:
    """The list, with the permission to work on it checked."""
    row = get_object_or_404(SentList.objects.select_related("edition", "sender", "country", "file", "job"), pk=pk)
    require(actor(request), WORK_ON_LIST, row)
    return row


def _intake(pk: int) -> str:
    return reverse("nominations:intake", args=[pk])


@page(SEND_LIST)
@require_http_methods(["GET", "POST"])
def lists(request: HttpRequest, key: str) -> HttpResponse:
    """Send a list for an edition, and the lists that were sent."""
    edition = get_object_or_404(Edition, key=key)
    senders = queries.senders_for(actor(request))
    form = SendListForm(request.POST or None, request.FILES or None, senders=senders)
    if request.method == "POST" and form.is_valid():
        return _send(request, edition, form)
    rows = queries.with_counts(queries.lists_visible_to(actor(request)).filter(edition=edition))
    listing = Listing(request, rows, sorts=_SORTS)
    context = {
        "section": "programmes",
        "edition": edition,
        "form": form,
        "is_open": takes_nominations(edition, at(request)),
        "has_seats": has_seats(edition),
        "listing": listing,
        "lines": [(row, LIST_STANDS[ListState(row.state)]) for row in listing.page],
    }
    return render(request, "nominations/lists.html", context)


def _send(request: HttpRequest, edition: Edition, form: SendListForm) -> HttpResponse:
    try:
        sent_list = send_list(
            edition,
            file=form.cleaned_data["file"],
            sender=form.cleaned_data["sender"],
            by=actor(request),
            at=at(request),
        )
    except SameList as refusal:
        earlier = SentList.objects.get(pk=refusal.facts["sent_list"])
        if not may(actor(request), WORK_ON_LIST, earlier):
            raise
        messages.warning(request, str(refusal))
        return redirect(_intake(earlier.pk))
    return _job(sent_list)


def _job(sent_list: SentList) -> HttpResponse:
    assert sent_list.job is not None
    return redirect("portal:job", sent_list.job.pk)


@page(WORK_ON_LIST)
@require_http_methods(["GET"])
def intake(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as sent with what was found in it; or that it is being read, asks something, or cannot be read."""
    sent_list = _list(request, pk)
    if sent_list.state == ListState.ASKS:
        return _columns_page(request, sent_list, _columns_form(sent_list))
    context: dict[str, Any] = {
        "section": "programmes",
        "sent_list": sent_list,
        "history": history_of(sent_list)[:50],
        "counts": (counts := queries.row_counts(sent_list)),
        "told": counts_told(counts),
    }
    if sent_list.state != ListState.READ:
        params = sent_list.sheet.get("params", {})
        kind = sent_list.unreadable_kind
        context["why"] = unreadable_sentence(kind, params) if sent_list.state == ListState.UNREADABLE else ""
        return render(request, "nominations/intake_unread.html", context)
    return render(request, "nominations/intake.html", {**context, **_desk(request, sent_list)})


def _desk(request: HttpRequest, sent_list: SentList) -> dict[str, Any]:
    """The page of rows the reader asked for, with their corrections and doubles."""
    sent = sheet_as_sent(sent_list)
    shows_all = request.GET.get("rows") == "all"
    rows = sent_list.rows.all() if shows_all else queries.rows_to_look_at(sent_list)
    listing = Listing(request, rows, sorts=_ROW_SORTS)
    reviews = [(row, review_of(row)) for row in cast("list[ListRow]", list(listing.page))]
    elsewhere = queries.nominations_elsewhere(sent_list, [row for row, _review in reviews])
    return {
        "listing": listing,
        "shows_all": shows_all,
        "sheets": tables.sheets_of(sent, [row for row, _review in reviews], twice=elsewhere.keys()),
        "known": tables.known_of(reviews, elsewhere, seen=_seen(request, elsewhere)),
        "fixes": tables.fixes_of(reviews, sheet=sent, country=str(sent_list.country)),
        "pairs": _pairs(request, sent_list, reviews),
        "problems": [told(problem) for problem in sent.problems],
        "remembered": tables.remembered_of(sent_list, wordings_of(sent_list.sender)),
        "may_nominate": takes_nominations(sent_list.edition, at(request)),
        "has_seats": has_seats(sent_list.edition),
        "to_forward": to_forward(actor(request), sent_list.edition).count(),
    }


def _seen(request: HttpRequest, elsewhere: Mapping[int, Nomination]) -> set[int]:
    """The keys of those nominations that the reader may see; no query for none."""
    if not elsewhere:
        return set()
    keys = [nomination.pk for nomination in elsewhere.values()]
    return set(visible_to(actor(request)).filter(pk__in=keys).values_list("pk", flat=True))


def _pairs(request: HttpRequest, sent_list: SentList, reviews: list[tuple[ListRow, Reviewed]]) -> list[tables.Pair]:
    pending = [review.pending for _row, review in reviews if review.pending]
    numbers = [finding.row for finding in pending if finding.row is not None]
    keys = {finding.person for finding in pending if finding.person is not None}
    others = {row.row: row for row in sent_list.rows.filter(row__in=numbers)} if numbers else {}
    people: dict[int, Person] = {}
    if keys:
        shown = people_shown_to(actor(request), keys).prefetch_related("names", "documents")
        people = {person.pk: person for person in shown}
    return tables.pairs_of(reviews, others, people)


@page(WORK_ON_LIST)
@require_http_methods(["GET"])
def file_as_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they came."""
    return cast(HttpResponse, attachment(_list(request, pk).file))


@page(WORK_ON_LIST)
@require_http_methods(["GET"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet back to its sender, with comments."""
    sent_list = _list(request, pk)
    if sent_list.state != ListState.READ:
        return redirect(_intake(pk))
    return answer_response(sent_list)


def _columns_form(sent_list: SentList, data: Any = None) -> ColumnsForm:
    sheet = sent_list.sheet
    headers = sheet.get("header_rows") or [0]
    preview = sheet.get("preview") or sheet.get("rows", [])[max(headers[0] - 1, 0) : headers[-1] + 3]
    found = {name: column["meaning"] or "" for name, column in sent_list.columns.items()}
    return ColumnsForm(data, preview=preview, meanings={**found, **sheet.get("given", {})})


def _columns_page(request: HttpRequest, sent_list: SentList, form: ColumnsForm) -> HttpResponse:
    context = {"section": "programmes", "sent_list": sent_list, "form": form}
    return render(request, "nominations/intake_columns.html", context)


@page(WORK_ON_LIST)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what each column means; the list is then read again. Posted without columns, it is only read again."""
    sent_list = _list(request, pk)
    form = _columns_form(sent_list, request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return _columns_page(request, sent_list, form)
    try:
        sent_list = set_columns(sent_list, columns=form.meanings(), by=actor(request), at=at(request))
    except AlreadyNominatedFrom as refusal:
        messages.error(request, str(refusal))
        return redirect(_intake(pk))
    messages.success(request, _("The list is being read again."))
    return _job(sent_list)


@require_http_methods(["POST"])
@page(WORK_ON_LIST)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the boxes that were changed, and the readings that were confirmed."""
    sent_list = _list(request, pk)
    keys = keys_among(name.partition("-")[0] for name in request.POST)
    reviews = [(row, review_of(row)) for row in sent_list.rows.filter(pk__in=keys)]
    boxes = [box for fix in tables.fixes_of(reviews, sheet=sheet_as_sent(sent_list), country="") for box in fix.boxes]
    corrections = corrections_in(
        request.POST,
        shown={box.name: box.value for box in boxes},
        agreed={box.name: box.agree for box in boxes if box.agree},
    )
    if not corrections:
        messages.warning(request, _("Nothing was changed. Write in a box or tick a reading first."))
        return redirect(_back(request, pk))
    count = len(corrections)
    return attempt(
        request,
        lambda: correct_rows(sent_list, corrections=corrections, by=actor(request), at=at(request)),
        done=ngettext("%(n)s row was checked again.", "%(n)s rows were checked again.", count) % {"n": count},
        then=_back(request, pk),
    )


def _back(request: HttpRequest, pk: int) -> str:
    """The page of rows that the reader was on."""
    query = request.GET.urlencode()
    return f"{_intake(pk)}?{query}" if query else _intake(pk)


def _row(request: HttpRequest, pk: int, row: int) -> ListRow:
    return get_object_or_404(ListRow.objects.select_related("sent_list__edition"), pk=row, sent_list=_list(request, pk))


@require_http_methods(["POST"])
@page(WORK_ON_LIST)
def double(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Decide whether two entries are one person."""
    chosen = _row(request, pk, row)
    answer = request.POST.get("answer")
    if answer not in ("this", "other", "different"):
        raise BadRequest
    done = _("Both stay in the list.") if answer == "different" else _("They are one person now.")
    return attempt(
        request,
        lambda: resolve_duplicate(
            chosen,
            same=answer != "different",
            keep="other" if answer == "other" else "this",
            by=actor(request),
            at=at(request),
        ),
        done=done,
        then=_back(request, pk),
    )


@require_http_methods(["POST"])
@page(WORK_ON_LIST)
def leave_out(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Leave a person out, for a reason."""
    chosen, form = _row(request, pk, row), ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return attempt(
        request,
        lambda: leave_out_row(chosen, reason=reason, by=actor(request), at=at(request)),
        done=_("The person was left out. The row stays in the list."),
        then=_back(request, pk),
    )


@require_http_methods(["POST"])
@page(WORK_ON_LIST)
def nominate(request: HttpRequest, pk: int) -> HttpResponse:
    """Nominate everybody who is ready."""
    sent_list, new = _list(request, pk), list[Nomination]()

    def said() -> str:
        others = replace(queries.row_counts(sent_list), nominated=0)
        return " ".join(counts_told(queries.RowCounts(nominated=len(new))) + counts_told(others))

    return attempt(
        request,
        lambda: new.extend(nominate_ready_rows(sent_list, by=actor(request), at=at(request))),
        done=lazy(said, str)(),
        then=_intake(pk),
    )

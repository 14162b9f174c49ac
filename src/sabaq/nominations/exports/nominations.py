"""An edition's nominations as a spreadsheet: names, agencies and states; documents and contacts stay here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpResponse

from sabaq.platform.exports import export_response

from ..models import Nomination
from ..states import HostState, SenderState
from ..tables.nominations import HEADER, HOST_STANDS, SENDER_STANDS


def nominations_response(kind: str, nominations: Iterable[Nomination], *, name: str) -> HttpResponse:
    """The nominations given, in their order, as "xlsx" or "csv"."""
    header = [str(word) for word in HEADER]
    return export_response(kind, name=name, header=header, rows=_rows(nominations))


def _rows(nominations: Iterable[Nomination]) -> Iterator[list[Any]]:
    for nomination in nominations:
        yield [
            nomination.person.display_name,
            nomination.person.passport_name,
            str(nomination.country),
            str(nomination.agency),
            nomination.agency_as_written,
            nomination.post_as_written,
            nomination.priority,
            ", ".join(nomination.languages),
            str(SENDER_STANDS[SenderState(nomination.sender_state)].word),
            str(HOST_STANDS[HostState(nomination.host_state)].word),
        ]

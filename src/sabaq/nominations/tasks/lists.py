"""Reads a sent list in a child process, outside any transaction, and hands the result to one action."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sabaq.engines.lists import Unreadable, read_list
from sabaq.platform.actors import Actor
from sabaq.platform.files import path_of
from sabaq.platform.jobs import Progress, job

from ..actions.lists import READ_LIST, ask_for_columns, give_up_reading, take_in_reading
from ..models import SentList
from ..queries.rows import wordings_of


@job(READ_LIST)
def read_sent_list(progress: Progress, *, by: Actor, at: datetime, **arguments: Any) -> str:
    """Read the list with the key `sent_list`; the result is its page, which also tells why a file could not be read."""
    row = SentList.objects.select_related("file", "edition", "country", "sender").get(pk=arguments["sent_list"])
    progress.step(_("Reading the file"), total=2)
    try:
        reading = read_list(
            path_of(row.file),
            today=timezone.localdate(at),
            edition_end=row.edition.ends,
            columns=row.sheet.get("given") or None,
            wordings=wordings_of(row.sender),
            country=row.country_id,
        )
    except Unreadable as unreadable:
        without_people = ask_for_columns if unreadable.kind == "no_header" else give_up_reading
        without_people(row, unreadable=unreadable, by=by, at=at)
    else:
        progress.step(_("Looking for people who are named twice or known already"), done=1, total=2)
        take_in_reading(row, reading=reading, by=by, at=at)
    return reverse("nominations:intake", args=[row.pk])

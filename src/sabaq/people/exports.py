"""People in office as rows of a spreadsheet."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse

from sabaq.platform.exports import export_response
from sabaq.platform.languages import in_language

from .models import Person
from .queries import account_of, held_on, place_of
from .states import Role
from .tables import HEADER, ROLES, account_stand


def people_file(kind: str, rows: QuerySet[Person], *, today: date) -> HttpResponse:
    """The list as XLSX or CSV: one row for each person, several offices or mandates in one cell."""
    return export_response(
        kind, name="people-in-office", header=[str(word) for word in HEADER], rows=(_row(row, today) for row in rows)
    )


def _row(person: Person, today: date) -> list[str]:
    account = account_of(person)
    offices = [f"{in_language(post.office)}, {post.institution}" for post in person.posts.all()]
    mandates = [f"{ROLES[Role(m.role)]}, {place_of(m)}" for m in held_on(person, today)]
    return [
        person.display_name, "; ".join(offices), "; ".join(mandates), account.email if account else "",
        str(account_stand(account).word),
    ]  # fmt: skip

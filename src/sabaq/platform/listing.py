"""Lists: sorted by a column named in the URL, paged by query, with everything else in the URL kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 50


class Listing:
    """One page of a queryset as a list page shows it.

    `sorts` maps the names allowed in `?sort=` (with a leading "-" for descending) to order_by fields; the first is the
    default. Two queries: a count and a page.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet[Any],
        *,
        sorts: Mapping[str, tuple[str, ...]],
        per_page: int = PER_PAGE,
    ) -> None:
        self._request = request
        asked = request.GET.get("sort", "")
        self.descending = asked.startswith("-")
        self.sort = asked.removeprefix("-") if asked.removeprefix("-") in sorts else next(iter(sorts))
        fields = sorts[self.sort]
        if self.descending:
            fields = tuple(f.removeprefix("-") if f.startswith("-") else f"-{f}" for f in fields)
        self.rows = rows.order_by(*fields)
        self.page: Page[Any] = Paginator(self.rows, per_page).get_page(request.GET.get("page"))

    @property
    def count(self) -> int:
        """How many rows there are on all pages."""
        return int(self.page.paginator.count)

    def query(self, **changes: str | int | None) -> str:
        """The current query string with some parameters changed (None removes one), ready for an `href`."""
        params = self._request.GET.copy()
        for name, value in changes.items():
            if value is None:
                params.pop(name, None)
            else:
                params[name] = str(value)
        return "?" + params.urlencode()

"""The register of institutions as rows of a spreadsheet: every name in its own column."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sabaq.platform.languages import LANGUAGES

from .models import Institution
from .states import InstitutionKind
from .tables import KIND_WORDS


def institution_header() -> list[str]:
    """The words of the columns."""
    names = list(LANGUAGES.values())
    return [_("Key"), _("Country"), _("Kind"), _("City"), *names, _("Sources"), _("Illustrative")]


def institution_rows(rows: QuerySet[Institution]) -> Iterator[list[str]]:
    """One row for each institution."""
    for row in rows:
        names = [row.names.get(language, "") for language in LANGUAGES]
        kind = str(KIND_WORDS[InstitutionKind(row.kind)])
        mark = _("illustrative") if row.illustrative else ""
        yield [row.key, row.country_id or "", kind, row.city, *names, row.sources, mark]

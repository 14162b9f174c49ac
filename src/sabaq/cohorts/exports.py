"""The participants of an edition as a table to download."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .queries import Attended
from .states import ParticipationState
from .tables import PARTICIPATION_STANDS, certificate_stand


def rows(people: Iterable[Attended]) -> Iterator[list[Any]]:
    """One row for each participant, in the order of `tables.COLUMNS`."""
    for line in people:
        row, certificate = line.row, line.row.certificate
        yield [
            row.person.display_name,
            str(row.nomination.country),
            str(row.nomination.agency),
            row.session.number,
            line.share,
            str(PARTICIPATION_STANDS[ParticipationState(row.state)].word),
            certificate.number if certificate else "",
            str(certificate_stand(row).word) if certificate else "",
        ]

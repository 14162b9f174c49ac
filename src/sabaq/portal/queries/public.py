"""What the start page shows to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sabaq.network.models import Membership
from sabaq.network.queries import members
from sabaq.network.states import InstitutionKind
from sabaq.oversight.queries import Headline, headline
from sabaq.platform.languages import Shown, in_language
from sabaq.programmes.models import Edition
from sabaq.programmes.queries import open_editions

# Enough to choose from without scrolling; the programmes page has the rest.
_SHOWN = 6


@dataclass(frozen=True)
class MemberTile:
    """A member under its country's own name, or a hub under its city, each with its language.

    `own_name` is its name in the language of its country, or "" where the reader sees that one anyway.
    """

    membership: Membership
    place: str
    place_language: str
    own_name: str
    own_language: str


@dataclass(frozen=True)
class Home:
    """The start page."""

    headline: Headline
    editions: list[Edition]
    members: list[MemberTile]

    @property
    def not_started(self) -> int:
        """Commitments that are counted and have nothing yet: what the other counts of the headline leave."""
        told = self.headline
        return told.promised - told.complete - told.substantial - told.limited - told.without_evidence


def _tile(membership: Membership) -> MemberTile:
    institution = membership.institution
    country = institution.country
    own = country.own_language if country else "en"
    place = in_language(country.names, own) if country else Shown("", own, False)
    if institution.kind == InstitutionKind.HUB and institution.city:
        place = Shown(institution.city, "en", False)
    own_name = institution.names.get(own, "")
    if own_name == in_language(institution.names).text:
        own_name = ""
    return MemberTile(membership, place.text, place.language, own_name, own)


def home(today: date) -> Home:
    """What was promised and delivered by `today`, the editions that still take nominations, and the members."""
    editions = open_editions().filter(nominations_close__gte=today)[:_SHOWN]
    return Home(headline(None, on=today), list(editions), [_tile(membership) for membership in members()])

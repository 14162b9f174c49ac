"""One institution with everything the packages know of it: its names, people, papers and courses."""

from __future__ import annotations

from dataclasses import dataclass

from sabaq.agreements.models import Agreement
from sabaq.network.models import Institution, InstitutionName
from sabaq.network.queries import spellings_of
from sabaq.network.states import NameKind
from sabaq.people.models import Post
from sabaq.people.queries import public_posts
from sabaq.platform.languages import LANGUAGES, language_tag
from sabaq.programmes.models import Edition


@dataclass(frozen=True)
class NameLine:
    """A current name: the language's own name, its tag, and the text."""

    language: str
    tag: str
    text: str


@dataclass(frozen=True)
class InstitutionPage:
    """What the page of one institution shows."""

    institution: Institution
    names: list[NameLine]
    also_written: list[InstitutionName]
    former: list[InstitutionName]
    posts: list[Post]
    agreements: list[Agreement]
    editions: list[Edition]


def institution_page(institution: Institution) -> InstitutionPage:
    """Gather the page; `institution` comes from `network.queries.institution_in_full`. Four queries more."""
    names = [NameLine(own, language_tag(code), institution.names.get(code, "")) for code, own in LANGUAGES.items()]
    return InstitutionPage(
        institution=institution,
        names=[name for name in names if name.text],
        also_written=spellings_of(institution, NameKind.ALSO_WRITTEN),
        former=spellings_of(institution, NameKind.FORMER),
        posts=list(public_posts(institution)),
        agreements=list(Agreement.objects.filter(parties__institution=institution).order_by("signed", "key")),
        editions=list(Edition.objects.filter(host=institution).order_by("-starts", "key")[:20]),
    )

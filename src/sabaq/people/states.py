"""Roles that mandates give, and kinds of names and documents."""

from enum import StrEnum


class Role(StrEnum):
    """What a mandate lets its holder be, within its scope."""

    SECRETARY = "secretary"
    FOCAL_POINT = "focal_point"
    AGENCY_OFFICER = "agency_officer"
    PROGRAMME_MANAGER = "programme_manager"
    ADMINISTRATOR = "administrator"


class Script(StrEnum):
    """The script a name is written in (ISO 15924, lower case)."""

    CYRILLIC = "cyrl"
    LATIN = "latn"
    HAN = "hani"


class NameKind(StrEnum):
    """A name as its bearer's office writes it, or exactly as the passport has it."""

    WRITTEN = "written"
    PASSPORT = "passport"


class ConsentPurpose(StrEnum):
    """What a person may agree to."""

    NAME_ON_CHECK_PAGE = "name_on_check_page"

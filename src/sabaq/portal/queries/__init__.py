"""What the shell, the Desk and the public pages read."""

from .around import shell
from .desk import desk_of
from .history import parties_named
from .institution import institution_page
from .mandates import mandates_of, sample_accounts
from .personal import declared_personal_data
from .public import home

__all__ = [
    "declared_personal_data",
    "desk_of",
    "home",
    "institution_page",
    "mandates_of",
    "parties_named",
    "sample_accounts",
    "shell",
]

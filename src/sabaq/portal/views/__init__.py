"""The shell's own pages, and the middleware that knows the reader's language."""

from .desk import desk, job, mandates
from .language import LanguageMiddleware
from .public import accessibility, counting, home, institution, personal_data, sources
from .sign_in import password, sign_in, sign_in_as_sample, sign_out

__all__ = [
    "LanguageMiddleware",
    "accessibility",
    "counting",
    "desk",
    "home",
    "institution",
    "job",
    "mandates",
    "password",
    "personal_data",
    "sign_in",
    "sign_in_as_sample",
    "sign_out",
    "sources",
]

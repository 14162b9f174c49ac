"""Texts in several languages: a plain JSON field `{language: text}`, and which of them a reader is shown.

A new language needs no migration and a text travels between nodes as it is. Where the reader's language is missing,
another is shown and marked, never silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language

LANGUAGES: dict[str, str] = {
    "en": "English",
    "ru": "Русский",
    "zh-hans": "简体中文",
    "kk": "Қазақша",
    "ky": "Кыргызча",
    "uz": "Oʻzbekcha",
    "tg": "Тоҷикӣ",
    "tk": "Türkmençe",
}
# Which other language a reader of one most likely reads. English and Russian come last for all.
_NEAREST: dict[str, tuple[str, ...]] = {
    "kk": ("ru", "en"),
    "ky": ("ru", "en"),
    "tg": ("ru", "en"),
    "uz": ("ru", "en"),
    "tk": ("ru", "en"),
    "zh-hans": ("en", "ru"),
    "en": ("ru",),
    "ru": ("en",),
}


@dataclass(frozen=True)
class Shown:
    """A text as shown: in which language, and whether the reader's own was missing."""

    text: str
    language: str
    is_fallback: bool

    def __str__(self) -> str:
        return self.text

    @property
    def tag(self) -> str:
        """The BCP 47 tag for a `lang` attribute."""
        return language_tag(self.language)


def language_tag(language: str) -> str:
    """Django's "zh-hans" as BCP 47 writes it; the others are the same."""
    return "zh-Hans" if language == "zh-hans" else language


def in_language(texts: dict[str, str] | None, language: str | None = None) -> Shown:
    """The text in `language` (the reader's by default), or the nearest there is, marked as a fallback."""
    wanted = language or get_language() or "en"
    texts = texts or {}
    for candidate in (wanted, *_NEAREST.get(wanted, ()), "en", "ru", *texts):
        if texts.get(candidate):
            return Shown(texts[candidate], candidate, candidate != wanted)
    return Shown("", wanted, False)


def _check_languages(value: Any) -> None:
    if not isinstance(value, dict) or not all(k in LANGUAGES and isinstance(v, str) for k, v in value.items()):
        raise ValidationError("A text in several languages is an object {language: text}.")


class TextInLanguages(models.JSONField):
    """`{language: text}`; show it with the `tr` template filter or `in_language`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(**kwargs)
        if _check_languages not in self.validators:
            self.validators.append(_check_languages)

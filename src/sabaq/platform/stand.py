"""How something stands, for the eye: a shape and a word, never a colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .refusals import Sentence

Shape = Literal["done", "most", "some", "wait", "late", "none", "open"]


@dataclass(frozen=True)
class Stand:
    """A state as the `{% state %}` tag draws it. Each app lists its own in `tables`."""

    shape: Shape
    word: Sentence

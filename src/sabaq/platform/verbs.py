"""What each action is called in the history of a record: one sentence in the past tense, translated when shown."""

from __future__ import annotations

from .refusals import Sentence

_sentences: dict[str, Sentence] = {}


def say(verb: str, sentence: Sentence) -> None:
    """Register the sentence for an action's verb, such as "nominations.place"; apps do so in their `tables`."""
    _sentences[verb] = sentence


def sentence_of(verb: str) -> Sentence:
    """The sentence registered for a verb; the verb itself where none is, which a test forbids for actions."""
    return _sentences.get(verb, verb)

"""The socket for a second opinion on the code of an act: a regression of yours, embeddings, or a model as a service.

The rules find the act, its sides and its words; a typer may only name another CAMEO code, or keep silent. Whatever else
it says is not used, so nothing that stands in a text can reach further through it. None is plugged in by default, and
no fitted weights are shipped: the labelled sets at hand may not be passed on.
"""

from dataclasses import replace
from typing import Protocol

from tertius.codebooks.cameo import CODES
from tertius.model import Sentence
from tertius.texts.events import CodedEvent


class Typer(Protocol):
    """Anything with a name that names a CAMEO code for an event in its sentence, or None to leave it as it is."""

    @property
    def name(self) -> str:
        """What the codes it gives are said to come from."""

    def code(self, sentence: Sentence, event: CodedEvent) -> str | None:
        """Name the code of the act."""


def typed(sentence: Sentence, event: CodedEvent, typer: Typer | None) -> CodedEvent:
    """The event with another code that a typer gives it; an answer that is no CAMEO code is passed over."""
    answer = None if typer is None else typer.code(sentence, event)
    if typer is None or not isinstance(answer, str) or answer not in CODES or answer == event.code:
        return event
    return replace(event, code=answer, typed_by=typer.name)

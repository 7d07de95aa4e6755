"""A second opinion on the codes of acts by a language model, kept in a file so that a second run is the same.

What the model says is a code of a closed list or nothing. It adds no event, no actor and no file.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tertius.fetch import Endpoint, Manners, Web
from tertius.model import BadFile, EngineError, FetchError, Sentence, UsageError
from tertius.texts import CodedEvent
from tertius.texts.asking import TASK, answered, meant, question

KEY = "TERTIUS_ENDPOINT_KEY"
"""Environment variable: the key of the service; unset where it asks for none."""
_BEGINS = '{"key": "'
_DAY = 86_400
TRIES, PATIENCE = 5, 60.0
"""Tries of one question, and seconds that one answer may take."""


class SecondOpinion:
    """A typer that asks a model about every act with two sides; ``said`` counts what came of it.

    ``said`` counts by ``changed`` (another code was taken), ``agreed`` (the root of the rules, or none fits) and
    ``ignored`` (the answer was no code); ``asked`` are the questions that went over the network.
    """

    def __init__(self, endpoint: Endpoint, answers: Path) -> None:
        self.endpoint, self.answers = endpoint, answers
        self.said: Counter[str] = Counter()
        self._known = _read(answers)

    @property
    def name(self) -> str:
        """The name under which codes of the model are told from those of the rules."""
        return f"model {self.endpoint.model}"

    def code(self, sentence: Sentence, event: CodedEvent) -> str | None:
        """The code that the model gives the act; None: that of the rules stays."""
        if event.source is None or event.target is None:
            return None
        answer = self._answer(question(sentence, event))
        code = None if answer is None else meant(answer, event)
        self.said["ignored" if answer is None else "agreed" if code is None else "changed"] += 1
        return code

    def _answer(self, quoted: str) -> str | None:
        whole = json.dumps([self.endpoint.url, self.endpoint.model, TASK, quoted])
        key = hashlib.sha256(whole.encode()).hexdigest()
        if key not in self._known:
            self.said["asked"] += 1
            words = self._asked(quoted)
            if words is None:
                return None
            self._keep(key, answered(words))
        return self._known[key]

    def _asked(self, quoted: str) -> str | None:
        try:
            return self.endpoint.answer(TASK, quoted)
        except FetchError as exc:
            kept = f"; answers so far are kept in {self.answers}" if self._known else ""
            raise FetchError(f"{exc.args[0].removeprefix(f'{exc.url}: ')}; nothing was coded{kept}", url=exc.url,
                             status=exc.status, hint=_hint(exc)) from exc  # fmt: skip

    def _keep(self, key: str, answer: str | None) -> None:
        self._known[key] = answer
        try:
            with self.answers.open("a", encoding="utf-8", newline="\n") as stream:
                stream.write(json.dumps({"key": key, "answer": answer}) + "\n")
        except OSError as exc:
            raise EngineError(f"{self.answers} could not be written ({exc.strerror})",
                              hint="choose another file with --answers") from exc  # fmt: skip


def _hint(exc: FetchError) -> str:
    return f"put the key of the service into {KEY}" if exc.status in (401, 403) else exc.hint


def _read(path: Path) -> dict[str, str | None]:
    """Answers of earlier runs by the hash of their question; none where there is no file yet."""
    if not path.exists():
        return {}
    try:
        whole, _, torn = path.read_text(encoding="utf-8").rpartition("\n")
        found = dict(_kept(line, path, row) for row, line in enumerate(whole.splitlines(), 1))
        if torn:
            if not (torn.startswith(_BEGINS) or _BEGINS.startswith(torn)):
                raise _no_answer(path, len(whole.splitlines()) + 1)
            # a run was killed while it wrote: that answer is asked for again
            path.write_text(f"{whole}\n" if whole else "", encoding="utf-8", newline="\n")
    except (OSError, UnicodeDecodeError) as exc:
        raise BadFile(f"cannot be read ({exc})", file=str(path), hint="give another with --answers") from exc
    return found


def _kept(line: str, path: Path, row: int) -> tuple[str, str | None]:
    """The hash and the answer of a line of the file."""
    try:
        record = json.loads(line)
        key, answer = record["key"], record["answer"]
        if isinstance(key, str) and (answer is None or answered(answer) == answer):
            return key, answer
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as exc:
        raise _no_answer(path, row) from exc
    raise _no_answer(path, row)


def _no_answer(path: Path, row: int) -> BadFile:
    return BadFile("not an answer of a model", file=str(path), row=row,
                   hint="give another file with --answers, or remove it to ask again")  # fmt: skip


@contextmanager
def second_opinion(address: str, model: str, answers: Path, *, patience: float = PATIENCE) -> Iterator[SecondOpinion]:
    """Open the way to a model that gives a second opinion; its key comes from the environment.

    Args:
        address: What stands before ``/chat/completions``, such as ``http://localhost:8000/v1``.
        model: Name of the model there.
        answers: File in which answers are kept and looked up first.
        patience: Seconds that one answer may take.

    Raises:
        UsageError: The address is no plain http address, or the patience is none.
        BadFile: The file of answers is none.
    """
    if not 0 < patience <= _DAY:  # also what is no number
        raise UsageError(f"nobody can wait {patience:g} seconds for an answer", hint=f"give up to {_DAY} (a day)")
    with Web(Manners(tries=TRIES, pause=0.0, silence=patience)) as web:
        yield SecondOpinion(Endpoint(web, address, model, os.environ.get(KEY) or None), answers)

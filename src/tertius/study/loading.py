"""Load files into a study: each file whole or not at all, every row an event or a reject with a reason.

A feed comes in thousands of small files. Those that follow each other and are plain are loaded in one transaction, so
that what is done once a transaction is not done once a file; when one of them turns out not to be plain, all of them go
one by one. A large file is hashed and looked at by a thread of its own while its rows go in, the last of it when a core
falls idle, as while they are sifted; what that finds is waited for before they are kept.
"""

import logging
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from tertius.model import BadFile, Engine, Source
from tertius.study.failing import forget_failure, note_failure
from tertius.study.files import option_values
from tertius.study.filing import load_rows
from tertius.study.headers import form_of
from tertius.study.keying import Numbers
from tertius.study.looking import FileFacts, first_look, stamp, wait_for_a_core
from tertius.study.opened import Opened
from tertius.study.opening import readable
from tertius.study.ordering import OutOfOrderError, refuse_disorder, told_by_ids
from tertius.study.own_tables import OwnTables, refuse_mixture
from tertius.study.progress import Progress
from tertius.study.recording import (
    Loaded,
    ambiguous_of_files,
    days_of_files,
    keep_rulings,
    keep_sifted,
    known_file,
    record,
    rulings_used,
)
from tertius.study.shipped import files_to_load
from tertius.study.sifting import Refusal, complete, sift
from tertius.study.staging import CHANGED, EARLIER, fill_tables
from tertius.study.streaming import NotPlainError, Streamed, keep_files, stream

__all__ = ["LoadOptions", "Loaded", "load"]

_LOG = logging.getLogger("tertius.study")
_BATCH_BYTES = 1 << 26
_BATCH_FILES = 256


@dataclass(frozen=True)
class LoadOptions:
    """How to load: the source's own options, whether to set aside rows that break a rule, and where to unpack.

    ``own`` is what is known of publishers and actors.
    """

    values: Mapping[str, str]
    allow_rejects: bool = False
    scratch: Path | None = None
    own: OwnTables = field(default_factory=OwnTables)


def load(
    engine: Engine, source: Source, paths: Sequence[Path], options: LoadOptions, progress: Progress
) -> list[Loaded]:
    """Load files (or the data files of folders) of one source.

    Args:
        engine: The open study.
        source: Manifest of the data set.
        paths: Files, folders or patterns; none of them for a packaged source.
        options: Source options and what to do with broken rows.
        progress: Told of each file.

    Raises:
        UsageError: Files of the data set were loaded with another table of actors.
        BadFile: A file cannot be read, or a row breaks a rule that is no known fault of the data set; files before it
            stay loaded, this one leaves no trace.
        ContractBroken: Rows were lost or doubled on the way; a bug or an unknown fault, nothing is kept.
    """
    values = option_values(source, options.values)
    real = source.mapped(values) if source.mapped else source
    refuse_mixture(engine, real, options.own.actors)
    files = files_to_load(engine, real, paths)
    with ExitStack() as room:
        if options.scratch:  # what a load that was killed left there goes too
            shutil.rmtree(options.scratch, ignore_errors=True)
            room.callback(shutil.rmtree, options.scratch, ignore_errors=True)
        loading = _Loading(engine, real, values, options)
        for place, file in enumerate(files):
            progress(len(loading.done), len(files), file.name)
            loading.take(place, file)
            if place + 1 == len(files):
                loading.flush()
            progress(len(loading.done), len(files), file.name)
    return [loading.done[place] for place in range(len(files))]


class _Loading:
    """The files of one load: those that wait for others to go with, and by their place those that are done."""

    def __init__(self, engine: Engine, source: Source, values: dict[str, str], options: LoadOptions) -> None:
        self._engine = engine
        self._source = source
        self._values = values
        self._options = options
        self._waiting: list[Opened] = []
        self._bytes = 0
        self._filled: tuple[Source, Path] | None = None
        self._numbers = Numbers(engine, options.own, source.names)
        self.done: dict[int, Loaded] = {}

    def take(self, place: int, file: Path) -> None:
        """Load a file, or let it wait."""
        with ExitStack() as texts:
            with self._noting(file):
                first = self._open(place, file, texts)
            if first.plain and first.size >= _BATCH_BYTES and not self._told_of(first):
                self.flush()
                self._beside(first)
                return
            with self._noting(file):
                one = replace(first, facts=first.look())
            if not self._joins(one):
                self.flush()
            if known := known_file(self._engine, one.form, one.facts):
                _LOG.info("%s is loaded already, nothing to do", file)
                self._forget_failures([one])
                self.done[place] = known
                return
            self._waiting.append(replace(one, texts=texts.pop_all()))
        self._bytes += one.size
        if self._bytes >= _BATCH_BYTES or len(self._waiting) >= _BATCH_FILES or not one.plain:
            self.flush()

    @contextmanager
    def _noting(self, file: Path) -> Iterator[None]:
        """Note it in the study when a file cannot be loaded; those that wait are loaded before."""
        try:
            yield
        except BadFile as error:
            self.flush()
            note_failure(self._engine, self._source.name, file.name, str(error))
            raise

    def _open(self, place: int, file: Path, texts: ExitStack) -> Opened:
        """A file of which the first line is known."""
        since = stamp(file)
        scratch = self._options.scratch and self._options.scratch / str(place)
        text = texts.enter_context(readable(file, self._source.layout.encoding, scratch))
        form = form_of(self._source, text)
        return Opened(place, form, first_look(file, text, form.layout.delimiter), texts, since)

    def _told_of(self, first: Opened) -> bool:
        """Tell whether a file of that name is loaded: likely the same bytes, and not to be read in vain."""
        return bool(self._engine.rows("SELECT 1 FROM load WHERE dataset = $dataset AND file = $file",
                                      {"dataset": first.form.name, "file": first.facts.path.name}))  # fmt: skip

    def _beside(self, first: Opened) -> None:
        """Load a large file while it is looked at."""
        with self._noting(first.facts.path), ThreadPoolExecutor(1) as pool, ExitStack() as end:
            rows_in = Event()
            end.callback(rows_in.set)
            looking = pool.submit(first.look, lambda: wait_for_a_core(rows_in))

            def looked() -> Sequence[FileFacts]:
                found = replace(first, facts=looking.result())
                if found.facts.fields != first.facts.fields or known_file(self._engine, found.form, found.facts):
                    raise NotPlainError("the first line does not tell what the file is")
                return [found.facts]

            done = self._together([first], looked, rows_in, in_order=not first.numbered)
            rows_in.set()
            if not done:
                one = replace(first, facts=looking.result())
                if known := known_file(self._engine, one.form, one.facts):
                    self._forget_failures([one])
                    self.done[one.place] = known
                else:
                    self._alone(one)

    def _joins(self, one: Opened) -> bool:
        """Tell whether a file may go with those that wait."""
        for other in self._waiting:
            if other.form is not one.form or other.facts.fields != one.facts.fields:
                return False
            if other.facts.path.parent != one.facts.path.parent or other.facts.sha256 == one.facts.sha256:
                return False
        return one.plain

    def _bind(self, one: Opened) -> dict[str, str]:
        sha256 = one.facts.sha256
        return {**self._values, "dataset": one.form.name, "sha256": sha256, "sha8": sha256[:8],
                "file": one.facts.path.name}  # fmt: skip

    def flush(self) -> None:
        """Load the files that wait."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        with ExitStack() as texts:
            for one in waiting:
                texts.push(one.texts)
            if len(waiting) > 1 and self._together(waiting):
                return
            for one in waiting:
                try:
                    if not self._together([one]):
                        self._alone(one)
                except BadFile as error:
                    note_failure(self._engine, self._source.name, one.facts.path.name, str(error))
                    raise

    def _forget_failures(self, files: Sequence[Opened]) -> None:
        for one in files:
            forget_failure(self._engine, self._source.name, one.facts.path.name)

    def _together(self, files: Sequence[Opened], looked: Callable[[], Sequence[FileFacts]] | None = None,
                  rows_in: Event | None = None, *, in_order: bool = True) -> bool:  # fmt: skip
        """Load files of plain lines in one pass; False, and nothing kept, when one turns out not to be plain.

        ``looked`` gives their facts when they are not known yet, ``rows_in`` is set when their rows are read. Where
        they are not read ``in_order`` and that turns out to be needed, they are read again.
        """
        if not all(one.plain for one in files):
            return False
        form, folder = files[0].form, files[0].facts.path.parent
        if self._filled != (form, folder):
            fill_tables(self._engine, form, folder, self._values, self._options.own.actors)
            self._numbers = Numbers(self._engine, self._options.own, form.names)
            self._filled = form, folder
        try:
            loaded = self._pass(files, looked, rows_in, in_order=in_order)
        except OutOfOrderError as exc:
            self._numbers.forget()
            _LOG.debug("again, in order: %s", exc)
            return self._together(files, looked, rows_in)
        except (NotPlainError, BadFile) as exc:
            self._numbers.forget()
            if isinstance(exc, BadFile) and len(files) == 1:
                raise
            _LOG.debug("not plain: %s", exc)
            return False
        for one, result in zip(files, loaded, strict=True):
            _say(one, result)
            self.done[one.place] = result
        return True

    def _pass(self, files: Sequence[Opened], looked: Callable[[], Sequence[FileFacts]] | None, rows_in: Event | None, *,
              in_order: bool) -> list[Loaded]:  # fmt: skip
        form, facts = files[0].form, [one.facts for one in files]
        with self._engine.transaction():
            rows = stream(self._engine, form, facts, self._numbers, in_order=in_order)
            if rows_in:
                rows_in.set()
            if not in_order:
                rows = told_by_ids(self._engine, rows)
            refused = sift(self._engine, form, rows, allow=self._options.allow_rejects)
            complete(self._engine, rows, self._numbers)
            loaded = _keep_rows(self._engine, form, rows, refused, looked or (lambda: facts), self._options.own)
            self._forget_failures(files)
            for one in files:
                one.refuse_changed()
        return loaded

    def _alone(self, one: Opened) -> None:
        """Load a file the long way."""
        fill_tables(self._engine, one.form, one.facts.path.parent, self._values, self._options.own.actors)
        with self._engine.transaction():
            loaded = load_rows(self._engine, one.form, one.facts, self._bind(one), self._options.own,
                               allow=self._options.allow_rejects)  # fmt: skip
            self._forget_failures([one])
            one.refuse_changed()
        _say(one, loaded)
        self.done[one.place] = loaded


def _say(one: Opened, loaded: Loaded) -> None:
    _LOG.info("%s: %d rows, %d events, %d rejects", one.facts.path, loaded.rows, loaded.events, loaded.rejects)


def _keep_rows(engine: Engine, source: Source, rows: Streamed, refused: Sequence[Sequence[Refusal]],
               looked: Callable[[], Sequence[FileFacts]], own: OwnTables) -> list[Loaded]:  # fmt: skip
    """Write down what became of rows; what takes long first, for ``looked``, which gives the files' facts, may wait."""
    keep_rulings(engine, source.name, rulings_used(rows.before))
    unclear = ambiguous_of_files(engine, rows.before)
    covered = days_of_files(engine, rows.before)
    found = looked()
    refuse_disorder(rows, found)
    rows = keep_files(engine, source.name, rows, found)
    keep_sifted(engine, source.name, {part.file: part.facts.path.name for part in rows.parts})
    loaded = [
        Loaded(source.name, part.facts.path.name, part.rows, part.rows - len(away), len(away),
               ambiguous=unclear.get(part.file, 0), duplicates=sum(one.reason.endswith(EARLIER) for one in away),
               changed=sum(one.reason == CHANGED for one in away), unended=part.facts.unended)
        for part, away in zip(rows.parts, refused, strict=True)
    ]  # fmt: skip
    record(engine, source, [(part.facts, one) for part, one in zip(rows.parts, loaded, strict=True)],
           covered, own.actors)  # fmt: skip
    return loaded

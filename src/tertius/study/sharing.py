"""A study that is only asked or copied: open for reading, so that several processes read it at one time."""

from contextlib import closing
from pathlib import Path

from tertius.engines import DuckDB
from tertius.model import Arena, EngineError, NeedsWriting
from tertius.study import trust
from tertius.study.gathering import export, unfinished
from tertius.study.progress import Progress, silent
from tertius.study.study import Study


def open_to_ask(path: str | Path, arena: str | Arena, progress: Progress = silent) -> Study:
    """Open a study for reading, panels of an arena made; the file is left as it is where they stand already.

    Where they do not, or the study is of an earlier version, it is open for writing while that is mended.

    Raises:
        UsageError: There is no such file or arena, or its panels were gathered for another arena.
        EngineError: It is no study, or it has to be changed first and cannot be: others have it open, say.
    """
    try:
        return _for_reading(path, arena)
    except NeedsWriting:
        _mend(path, arena, progress)
    return _for_reading(path, arena)


def write_out(path: Path, lake: Path) -> list[Path]:
    """Write a study into a new folder as ``Study.export`` does, open for reading unless it is of an earlier version.

    Raises:
        UsageError: There is no such file, the folder exists, or the study is empty.
        EngineError: It is no study, or is open elsewhere for writing.
    """
    try:
        Study(path, read_only=True).close()  # it is there, and is of this version
        with closing(DuckDB(path, read_only=True, outbox=unfinished(lake))) as engine:
            trust.own_views(engine, str(path))
            return export(engine, lake)
    except NeedsWriting:
        with Study(path, make=False) as study:
            return study.export(lake)


def _for_reading(path: str | Path, arena: str | Arena) -> Study:
    study = Study(path, read_only=True)
    try:
        study.prepare(arena)
    except BaseException:
        study.close()
        raise
    return study


def _mend(path: str | Path, arena: str | Arena, progress: Progress) -> None:
    try:
        study = Study(path, make=False)
    except EngineError as exc:
        named = arena.name if isinstance(arena, Arena) else arena
        why = f"{exc.args[0]}; its panels for {named} have to be made first, by one process that has it alone"
        raise EngineError(why, sql=exc.sql, hint=exc.hint) from exc
    with study:
        study.progress = progress
        study.prepare(arena)

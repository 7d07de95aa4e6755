"""A study that is only asked: open for reading, so that several processes ask it at one time."""

from pathlib import Path

from tertius.model import Arena, EngineError, NeedsWriting
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

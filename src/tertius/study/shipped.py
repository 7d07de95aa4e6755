"""Data that are shipped with the package and files of the user's own: never one data set, and cited apart.

A data set answers for the days that its files cover. A chronicle of one's own beside the shipped one would count as
searched on all days of that one, and be silent on them.
"""

import csv
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from tertius.model import Engine, Source, UsageError
from tertius.sources import SOURCES
from tertius.sources.chronicle import OWN, PREFIX, SOURCE
from tertius.study import asking
from tertius.study.files import data_files
from tertius.study.storage import FULL

_LETTERS = r"([^\d]*)"
"""What an id begins with, up to its first digit: ``sc-`` of ``sc-20241024-1``."""


def files_to_load(engine: Engine, source: Source, paths: Sequence[Path]) -> list[Path]:
    """The files that are meant: those of the paths, or the shipped ones where no path is given.

    Raises:
        BadFile: A path leads nowhere.
        UsageError: There is none, or some of them are shipped and others, or others in the study, are not.
    """
    if not paths and source.packaged is None:
        raise UsageError("no file was given", hint=f"tertius load STUDY {source.name} FILE...")
    if source.packaged is None:
        return [file for path in paths for file in data_files(source, path)]
    shipped = list(source.packaged())
    files = [file for path in paths for file in data_files(source, path)] if paths else shipped
    hashes = {sha256(file.read_bytes()).hexdigest() for file in shipped}
    loaded = engine.rows("SELECT file_sha256 FROM load WHERE dataset = $dataset", {"dataset": source.name})
    ours = {str(one) in hashes for (one,) in loaded}
    ours |= {sha256(file.read_bytes()).hexdigest() in hashes for file in files}
    if len(ours) > 1:
        raise UsageError(f"{source.name}: the shipped one and another in one study would pass for one data set",
                         hint="keep a study for each")  # fmt: skip
    if source.name == SOURCE.name and not any(ours):
        _refuse_another(engine, files)
    return files


def _refuse_another(engine: Engine, files: Sequence[Path]) -> None:
    """A chronicle of one's own is told from another by the letters its ids begin with.

    Raises:
        UsageError: Ids of a file begin otherwise than those in the study and in the files before it.
    """
    known = {str(one) for (one,) in engine.rows(
        f"SELECT DISTINCT regexp_extract(event_id, $letters, 1) FROM {FULL} WHERE dataset = $dataset",
        {"letters": f"^{SOURCE.name}:{_LETTERS}", "dataset": SOURCE.name})}  # fmt: skip
    for file in files:
        mine = _letters(file)
        if known and mine and known.isdisjoint(mine):
            raise UsageError(
                f"{file}: ids begin with {min(mine)!r}, those before with {min(known)!r}: two chronicles in one study "
                "would pass for one data set, each searched on the days of the other",
                hint="keep a study for each; parts of one chronicle have ids that begin alike",
            )
        known |= mine


def _letters(file: Path) -> set[str]:
    """What the ids of a chronicle begin with; nothing where the file cannot be read, which the load tells."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            ids = [row.get("event_id") or "" for row in csv.DictReader(stream)]
    except (OSError, ValueError, csv.Error):
        return set()
    return {found[1] for found in (re.match(_LETTERS, one) for one in ids) if found}


def cited(engine: Engine) -> tuple[Source, ...]:
    """The data sets of a study as they are cited, in the order of the registry."""
    present = asking.datasets(engine)
    known = tuple(one for one in SOURCES if one.name in present)
    own = SOURCE in known and not engine.rows(
        "SELECT 1 FROM event WHERE STARTS_WITH(event_id, $prefix) LIMIT 1", {"prefix": f"{SOURCE.name}:{PREFIX}"}
    )
    return tuple(OWN if own and one is SOURCE else one for one in known)

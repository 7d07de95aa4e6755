"""The days a chronicle was searched for, as its descriptor states them: inside, silence means that nothing was found.

A first and a last act tell little of that: nobody may have looked at the years between or behind. So the coders state
the days under ``temporal`` in ``datapackage.json``, both included::

    "temporal": {"start": "2011-03-08", "end": "2023-12-31"}
"""

import json
from datetime import timedelta
from pathlib import Path

from tertius.chronicles.remarks import day
from tertius.model import BadFile, Span

DESCRIPTOR_FILE = "datapackage.json"
_HINT = 'write "temporal": {"start": "2011-03-08", "end": "2023-12-31"}: the first and the last day that were searched'


def covered(folder: Path) -> Span | None:
    """The days that a chronicle states, None where it states none: then those from its first to its last act count.

    Args:
        folder: Where its tables lie.

    Raises:
        BadFile: Its descriptor cannot be read, or states days that are none or run backwards.
    """
    path = folder / DESCRIPTOR_FILE
    if not path.is_file():
        return None
    try:
        said = json.loads(path.read_text(encoding="utf-8")).get("temporal") or {}
        start, end = said.get("start") or "", said.get("end") or ""
        if not start and not end:
            return None
        first, last = day(start), day(end)
    except (OSError, ValueError, AttributeError, TypeError) as exc:
        raise BadFile("the days of the chronicle cannot be read", file=str(path), hint=_HINT) from exc
    if first is None or last is None or last < first:
        raise BadFile(f"the chronicle cannot cover {start!r} to {end!r}", file=str(path), hint=_HINT)
    return Span(first, last + timedelta(days=1))

"""One event: every column, who stood by, who reported it, and the line of the file it comes from."""

import shlex

from tertius.codebooks.cameo import CODES
from tertius.model import EVENT_COLUMNS, UnknownName, Value
from tertius.page.desk import Desk
from tertius.page.drawing import draw, page_of
from tertius.page.reply import Asked, Reply
from tertius.report.wording import dated
from tertius.study import Study

Rows = list[dict[str, Value]]
_EVENT = "SELECT * FROM event WHERE event_id = $id"
_FILE = """
    SELECT l.dataset, l.version, l.file, l.file_sha256, l.rows, l.loaded_at, l.tertius, l.actors, l.actors_sha256
    FROM load l WHERE l.file_sha256 = $file AND l.dataset = $dataset
"""
_PARTS = "SELECT actor, part FROM participant WHERE event_id = $id ORDER BY ALL"


def show(desk: Desk, asked: Asked) -> Reply:
    """Return the page of an event.

    Raises:
        UnknownName: The study holds no such event.
    """
    event, files, parts = desk.ask(("event", asked.rest), lambda study: _looked_up(study, asked.rest))
    page = page_of(desk, "", events=[asked.rest])
    line = page.events[asked.rest]
    quoted = asked.rest.replace("'", "''")
    return draw(
        desk,
        "one_event.html",
        page_of(desk, f"{dated(line.date, line.precision)}: {line.code_name}", events=[asked.rest]),
        line=line,
        when=dated(line.date, line.precision),
        meaning=CODES[line.code],
        columns=[(one, event.get(one.name)) for one in EVENT_COLUMNS],
        file_row=event.get("file_row"),
        files=files,
        parts=parts,
        commands=(shlex.join(["tertius", "sql", desk.path, f"select * from event where event_id = '{quoted}'"]),),
    )


def _looked_up(study: Study, event_id: str) -> tuple[dict[str, Value], Rows, Rows]:
    """The event, the file it was loaded from, and the third parties named with it."""
    found = _rows(study, _EVENT, {"id": event_id})
    if not found:
        raise UnknownName("event of this study", event_id, ())
    file = {"file": found[0]["file_sha256"], "dataset": found[0]["dataset"]}
    return found[0], _rows(study, _FILE, file), _rows(study, _PARTS, {"id": event_id})


def _rows(study: Study, text: str, values: dict[str, Value]) -> Rows:
    names, rows = study.sql(text, values)
    return [dict(zip(names, row, strict=True)) for row in rows]

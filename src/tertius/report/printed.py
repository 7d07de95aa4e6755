"""Records as the text that leaves the program, on a terminal or as a file to download: the same bytes either way."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from tertius.model import Dyad
from tertius.report.listing import Item, listing
from tertius.report.tables import Record, envelope, plain_columns


def printed(name: str, items: Sequence[Record], form: str, *, study: Mapping[str, str], arena: str | None = None,
            pair: Dyad | None = None) -> str:  # fmt: skip
    """Return records as a versioned envelope for JSON, else their plain columns, which stand there without rows too.

    Args:
        name: Name of the envelope, such as ``tertius.roles/1``.
        items: The records.
        form: ``table``, ``csv`` or ``json``.
        study: Versions they were made with.
        arena: Name of the arena asked about.
        pair: The pair asked about.

    Raises:
        UnknownName: There is no such envelope or form.
    """
    if form == "json":
        record = envelope(name, items, made_on=datetime.now(UTC).date(), study=study, arena=arena, pair=pair)
        return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    flat = [flatten(item, form) for item in items]
    columns = list(dict.fromkeys(key for item in flat for key in item)) or plain_columns(name)
    return plainly(columns, [[item.get(column) for column in columns] for item in flat], form)


def plainly(columns: Sequence[str], rows: Sequence[Sequence[object]], form: str) -> str:
    """Return a listing of whatever stands in its rows: what is neither text nor number is written as text."""
    plain: list[list[Item]] = [
        [item if isinstance(item, str | int | float | bool) or item is None else str(item) for item in row]
        for row in rows
    ]
    return listing(columns, plain, form=form)


def flatten(item: Mapping[str, object], form: str = "table") -> dict[str, object]:
    """Plain columns of a record: nested parts are left to JSON, evidence is counted, a table has fewer digits."""
    found: dict[str, object] = {}
    for key, value in item.items():
        if key == "claim" and isinstance(value, Mapping):
            found |= {"claim": value.get("claim_id", value.get("id")), "text": value.get("text")}
        elif key.startswith("evidence") and isinstance(value, list):
            found[key] = len(value)
        elif isinstance(value, float):
            found[key] = round(value, 3 if form == "table" else 9)
        elif not isinstance(value, Mapping | list):
            found[key] = value
    return found

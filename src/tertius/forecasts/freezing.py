"""Forecasts frozen when they are issued: one JSON text with the hash of its own content, refused once changed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from tertius.model import BadFile

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
SEAL = "sha256"
"""Key under which the hash of all other content stands."""


def canonical(record: Mapping[str, Json]) -> bytes:
    """The content of a record as bytes: keys in order, no blanks, the seal left out.

    Raises:
        ValueError: A number is not finite.
    """
    content = {key: value for key, value in record.items() if key != SEAL}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def freeze(record: Mapping[str, Json]) -> str:
    """The record as JSON text, sealed with the SHA-256 of its canonical content."""
    sealed = {**record, SEAL: hashlib.sha256(canonical(record)).hexdigest()}
    return json.dumps(sealed, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def thaw(text: str, where: str) -> dict[str, Json]:
    """The record of a frozen text.

    Args:
        text: What :func:`freeze` wrote.
        where: Name of the file, for the message of an error.

    Raises:
        BadFile: The text is not a frozen forecast, or its content is no longer what was sealed.
    """
    try:
        record = json.loads(text)
    except json.JSONDecodeError as exc:
        raise BadFile(
            f"not JSON ({exc.msg})", file=where, row=exc.lineno, hint="give a file of `tertius forecast`"
        ) from exc
    if not isinstance(record, dict) or not isinstance(record.get(SEAL), str):
        raise BadFile(f"no frozen forecast (no {SEAL})", file=where, hint="give a file of `tertius forecast --out`")
    if hashlib.sha256(canonical(record)).hexdigest() != record[SEAL]:
        raise BadFile("changed after it was frozen", file=where, hint="score the file as it was issued")
    return record

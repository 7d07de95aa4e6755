"""Read typed claims from YAML: the documented format ``tertius.claims/1``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tertius.model import (
    AUTHOR,
    BadFile,
    Cause,
    Claim,
    ClaimType,
    ContractBroken,
    Dyad,
    Rival,
    Says,
    TertiusError,
    UsageError,
    Wording,
    read_day,
)

SCHEMA = "tertius.claims/1"
_FILE_KEYS = {"schema", "title", "source", "made_on", "arena", "claims"}
_CLAIM_KEYS = {
    "id", "text", "type", "pair", "actor", "measure", "says", "quantifier", "other", "counterpart", "why_not",
    "made_on", "since", "until", "wording", "codes", "cause", "rivals", "by",
}  # fmt: skip


@dataclass(frozen=True)
class ClaimFile:
    """Claims of one text, with where it was published."""

    title: str
    source: str
    arena: str
    claims: tuple[Claim, ...]


def read_claims(path: str | Path) -> ClaimFile:
    """Read a claim file.

    Raises:
        BadFile: It is not YAML, a key is unknown or missing, or a value is not of its kind; the claim is named.
    """
    path = Path(path)
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as exc:
        raise BadFile(f"cannot be read ({exc.strerror})", file=str(path)) from exc
    except (UnicodeDecodeError, yaml.YAMLError) as exc:
        raise BadFile(f"not a readable claim file: {' '.join(str(exc).split())}", file=str(path)) from exc
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise BadFile(f"the file does not say schema: {SCHEMA}", file=str(path), row=1)
    _known(data, _FILE_KEYS, "the file", path)
    claims = data.get("claims") or []
    ids = [str(row.get("id")) for row in claims if isinstance(row, dict)]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise BadFile(f"two claims have the id {twice[0]!r}", file=str(path))
    if not claims:
        raise BadFile("the file holds no claim", file=str(path))
    return ClaimFile(
        str(data.get("title", "")),
        str(data.get("source", "")),
        str(data.get("arena", "")),
        tuple(_claim(row, number, data, path) for number, row in enumerate(claims, 1)),
    )


_WORDING_KEYS = {"sentence", "start", "end", "attribution", "condition", "notion", "direction", "confidence",
                 "inferred", "flags"}  # fmt: skip


def _wording(row: Mapping[str, Any], what: str, path: Path) -> Wording | None:
    """The key ``wording`` of a claim: what a text says in its own words, as ``tertius claims`` writes it."""
    found = row.get("wording")
    if found is None:
        return None
    if not isinstance(found, dict):
        raise BadFile(f"{what}: wording is not a mapping", file=str(path))
    _known(found, _WORDING_KEYS, f"the wording of {what}", path)
    try:
        confidence = found.get("confidence")
        return Wording(
            sentence=str(found["sentence"]),
            start=int(found["start"]),
            end=int(found["end"]),
            **{key: _word(found, key) or "" for key in ("condition", "notion", "direction")},
            attribution=_word(found, "attribution") or AUTHOR,
            confidence=None if confidence is None else float(confidence),
            inferred=_words(found, "inferred"),
            flags=_words(found, "flags"),
        )
    except (TypeError, ValueError, ContractBroken) as exc:
        raise BadFile(f"the wording of {what}: {exc.args[0] if exc.args else exc}", file=str(path)) from exc


def _words(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"{key} is not a list of texts", hint=f"write {key}: [...]")
    return tuple(value)


def _known(row: Mapping[str, Any], keys: set[str], what: str, path: Path) -> None:
    if unknown := sorted(set(row) - keys):
        raise BadFile(
            f"{what} has an unknown key {unknown[0]!r}", file=str(path), hint=f"known: {', '.join(sorted(keys))}"
        )


def _claim(row: Mapping[str, Any], number: int, file: Mapping[str, Any], path: Path) -> Claim:
    what = f"claim {row.get('id', number) if isinstance(row, dict) else number}"
    if not isinstance(row, dict):
        raise BadFile(f"{what} is not a mapping", file=str(path))
    _known(row, _CLAIM_KEYS, what, path)
    try:
        return Claim(
            claim_id=str(row["id"]),
            text=str(row["text"]),
            type=ClaimType(row["type"]),
            arena=str(file["arena"]),
            pair=Dyad.read(pair) if (pair := _word(row, "pair")) else None,
            actor=_word(row, "actor"),
            measure=_word(row, "measure"),
            says=Says(row.get("says", "none")),
            made_on=_day(row.get("made_on", file["made_on"])),
            quantifier=_word(row, "quantifier") or "",
            other=_word(row, "other"),
            counterpart=_word(row, "counterpart"),
            why_not=_word(row, "why_not") or "",
            source=str(file.get("source", "")),
            since=_period(row, "since"),
            until=_period(row, "until"),
            wording=_wording(row, what, path),
            codes=_codes(row),
            cause=_cause(row),
            rivals=tuple(Rival(str(one["name"]), _day(one["on"])) for one in _mappings(row, "rivals", {"name", "on"})),
            by=_day(row["by"]) if row.get("by") else None,
        )
    except KeyError as exc:
        raise BadFile(f"{what}: key {exc.args[0]!r} is missing", file=str(path)) from exc
    except ValueError as exc:
        reason = exc.args[0] if isinstance(exc, TertiusError) else exc
        raise BadFile(f"{what}: {reason}", file=str(path)) from exc


def _codes(row: Mapping[str, Any]) -> tuple[str, ...]:
    given = row.get("codes") or []
    if not isinstance(given, list) or not all(isinstance(code, str) for code in given):
        raise UsageError(f"codes {given!r} is not a list of CAMEO codes", hint='write ["057", "19"], in quotes')
    return tuple(given)


def _cause(row: Mapping[str, Any]) -> Cause | None:
    if row.get("cause") is None:
        return None
    (one,) = _mappings({"cause": [row["cause"]]}, "cause", {"actor", "measure", "says"})
    return Cause(str(one["actor"]), str(one["measure"]), Says(one["says"]))


def _mappings(row: Mapping[str, Any], key: str, keys: set[str]) -> list[Mapping[str, Any]]:
    """A list of mappings that have these keys and no others."""
    given = row.get(key) or []
    if not isinstance(given, list) or not all(isinstance(one, dict) and set(one) == keys for one in given):
        raise UsageError(f"{key} {given!r} does not name {', '.join(sorted(keys))}", hint="and nothing else")
    return given


def _word(row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    # YAML reads some ids as numbers or truth values
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{key} {value!r} is not text", hint="put it in quotes")
    return value


def _period(row: Mapping[str, Any], key: str) -> date | None:
    """The first or the last day of a period; a year or a month is read as its first (``since``) or its last day."""
    value = row.get(key)
    if not value:
        return None
    return value if isinstance(value, date) else read_day(str(value), end=key == "until")


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))

"""Any table of your own: a quoted text table whose columns a mapping file names.

The mapping says which column is the date, the source, the target and the code, how dates are written, in whose habit
names are written, and what stands for a missing value. What it does not name is left out.
"""

import codecs
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tertius.codebooks.coded_actors import placed
from tertius.codebooks.names import HABITS
from tertius.model import UNREAD, BadFile, Option, Options, Records, Reject, Row, Source, Span, UnknownName, UsageError

FIELDS = ("id", "date", "code", "source", "target", "date_added", "place", "place_country", "provider_quad",
          "publisher", "story_id", "summary", "fatalities")  # fmt: skip
"""What a mapping may take from a column or give as a constant."""
_NEEDED = ("date", "code", "source", "target")
_PLACES = ("source_place", "target_place")
_SETTINGS = MappingProxyType(
    {
        **dict.fromkeys(("name", "names", "delimiter", "encoding", "date_format", "date_added_format"), str),
        **dict.fromkeys(("columns", "constants", "codes"), dict),
        **{"missing": list, "row_names": bool, "since": date, "until": date},
    }
)
_FORM = "%Y-%m-%d"
_COUNT = "TRY_CAST(fatalities AS DOUBLE) >= 0 AND TRY_CAST(fatalities AS DOUBLE) = TRY_CAST(fatalities AS BIGINT)"
_FIRST, _END = date(1800, 1, 1), date(2101, 1, 1)
_HINT = "see docs/howto/map-your-own-table.md"
_CODED_BY = {
    False: "Rows stand for acts that a person looked at: each is taken at its word. A table that a program made "
    "(an extract of GDELT, ICEWS or POLECAT, the output of a coder of your own) is of the source `csv-machine`. ",
    True: "Rows were found by a program: an extract of GDELT, ICEWS or POLECAT, the output of a coder of your own. An "
    "act may be told again on later days or be of the wrong kind, and is weighed so. ",
}


def _read(path: str) -> dict[str, Any]:
    try:
        found = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as exc:
        raise BadFile(f"the mapping cannot be read ({exc})", file=path, hint=_HINT) from exc
    except tomllib.TOMLDecodeError as exc:
        raise BadFile(f"the mapping is no TOML ({exc})", file=path, hint=_HINT) from exc
    for key, value in found.items():
        if key not in _SETTINGS:
            raise UnknownName("setting of a mapping", key, _SETTINGS)
        if not isinstance(value, _SETTINGS[key]):
            raise UsageError(f"{path}: {key} must be a {_SETTINGS[key].__name__}, not {value!r}", hint=_HINT)
    return found


def _check(found: dict[str, Any], path: str) -> None:
    columns, constants = found.get("columns", {}), found.get("constants", {})
    _check_fields(columns, constants, path)
    if any(not isinstance(text, str) for one in (columns, constants, found.get("codes", {})) for text in one.values()):
        raise UsageError(f'{path}: columns, constants and codes are texts: write code = "042"', hint=_HINT)
    if found.get("names", "icews") not in HABITS:
        raise UnknownName("habit of writing names", found["names"], HABITS)
    if len(found.get("delimiter", ",")) != 1:
        raise UsageError(f"{path}: the delimiter is one sign", hint=_HINT)
    if found.get("since", _FIRST) > found.get("until", _END):
        raise UsageError(f"{path}: since lies after until", hint=_HINT)
    try:
        codecs.lookup(found.get("encoding", "utf-8"))
    except LookupError as exc:
        raise UsageError(f"{path}: there is no encoding {found['encoding']!r}", hint=_HINT) from exc


def _check_fields(columns: dict[str, Any], constants: dict[str, Any], path: str) -> None:
    for key in (*columns, *constants):
        if key not in (*FIELDS, *_PLACES):
            raise UnknownName("field of an event", key, (*FIELDS, *_PLACES))
    for need in _NEEDED:
        if need not in columns and need not in constants:
            raise UsageError(f"{path}: neither a column nor a constant for {need!r}", hint=_HINT)
    if both := sorted(set(columns) & set(constants)):
        raise UsageError(f"{path}: {both[0]!r} is a column and a constant", hint=_HINT)


def _parser(found: Mapping[str, Any]) -> Callable[[Mapping[str, str]], Row]:
    """How a record becomes a row: the fields in order, days in ISO form."""
    columns, constants, codes = found.get("columns", {}), found.get("constants", {}), found.get("codes", {})
    missing = {"", *found.get("missing", ())}
    form = found.get("date_format", _FORM)
    forms = {"date": form, "date_added": found.get("date_added_format", form)}
    unsure = found.get("names") == "cameo"

    def value(record: Mapping[str, str], field: str) -> str | None:
        text = record[columns[field]].strip() if field in columns else constants.get(field)
        return None if text is None or text in missing else str(text)

    def parse(record: Mapping[str, str]) -> Row:
        row = {field: value(record, field) for field in FIELDS}
        for field, written in forms.items():
            row[field] = _day(row[field], written)
        row["code"] = codes.get(row["code"], row["code"])
        row["publisher"] = _host(row["publisher"])
        for side in ("source", "target"):
            if unsure and f"{side}_place" in columns:
                row[side] = placed(row[side], value(record, f"{side}_place"))
        return tuple(row[field] for field in FIELDS)

    return parse


def _host(publisher: str | None) -> str | None:
    """The host of an address of a page; a name stays as it is."""
    if publisher is None or "://" not in publisher:
        return publisher
    return publisher.split("/")[2].partition(":")[0] or None


def _day(text: str | None, form: str) -> str | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - a day
    except ValueError:
        return UNREAD + text


def _mapped(options: Options, *, machine: bool) -> Source:
    """The source a mapping describes; ``machine``: a program found its rows.

    Raises:
        BadFile: The mapping cannot be read.
        UsageError: It lacks a field, or names one that events do not have.
    """
    path = options["map"]
    found = _read(path)
    _check(found, path)
    span = Span(found.get("since", _FIRST), found.get("until", _END))
    used = tuple(dict.fromkeys(found.get("columns", {}).values()))
    layout = Records(
        used,
        _parser(found),
        found.get("delimiter", ","),
        found.get("encoding", "utf-8"),
        row_names=found.get("row_names", False),
    )
    form = found.get("date_format", _FORM)
    return _source(layout, found.get("name", Path(path).stem), found.get("names", "icews"), span, form, machine=machine)


def _source(layout: Records, name: str, habit: str, span: Span, form: str, *, machine: bool) -> Source:
    label, dataset = name.replace("'", "''"), "csv-machine" if machine else "csv"
    return Source(
        name=dataset,
        title="A table of your own, coded by a program" if machine else "A table of your own, coded by hand",
        publisher="the user",
        licence="that of the table",
        citation="The table's own authors (2026), as given by the user; the mapping file is part of the record.",
        bibtex="@misc{owntable, author={{the authors of the table}}, title={Table loaded with a mapping}, year={2026}}",
        url="https://www.rfc-editor.org/rfc/rfc4180",
        coverage=span,
        notes=(
            "Any table with a date, a source, a target and a code, loaded with `--map MAPPING.toml` "
            "(see [Map your own table](../howto/map-your-own-table.md)). " + _CODED_BY[machine] +
            "Event ids carry the name of the mapping. Several mappings in one study share the data set "
            f"`{dataset}`: keep one study for each data set you compare."
        ),
        layout=layout,
        columns=FIELDS,
        rejects=_rejects(span, form),
        events_sql=f"""
            SELECT '{label}:' || COALESCE(id, $sha8 || '-' || file_row) AS native_id, CAST(date AS DATE) AS date,
                   CAST(date_added AS DATE) AS date_added, code, source AS source_name, target AS target_name, place,
                   place_country AS place_country_name, provider_quad, publisher, story_id, summary,
                   TRY_CAST(fatalities AS BIGINT) AS fatalities, file_row
            FROM raw
        """,
        names=habit,
        options=(Option("map", "mapping file (TOML) that names the columns"),),
        machine_coded=machine,
        mapped=partial(_mapped, machine=machine),
        files=("*.csv", "*.tsv", "*.csv.zip"),
    )  # fmt: skip


def _rejects(span: Span, form: str) -> tuple[Reject, ...]:
    return (
        Reject("the date cannot be read", "TRY_CAST(date AS DATE) IS NULL", shows="date",
               hint=f"the mapping reads dates as {form}: set date_format, such as \"%d/%m/%Y\" for 31/12/2019"),
        Reject("the date lies outside the days of the mapping",
               f"NOT TRY_CAST(date AS DATE) BETWEEN DATE '{span.start}' AND DATE '{span.last}'", shows="date"),
        Reject("the day it was added cannot be read",
               "date_added IS NOT NULL AND TRY_CAST(date_added AS DATE) IS NULL", shows="date_added"),
        Reject("the code is missing", "code IS NULL"),
        Reject("the number of deaths cannot be read",
               f"fatalities IS NOT NULL AND NOT COALESCE({_COUNT}, FALSE)", shows="fatalities"),
    )  # fmt: skip


def _unmapped(_: Mapping[str, str]) -> Row:
    raise UsageError("a table of your own needs a mapping", hint="give --map MAPPING.toml; " + _HINT)


SOURCE, MACHINE = (
    _source(Records((), _unmapped), "csv", "icews", Span(_FIRST, _END), _FORM, machine=machine)
    for machine in (False, True)
)

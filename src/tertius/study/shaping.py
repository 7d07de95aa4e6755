"""From parsed rows to the columns of the event schema, as one SELECT."""

from collections.abc import Mapping
from types import MappingProxyType

from tertius.codebooks.own_names import OWN
from tertius.model import EVENT_COLUMNS

NAMES: Mapping[str, str] = MappingProxyType(
    {"sn": "source_name", "tn": "target_name", "sf": "source_fallback", "tf": "target_fallback",
     "pc": "place_country_name"}
)  # fmt: skip
"""Columns of parsed rows that hold a name to rule on, by the alias of its rulings."""


def event_sql(have: set[str], parsed: str) -> str:
    """SELECT of every column of the event schema from parsed rows (a table or a subquery), the code book and rulings.

    Args:
        have: Names of the columns that the parsed rows have.
        parsed: Where they are.
    """
    chosen = {
        "event_id": "$dataset || ':' || p.native_id",
        "dataset": "$dataset",
        "precision": "COALESCE(p.precision, 'day')" if "precision" in have else "'day'",
        "mutual": "COALESCE(p.mutual, FALSE)" if "mutual" in have else "FALSE",
        **_sides(have),
        **({name: f"o.{name}" for name in ("publisher_country", "publisher_owner")} if "publisher" in have else {}),
        **_coded(have),
        "file_sha256": "$sha256",
    }
    columns = ", ".join(
        f"{chosen.get(c.name, f'p.{c.name}' if c.name in have else f'CAST(NULL AS {c.type})')} AS {c.name}"
        for c in EVENT_COLUMNS
    )
    joins = "JOIN code_book c ON c.code = p.code"
    for alias, column in NAMES.items():
        if column in have:
            joins += f" LEFT JOIN named {alias} ON {alias}.name = p.{column}{holds(alias, 'p')}"
    if "place_fips" in have:
        joins += " LEFT JOIN fips ON fips.fips = p.place_fips"
    if "publisher" in have:
        joins += " LEFT JOIN outlet o ON o.publisher = p.publisher"
    return f"SELECT {columns} FROM {parsed} p {joins}"


def holds(ruling: str, row: str) -> str:
    """The end of a join condition: the ruling holds on the day of the row."""
    return (f" AND ({ruling}.since IS NULL OR {row}.date >= {ruling}.since)"
            f" AND ({ruling}.until IS NULL OR {row}.date < {ruling}.until)")  # fmt: skip


def _coded(have: set[str]) -> dict[str, str]:
    """What the code says, unless the data set says it itself."""
    found = {column: f"c.{column}" for column in ("code", "event_class", "quad", "goldstein_x10", "plover_type",
                                                  "plover_mode")}  # fmt: skip
    if "coded_plover_type" in have:
        found["plover_type"] = "COALESCE(p.coded_plover_type, c.plover_type)"
        found["plover_mode"] = "p.coded_plover_mode"
    return found


def _sides(have: set[str]) -> dict[str, str]:
    """Actor and sector of each side and of the place, from the rulings on the names there are."""
    found: dict[str, str] = {}
    for side, name, fallback in (("source", "sn", "sf"), ("target", "tn", "tf")):
        if f"{side}_fallback" in have:
            # whom the user's own table calls nobody is nobody, whatever country the data set states
            ruled = f"{name}.actor IS NOT NULL OR COALESCE({name}.reason LIKE '{OWN}%', FALSE)"
            for column, told in ((side, "actor"), (f"{side}_sector", "sector")):
                found[column] = f"CASE WHEN {ruled} THEN {name}.{told} ELSE {fallback}.{told} END"
        else:
            found[side], found[f"{side}_sector"] = f"{name}.actor", f"{name}.sector"
    if "place_country_name" in have:
        found["place_country"] = "pc.actor"
    if "place_fips" in have:
        found["place_country"] = "fips.actor"
    return found

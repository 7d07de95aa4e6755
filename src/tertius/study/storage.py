"""How events lie in a study file: written out, or as keys into small tables; view ``event`` shows both alike.

Files that a machine coded say the same few names, codes and publishers millions of times. Their rows hold the number of
each (a fact table), and each is written once (dimension tables): less to write, less to read. Number 0 stands for none.
"""

from collections.abc import Mapping
from types import MappingProxyType

from tertius.model import EVENT_COLUMNS, Column, Engine

FULL, LEAN = "full_event", "lean_event"

SIDE = ("name", "actor", "sector")
OUTLET = ("publisher", "publisher_country", "publisher_owner")
COUNTRY = ("place_country",)
CODE = ("code", "event_class", "quad", "goldstein_x10", "plover_type", "plover_mode")

LEAN_COLUMNS: tuple[Column, ...] = (
    Column("file", "INTEGER", False, "number of the file in lean_file"),
    Column("file_row", "BIGINT", False, "line of that file, counted from 1; 0 where its id tells it"),
    Column("native_id", "BIGINT", False, "id in the data set"),
    Column("date", "DATE", False, "day of the act"),
    Column("date_added", "DATE", True, "day the data set took the row in"),
    Column("source", "INTEGER", False, "number of the acting side in lean_side"),
    Column("target", "INTEGER", False, "number of the receiving side in lean_side"),
    Column("code", "INTEGER", False, "number of the code in lean_code"),
    Column("provider_quad", "UTINYINT", True, "the data set's own quad class"),
    Column("place", "VARCHAR", True, "city as written, with region and country behind commas"),
    Column("country", "INTEGER", False, "number of the country of the place in lean_country"),
    Column("outlet", "INTEGER", False, "number of the publisher in lean_outlet"),
    Column("story_id", "VARCHAR", True, "address of the report, as written"),
    Column("late", "VARCHAR", True, "what had no number yet while the file was read; null in every kept row"),
)

STORED: Mapping[str, tuple[Column, ...]] = MappingProxyType({
    FULL: EVENT_COLUMNS,
    LEAN: LEAN_COLUMNS,
    "lean_file": (
        Column("file", "INTEGER", False, "number"),
        Column("dataset", "VARCHAR", False, "name of the source"),
        Column("file_sha256", "VARCHAR", False, "hash of the file"),
        Column("first_id", "BIGINT", True, "id of line 1 if each line has the next id; null if file_row tells it"),
    ),
    "lean_side": (
        Column("side", "INTEGER", False, "number"),
        *(Column(name, "VARCHAR", True, "as in table judgement") for name in SIDE),
    ),
    "lean_code": (
        Column("number", "INTEGER", False, "number"),
        *(Column(one.name, one.type, one.nullable, one.meaning) for one in EVENT_COLUMNS if one.name in CODE),
    ),
    "lean_outlet": (
        Column("outlet", "INTEGER", False, "number"),
        *(Column(name, "VARCHAR", True, "as in view event") for name in OUTLET),
    ),
    "lean_country": (
        Column("country", "INTEGER", False, "number"),
        Column("place_country", "VARCHAR", True, "actor id"),
    ),
})  # fmt: skip
"""Tables that view ``event`` is made of."""

_SHOWN = {
    "event_id": "f.dataset || ':' || CAST(l.native_id AS VARCHAR)",
    "dataset": "f.dataset",
    "precision": "'day'",
    "source_name": "s.name", "source": "s.actor", "source_sector": "s.sector",
    "target_name": "t.name", "target": "t.actor", "target_sector": "t.sector",
    "mutual": "FALSE",
    **{name: f"c.{name}" for name in CODE},
    **{name: f"o.{name}" for name in OUTLET},
    "place_country": "w.place_country",
    "place": "NULLIF(TRIM(SPLIT_PART(l.place, ',', 1)), '')",
    "story_id": "NULLIF(TRIM(l.story_id), '')",
    "provider_quad": "CAST(l.provider_quad AS VARCHAR)",
    "file_sha256": "f.file_sha256",
    "file_row": "COALESCE(l.native_id - f.first_id + 1, l.file_row)",
}  # fmt: skip


def _shown(column: Column) -> str:
    kept = {one.name for one in LEAN_COLUMNS}
    missing = f"l.{column.name}" if column.name in kept else f"CAST(NULL AS {column.type})"
    return f"{_SHOWN.get(column.name, missing)} AS {column.name}"


# every key has its row in the small table: an inner join over dense whole numbers costs next to nothing
_JOINED = f"""
    {LEAN} l JOIN lean_file f ON f.file = l.file JOIN lean_side s ON s.side = l.source
    JOIN lean_side t ON t.side = l.target JOIN lean_code c ON c.number = l.code
    JOIN lean_outlet o ON o.outlet = l.outlet JOIN lean_country w ON w.country = l.country
"""
EVENT = f"""
    SELECT {", ".join(column.name for column in EVENT_COLUMNS)} FROM {FULL}
    UNION ALL
    SELECT {", ".join(_shown(column) for column in EVENT_COLUMNS)} FROM {_JOINED}
"""
"""SELECT of view ``event``."""


def show(engine: Engine) -> None:
    """Make view ``event``, and the rows that number 0 points to."""
    for table, key, columns in (
        ("lean_side", "side", SIDE),
        ("lean_outlet", "outlet", OUTLET),
        ("lean_country", "country", COUNTRY),
    ):
        engine.run(f"INSERT INTO {table} BY NAME SELECT 0 AS {key}, {', '.join(f'NULL AS {name}' for name in columns)} "
                   f"WHERE NOT EXISTS (SELECT 1 FROM {table})")  # fmt: skip
    engine.run(f"CREATE OR REPLACE VIEW event AS {EVENT}")


def spell_out(engine: Engine) -> None:
    """Keep the events of a study of an earlier version, whose ``event`` is a table, as rows written out."""
    engine.run(f"ALTER TABLE event RENAME TO {FULL}")

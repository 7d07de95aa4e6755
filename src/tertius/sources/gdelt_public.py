"""GDELT's public tables in BigQuery, read as our events: the text of source ``gdelt`` in GoogleSQL.

``gdelt-bq.gdeltv2.events`` holds a row an event, ``gdelt-bq.gdeltv2.eventmentions`` a row a report of it. Rows with a
code of no code book are left out, as they are rejects of a load. The tables read besides: ``actor_group`` (code, kind,
actor, sector, role_sector), ``fips_place`` (fips, actor), ``code_book`` (code, event_class, quad).
"""

from tertius.codebooks.cameo import CODE_TABLE
from tertius.codebooks.coded_actors import fips, read
from tertius.codebooks.states import STATES
from tertius.codebooks.tables import rows

EVENTS, MENTIONS = "gdelt-bq.gdeltv2.events", "gdelt-bq.gdeltv2.eventmentions"
_GROUPS = range(1, 6)


def lookups() -> dict[str, tuple[dict[str, str], list[tuple[str | None, ...]]]]:
    """Columns and rows of the tables the mapping reads, by name."""
    columns, codes = CODE_TABLE
    wanted = [columns.index(name) for name in ("code", "event_class", "quad")]
    return {
        "actor_group": (dict.fromkeys(("code", "kind", "actor", "sector", "role_sector"), "VARCHAR"), _groups()),
        "fips_place": ({"fips": "VARCHAR", "actor": "VARCHAR"}, sorted(fips().items())),
        "code_book": (dict.fromkeys(("code", "event_class", "quad"), "VARCHAR"),
                      [tuple(None if row[at] is None else str(row[at]) for at in wanted) for row in codes]),
    }  # fmt: skip


def _groups() -> list[tuple[str | None, ...]]:
    """What a group of three letters means where it stands first, and which sector it names as a role."""
    table = {row["code"]: row for row in rows("names_cameo")}
    places = {row["actor"] for row in rows("names_places") if len(row["actor"]) == len("ABC")}
    found: list[tuple[str | None, ...]] = []
    for code in sorted({*table, *places, *STATES}):
        ruling, known = read(code)[0], table.get(code, {"meaning": "country", "sector": ""})
        role = (known["sector"] or None) if known["meaning"] == "role" else None
        found.append((code, known["meaning"], ruling.actor, ruling.sector, role))
    return found


def _side(number: int, alias: str) -> tuple[str, str, str]:
    """Actor, sector and joins of a side: codes are groups of three letters, from the general to the particular."""
    code, geo = f"TRIM(e.Actor{number}Code)", f"COALESCE(e.Actor{number}Geo_CountryCode, '')"
    g = [f"{alias}{at}" for at in _GROUPS]
    whole = f"MOD(LENGTH({code}), 3) = 0"
    joins = "\n".join(
        f"LEFT JOIN actor_group {g[at - 1]} ON {g[at - 1]}.code = SUBSTR({code}, {3 * at - 2}, 3) AND {whole}"
        for at in _GROUPS
    )
    body = ", ".join(f"IF({one}.kind = 'body' AND {one}.code <> 'UNO', {one}.actor, NULL)" for one in reversed(g))
    united = ", ".join(f"IF({one}.code = 'UNO', {one}.actor, NULL)" for one in g)
    named = f"COALESCE({body}, {united})"
    first = f"{g[0]}.kind IN ('international', 'body')"
    unsure = f"{code} LIKE 'GEO%' AND {geo} IN ('', 'US')"
    actor = f"CASE WHEN {first} THEN {named} WHEN {unsure} THEN NULL ELSE {g[0]}.actor END"
    roles = " ".join(f"WHEN {one}.kind = 'role' THEN {one}.role_sector" for one in g[1:])
    sector = (f"CASE WHEN {first} THEN IF({named} IS NULL, {g[0]}.sector, 'IGO') WHEN {unsure} OR {g[0]}.actor IS NULL"
              f" THEN NULL {roles} WHEN LENGTH({code}) > 3 THEN NULL ELSE {g[0]}.sector END")  # fmt: skip
    return actor, sector, joins


def event_sql() -> str:
    """GoogleSQL of table ``event``: the columns that panels read.

    Publishers are unknown here: our table of outlets is searched by the ending of a host, which is no join. Panels made
    of it know no voices, and measures take every act as it is told.
    """
    source, source_sector, joins = _side(1, "s")
    target, target_sector, more = _side(2, "t")
    return f"""
SELECT CONCAT('gdelt:', CAST(e.GLOBALEVENTID AS STRING)) AS event_id, 'gdelt' AS dataset,
       PARSE_DATE('%Y%m%d', CAST(e.SQLDATE AS STRING)) AS date, 'day' AS `precision`,
       {source} AS source,
       {source_sector} AS source_sector,
       {target} AS target,
       {target_sector} AS target_sector,
       FALSE AS mutual, c.code, c.event_class, c.quad,
       IF(e.ActionGeo_Type IN (3, 4), NULLIF(TRIM(SPLIT(e.ActionGeo_FullName, ',')[SAFE_OFFSET(0)]), ''), NULL)
       AS place,
       f.actor AS place_country, CAST(NULL AS STRING) AS level, CAST(NULL AS DATE) AS due, CAST(NULL AS STRING) AS fate,
       CAST(NULL AS DATE) AS fate_date, NULLIF(TRIM(e.SOURCEURL), '') AS story_id, CAST(NULL AS STRING) AS publisher,
       CAST(NULL AS STRING) AS publisher_country, CAST(NULL AS STRING) AS publisher_owner
FROM `{EVENTS}` e
JOIN code_book c ON c.code = e.EventCode
{joins}
{more}
LEFT JOIN fips_place f ON f.fips = e.ActionGeo_CountryCode
""".strip()


def citation_sql() -> str:
    """GoogleSQL of table ``citation``: every page on which an event was found, with its site."""
    return f"""
SELECT DISTINCT CONCAT('gdelt:', CAST(m.GLOBALEVENTID AS STRING)) AS event_id, 'gdelt' AS dataset,
       NULLIF(TRIM(m.MentionIdentifier), '') AS url, CAST(NULL AS STRING) AS title,
       NULLIF(TRIM(m.MentionSourceName), '') AS publisher, CAST(NULL AS STRING) AS publisher_country,
       CAST(NULL AS STRING) AS publisher_owner, SUBSTR(CAST(m.MentionTimeDate AS STRING), 1, 8) AS published
FROM `{MENTIONS}` m
""".strip()

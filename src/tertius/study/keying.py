"""Numbers for what the rows of a file say again and again: sides, publishers and codes (:mod:`tertius.study.storage`).

Each is looked up by its text once a file; what an earlier file said keeps its number as long as it means the same.

While a file is read there must be no join: rows come out of one in any order, and a row would no longer tell its line.
A text is turned into its number by an enumeration made for the file instead. Casting a text that is not in it is dear,
so a bit set of hashes tells most of these before.
"""

from collections.abc import Collection, Iterable, Sequence

from tertius.codebooks.publishers import Publishers
from tertius.model import Engine, Query
from tertius.study.outlets import fill_outlets
from tertius.study.shaping import holds
from tertius.study.storage import CODE, COUNTRY, LEAN, OUTLET, SIDE

_SEPARATOR = "CHR(9)"
"""Stands between the parts of ``late``; the lines of a file are split at it, so no part holds one."""
_BITS = 1 << 14
_PARTS = ("source_name", "target_name", "publisher", "code")


def number_file(engine: Engine, dataset: str, sha256: str) -> int:
    """Give a file the next number."""
    number = int(str(engine.rows("SELECT COALESCE(MAX(file), 0) + 1 FROM lean_file")[0][0]))
    sql = "SELECT CAST($file AS INTEGER) AS file, $dataset AS dataset, $sha256 AS file_sha256"
    engine.append(Query("lean_file", sql, {"file": number, "dataset": dataset, "sha256": sha256}))
    return number


def number_codes(engine: Engine) -> None:
    """Fill ``code_number``: the number of each code of ``code_book``."""
    _assign(engine, "lean_code", "number", CODE, "code_book")
    engine.make(Query("code_number", f"""
        SELECT n.code, d.number FROM code_book n JOIN lean_code d ON {_same(CODE)}
    """), temporary=True)  # fmt: skip
    _enumerate(engine, "code", "SELECT code AS text, number FROM code_number")


def number_countries(engine: Engine) -> None:
    """Number the countries of table ``fips``."""
    engine.make(Query("told_country", "SELECT fips, actor AS place_country FROM fips"), temporary=True)
    _assign(engine, "lean_country", "country", COUNTRY, "told_country")
    _enumerate(engine, "country", f"""
        SELECT n.fips AS text, d.country AS number FROM told_country n JOIN lean_country d ON {_same(COUNTRY)}
    """)  # fmt: skip


def number_sides(engine: Engine) -> None:
    """Fill ``side_number``: the number of each ruling of ``named``."""
    _assign(engine, "lean_side", "side", SIDE, "named")
    engine.make(Query("side_number", f"""
        SELECT n.name, n.since, n.until, d.side FROM named n JOIN lean_side d ON {_same(SIDE)}
    """), temporary=True)  # fmt: skip
    # what a name means on which day is told afterwards
    _enumerate(
        engine,
        "side",
        """
        SELECT name AS text, MIN(side) AS number FROM side_number GROUP BY name
        HAVING COUNT(*) = 1 AND MIN(since) IS NULL AND MIN(until) IS NULL
    """,
    )


def number_outlets(engine: Engine, publishers: Publishers, written: Iterable[str]) -> None:
    """Fill ``outlet_number``: the number of each of the publishers, as known today."""
    names = list(dict.fromkeys(written))
    fill_outlets(engine, "outlet", publishers, names)
    engine.fill("told", {"publisher": "VARCHAR"}, [(name,) for name in names])
    engine.make(Query("told_outlet", """
        SELECT t.publisher, o.publisher_country, o.publisher_owner
        FROM told t LEFT JOIN outlet o ON o.publisher = t.publisher
    """), temporary=True)  # fmt: skip
    _assign(engine, "lean_outlet", "outlet", OUTLET, "told_outlet")
    engine.make(Query("outlet_number", f"""
        SELECT n.publisher, d.outlet FROM told_outlet n JOIN lean_outlet d ON {_same(OUTLET)}
    """), temporary=True)  # fmt: skip
    _enumerate(engine, "outlet", "SELECT publisher AS text, outlet AS number FROM outlet_number")


def _same(columns: Sequence[str]) -> str:
    first, *others = columns
    return " AND ".join([f"d.{first} = n.{first}", *(f"d.{one} IS NOT DISTINCT FROM n.{one}" for one in others)])


def _assign(engine: Engine, table: str, key: str, columns: Sequence[str], found: str) -> None:
    """Give what a small table lacks the next numbers."""
    listed = ", ".join(columns)
    engine.append(Query(table, f"""
        SELECT CAST((SELECT COALESCE(MAX({key}), 0) FROM {table}) + ROW_NUMBER() OVER (ORDER BY {listed}) AS INTEGER)
               AS {key}, {listed}
        FROM (SELECT DISTINCT {listed} FROM {found}) n WHERE NOT EXISTS (SELECT 1 FROM {table} d WHERE {_same(columns)})
    """))  # fmt: skip


def _enumerate(engine: Engine, what: str, numbers: str) -> None:
    """Make ready to turn texts into numbers; ``numbers`` is a SELECT of text and number. No text has number 0."""
    engine.make(Query("numbered", f"""
        SELECT text, number, ROW_NUMBER() OVER (ORDER BY text) AS place
        FROM (SELECT '' AS text, 0 AS number UNION ALL ({numbers})) n
    """), temporary=True)  # fmt: skip
    engine.run(f"DROP TYPE IF EXISTS {what}_text")
    engine.run(f"CREATE TEMPORARY TYPE {what}_text AS ENUM (SELECT text FROM numbered ORDER BY place)")
    engine.run(f"SET VARIABLE {what}_numbers = (SELECT LIST(number ORDER BY place) FROM numbered)")
    engine.run(f"""
        SET VARIABLE {what}_seen = (
            SELECT CAST(STRING_AGG(CASE WHEN h.bit IS NULL THEN '0' ELSE '1' END, '' ORDER BY r.bit) AS BIT)
            FROM RANGE({_BITS}) r(bit)
            LEFT JOIN (SELECT DISTINCT CAST(HASH(text) % {_BITS} AS BIGINT) AS bit FROM numbered) h ON h.bit = r.bit)
    """)


def _number(what: str, text: str) -> str:
    seen = f"GET_BIT(GETVARIABLE('{what}_seen'), CAST(HASH({text}) % {_BITS} AS INTEGER)) = 1"
    return f"CASE WHEN {seen} THEN GETVARIABLE('{what}_numbers')[ENUM_CODE(TRY_CAST({text} AS {what}_text)) + 1] END"


def keyed_sql(have: Collection[str], parsed: str, *, unknown: int, odd: int) -> str:
    """SELECT of the rows of a file as keys.

    Args:
        have: Names of the columns that the parsed rows have.
        parsed: Where they are; a negative ``file_row`` marks a row that breaks a rule.
        unknown: Mark of a row whose code is in no code book.
        odd: Mark of a row whose id is a number written in an unusual way, such as ``007``.
    """
    # all of them are needed again where one has no number: it may be a name, and rulings depend on the day
    late = f" || {_SEPARATOR} || ".join(f"COALESCE(p.{name}, '')" if name in have else "''" for name in _PARTS)
    looked = {"side_s": ("side", "source_name"), "side_t": ("side", "target_name"), "known": ("code", "code"),
              "outlet": ("outlet", "publisher"), "country": ("country", "place_fips")}  # fmt: skip
    numbers = ", ".join(
        f"{_number(what, f'p.{text}') if text in have else 'CAST(NULL AS INTEGER)'} AS {alias}"
        for alias, (what, text) in looked.items()
    )
    missing = ["side_s IS NULL AND source_name IS NOT NULL", "side_t IS NULL AND target_name IS NOT NULL"]
    missing += ["known IS NULL", *(["outlet IS NULL AND publisher IS NOT NULL"] if "publisher" in have else [])]
    kept = ", ".join(name for name in ("date_added", "provider_quad", "place", "story_id") if name in have)
    return f"""
        SELECT CAST($number AS INTEGER) AS file,
               CASE WHEN file_row < 0 THEN file_row WHEN known IS NULL THEN {unknown}
                    WHEN CAST(id AS VARCHAR) IS DISTINCT FROM native_id THEN {odd} ELSE 0 END AS file_row,
               COALESCE(id, 0) AS native_id, COALESCE(date, DATE '0001-01-01') AS date, {kept},
               COALESCE(side_s, 0) AS source, COALESCE(side_t, 0) AS target, COALESCE(known, 0) AS code,
               COALESCE(outlet, 0) AS outlet, COALESCE(country, 0) AS country,
               CASE WHEN {" OR ".join(missing)} THEN {late} END AS late
        FROM (SELECT p.*, TRY_CAST(p.native_id AS BIGINT) AS id, {numbers} FROM {parsed} p) p
    """


def late_parts() -> str:
    """The parts of ``late``, each under its name."""
    return ", ".join(f"SPLIT_PART(late, {_SEPARATOR}, {n}) AS {name}" for n, name in enumerate(_PARTS, 1))


def number_late(engine: Engine) -> None:
    """Put the numbers into the rows of ``late_row``, which by now all have them."""
    engine.run(f"""
        UPDATE {LEAN} SET source = k.source, target = k.target, outlet = k.outlet, late = NULL
        FROM (SELECT r.row, COALESCE(s.side, 0) AS source, COALESCE(t.side, 0) AS target,
                     COALESCE(o.outlet, 0) AS outlet
              FROM late_row r
              LEFT JOIN side_number s ON s.name = r.source_name{holds("s", "r")}
              LEFT JOIN side_number t ON t.name = r.target_name{holds("t", "r")}
              LEFT JOIN outlet_number o ON o.publisher = r.publisher) k
        WHERE {LEAN}.rowid = k.row
    """)

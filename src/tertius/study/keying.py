"""Numbers for what the rows of files say again and again: sides, publishers and codes (:mod:`tertius.study.storage`).

Each is looked up by its text once a load; what an earlier load said keeps its number as long as it means the same.

While a file is read there must be no join: rows come out of one in any order, and a row would no longer tell its line.
A text is turned into its number by an enumeration instead, in which it stands at the place of its number. Casting a
text that is not in it is dear, the more so the longer it is, so a bit set of hashes tells most of these before.
"""

from collections.abc import Iterable, Sequence

from tertius.codebooks.own_names import OwnNames
from tertius.codebooks.publishers import Publishers
from tertius.model import Engine, Query, Source
from tertius.study.own_tables import OwnTables
from tertius.study.shaping import holds
from tertius.study.staging import fill_rulings
from tertius.study.storage import CODE, COUNTRY, LEAN, OUTLET, SIDE

RULED = "ruled"
"""Table of the rulings on the names that the files of a load showed."""
_SEPARATOR = "CHR(9)"
"""Stands between the parts of ``late``; the lines of a file are split at it, so no part holds one."""
_BITS = 1 << 16
_PUBLISHED = ("code", "country")
"""What data sets take from short published lists: so few texts lie outside that to look first is dearer."""
_PARTS = ("source", "target", "publisher", "code")


class Numbers:
    """What the texts of the files of one load are as numbers: made ready from the first rows, told more as they come.

    All of it lies in temporary tables and types of the engine.

    Args:
        engine: The open study.
        own: What is known of publishers and actors today.
        habit: In whose style the data set writes names.
    """

    def __init__(self, engine: Engine, own: OwnTables, habit: str) -> None:
        self._engine = engine
        self._own = own
        self._habit = habit
        self._stale = False
        self.ready = False

    def forget(self) -> None:
        """The transaction in which something was made was undone."""
        self.ready = False

    def begin(self, names: Iterable[str], publishers: Iterable[str]) -> None:
        """Number codes and countries, and names and publishers of the first rows, most of those of the files."""
        _number_codes(self._engine)
        _number_countries(self._engine)
        fill_rulings(self._engine, RULED, [], self._habit)
        self._engine.fill("side_number", {"name": "VARCHAR", "since": "DATE", "until": "DATE", "side": "INTEGER"}, [])
        self._engine.fill("outlet_number", {"publisher": "VARCHAR", "outlet": "INTEGER"}, [])
        self.learn(names, [*self._own.publishers.usual(), *publishers])
        self.refresh()
        self.ready = True

    def learn(self, names: Iterable[str], publishers: Iterable[str]) -> None:
        """Rule on names and publishers that have no number yet, and give them one."""
        _number_sides(self._engine, names, self._habit, self._own.actors)
        _number_outlets(self._engine, self._own.publishers, publishers)
        self._stale = True

    def refresh(self) -> None:
        """Let the enumerations hold what was learned since they were made."""
        if not self._stale:
            return
        # what a name means on which day is told afterwards
        _enumerate(self._engine, "side", """
            SELECT name AS text, MIN(side) AS number FROM side_number GROUP BY name
            HAVING COUNT(*) = 1 AND MIN(since) IS NULL AND MIN(until) IS NULL
        """)  # fmt: skip
        _enumerate(self._engine, "outlet", "SELECT publisher AS text, outlet AS number FROM outlet_number")
        self._stale = False


def _number_codes(engine: Engine) -> None:
    _assign(engine, "lean_code", "number", CODE, "code_book")
    _enumerate(engine, "code", f"""
        SELECT n.code AS text, d.number FROM code_book n JOIN lean_code d ON {_same(CODE)}
    """)  # fmt: skip


def _number_countries(engine: Engine) -> None:
    """Number the countries of table ``fips``; several codes may mean the same, so each code has a place of its own."""
    engine.make(Query("told_country", "SELECT fips, actor AS place_country FROM fips"), temporary=True)
    _assign(engine, "lean_country", "country", COUNTRY, "told_country")
    _enumerate(engine, "country", "SELECT fips AS text, ROW_NUMBER() OVER (ORDER BY fips) AS number FROM fips")
    engine.run(f"""
        SET VARIABLE country_numbers = (
            SELECT LIST(d.country ORDER BY n.fips) FROM told_country n LEFT JOIN lean_country d ON {_same(COUNTRY)})
    """)


def _number_sides(engine: Engine, names: Iterable[str], habit: str, own: OwnNames) -> None:
    fill_rulings(engine, "ruling", names, habit, own)
    engine.append(Query(RULED, "SELECT * FROM ruling"))
    _assign(engine, "lean_side", "side", SIDE, "ruling")
    engine.append(Query("side_number", f"""
        SELECT n.name, n.since, n.until, d.side FROM ruling n JOIN lean_side d ON {_same(SIDE)}
    """))  # fmt: skip


def _number_outlets(engine: Engine, publishers: Publishers, written: Iterable[str]) -> None:
    names = list(dict.fromkeys(written))
    known = {name: outlet for name, *outlet in publishers.table(names)}
    engine.fill("told_outlet", dict.fromkeys(OUTLET, "VARCHAR"),
                [(name, *known.get(name, (None, None))) for name in names])  # fmt: skip
    _assign(engine, "lean_outlet", "outlet", OUTLET, "told_outlet")
    engine.append(Query("outlet_number", f"""
        SELECT n.publisher, d.outlet FROM told_outlet n JOIN lean_outlet d ON {_same(OUTLET)}
    """))  # fmt: skip


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
    engine.make(Query("numbered", f"SELECT '' AS text, 0 AS number UNION ALL ({numbers})"), temporary=True)
    engine.run(f"DROP TYPE IF EXISTS {what}_text")
    # numbers of other meanings are places that no text of a file can match
    engine.run(f"""
        CREATE TEMPORARY TYPE {what}_text AS ENUM (
            SELECT COALESCE(n.text, {_SEPARATOR} || CAST(r.place AS VARCHAR))
            FROM RANGE((SELECT MAX(number) + 1 FROM numbered)) r(place) LEFT JOIN numbered n ON n.number = r.place
            ORDER BY r.place)
    """)
    if what in _PUBLISHED:
        return
    bits = bytearray(b"0" * _BITS)
    for (bit,) in engine.rows(f"SELECT DISTINCT CAST(HASH(text) & {_BITS - 1} AS INTEGER) FROM numbered"):
        bits[int(str(bit))] = ord("1")
    engine.run(f"SET VARIABLE {what}_seen = CAST('{bits.decode()}' AS BIT)")


def _number(what: str, text: str) -> str:
    """The number of a text; of no text, or an empty one, 0; null when it has none, or for a code that is not told."""
    seen = f"GET_BIT(GETVARIABLE('{what}_seen'), CAST(HASH({text}) & {_BITS - 1} AS INTEGER)) = 1"
    place = f"CAST(ENUM_CODE(TRY_CAST({text} AS {what}_text)) AS INTEGER)"
    # an enumeration counts from 0, a list from 1, and the empty text is in no list
    found = f"GETVARIABLE('country_numbers')[{place}]" if what == "country" else place
    if what in _PUBLISHED:
        return found
    return f"CASE WHEN {seen} THEN {found} WHEN {text} IS NULL THEN 0 END"


def keyed_sql(source: Source, lines: str) -> str:
    """SELECT of the rows of files as keys, from a view of their lines.

    A row that breaks a rule has as ``file_row`` the negative number of the rule, counted from 1; the number after the
    last rule stands for a code in no code book, the one after it for a row that cannot lie as keys: its id is a number
    written in an unusual way, such as ``007``, or its quad class is none. The others have 0.
    """
    cases = "".join(f" WHEN COALESCE({rule.when}, FALSE) THEN {-n}" for n, rule in enumerate(source.rejects, 1))
    mark = f"CASE{cases} ELSE 0 END" if cases else "0"
    unknown = -1 - len(source.rejects)
    # all of them are needed again where one has no number: it may be a name, and rulings depend on the day
    late = f" || {_SEPARATOR} || ".join(f"COALESCE({name}, '')" for name in _PARTS)
    looked = {"side_s": ("side", "source"), "side_t": ("side", "target"), "known": ("code", "code"),
              "outlet": ("outlet", "publisher"), "country": ("country", "place_fips")}  # fmt: skip
    numbers = ", ".join(f"{_number(what, text)} AS {alias}" for alias, (what, text) in looked.items())
    return f"""
        SELECT CAST($number + file_place AS INTEGER) AS file,
               CASE WHEN mark < 0 THEN mark WHEN COALESCE(known, 0) = 0 THEN {unknown}
                    WHEN CAST(id AS VARCHAR) IS DISTINCT FROM native_id OR LENGTH(quad) > 1
                         OR quad <> '' AND class IS NULL THEN {unknown - 1} ELSE 0 END AS file_row,
               COALESCE(id, 0) AS native_id, COALESCE(date, DATE '0001-01-01') AS date, date_added,
               class AS provider_quad, NULLIF(place, '') AS place, NULLIF(story_id, '') AS story_id,
               COALESCE(side_s, 0) AS source, COALESCE(side_t, 0) AS target, COALESCE(known, 0) AS code,
               COALESCE(outlet, 0) AS outlet, COALESCE(country, 0) AS country,
               CASE WHEN side_s + side_t + known + outlet IS NULL THEN {late} END AS late
        FROM (SELECT *, TRY_CAST(native_id AS BIGINT) AS id, TRY_CAST(quad AS UTINYINT) AS class, {numbers}
              FROM (SELECT file_place, {mark} AS mark, {keys(source)} FROM {lines}) k) p
    """


def keys(source: Source) -> str:
    """The keys of a source as a select list over its raw rows."""
    return ", ".join(f"{sql} AS {name}" for name, sql in source.keys.items())


def late_part(name: str) -> str:
    """One of the parts of ``late`` of a row ``l``; null where nothing was written."""
    return f"NULLIF(TRIM(SPLIT_PART(l.late, {_SEPARATOR}, {_PARTS.index(name) + 1})), '')"


def late_parts() -> str:
    """The parts of ``late``, each under its name; a code is told as it is written."""
    parts = ((name, f"SPLIT_PART(late, {_SEPARATOR}, {n})") for n, name in enumerate(_PARTS, 1))
    return ", ".join(f"{part if name == 'code' else f'TRIM({part})'} AS {name}" for name, part in parts)


def number_late(engine: Engine) -> None:
    """Put the numbers into the rows of ``late_row``, which by now all have them."""
    engine.run(f"""
        UPDATE {LEAN} SET source = k.source, target = k.target, outlet = k.outlet, late = NULL
        FROM (SELECT r.row, COALESCE(s.side, 0) AS source, COALESCE(t.side, 0) AS target,
                     COALESCE(o.outlet, 0) AS outlet
              FROM late_row r
              LEFT JOIN side_number s ON s.name = r.source{holds("s", "r")}
              LEFT JOIN side_number t ON t.name = r.target{holds("t", "r")}
              LEFT JOIN outlet_number o ON o.publisher = r.publisher) k
        WHERE {LEAN}.rowid = k.row
    """)

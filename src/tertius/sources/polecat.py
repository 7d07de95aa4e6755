"""POLECAT: weekly and yearly files of events in PLOVER, 40 columns, tab, ISO-8859-1.

``None`` is a missing value. A side may be a list of countries: such a row becomes one event a pair, after rows with a
known id have been set aside, each with its share of the row. Types and modes of PLOVER are kept as written and get a
CAMEO working code, so that classes and quads mean the same in every data set.
"""

from collections.abc import Sequence
from datetime import date

from tertius.codebooks.plover import WORKING_CODES
from tertius.model import ONGOING, UNTIL_NOW, Lines, Options, Reject, Source, Span

HEADER = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity|Event Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
    "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
    "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
COLUMNS = tuple(name.split("|")[0].lower().replace(" ", "_") for name in HEADER)


def _known(column: str) -> str:
    return f"NULLIF(NULLIF(TRIM({column}), ''), 'None')"


def _listed(side: str, column: str) -> str:
    """The values of a column for each country of a side, where it has as many; else nothing."""
    parts = f"STRING_SPLIT({column}, ';')"
    return f"CASE WHEN LEN({parts}) = LEN(STRING_SPLIT({side}_country, ';')) THEN {parts} END"


def _unnested(side: str, sector: str) -> str:
    return f"""
        SELECT file_row, day, {_known("country")} AS country, COALESCE({_known("sector")}, '-') AS sector,
               COALESCE({_known("name")}, {_known("whole")}) AS name
        FROM (SELECT file_row, TRY_CAST(event_date AS DATE) AS day,
                     UNNEST(STRING_SPLIT({side}_country, ';')) AS country,
                     UNNEST({_listed(side, sector)}) AS sector, UNNEST({_listed(side, f"{side}_name")}) AS name,
                     {side}_name AS whole
              FROM raw) parts
    """


# as codebooks.spelling compares names, in SQL, for the letters that files in ISO 8859-1 can hold
_FOLDED = r"LOWER(STRIP_ACCENTS(REGEXP_REPLACE(x.name, '[\s_\-]+', ' ', 'g')))"
_KEY = f"TRIM(REPLACE(REPLACE(TRANSLATE({_FOLDED}, 'øð`', 'od'''), 'æ', 'ae'), 'ß', 'ss'))"


def _written(side: str, sector: str) -> str:
    """Sides as names to rule on: a name of the user's own table on the days of its row, else country and sector."""
    return f"""
        SELECT DISTINCT file_row, CASE
            WHEN country IS NULL OR o.name IS NOT NULL THEN x.name
            WHEN sector = 'PRE' THEN country || ' PRE: ' || COALESCE(x.name, '?')
            ELSE country || ' ' || sector END AS written
        FROM ({_unnested(side, sector)}) x LEFT JOIN own_name o ON o.name = {_KEY}
         AND (o.since IS NULL OR x.day >= o.since) AND (o.until IS NULL OR x.day < o.until)
    """


_TYPE, _MODE = f"UPPER({_known('event_type')})", f"LOWER({_known('event_mode')})"


def _working(_: Options) -> dict[str, tuple[tuple[str, ...], Sequence[tuple[str, ...]]]]:
    return {"working": WORKING_CODES}


SOURCE = Source(
    name="polecat",
    title="POLECAT: Political Event Classification, Attributes, and Types",
    publisher="Harvard Dataverse",
    licence="Dataverse terms of the deposit; free for research with citation",
    citation=(
        "Halterman, Bagozzi, Beger, Schrodt and Scarborough (2023). PLOVER and POLECAT: A New Political Event Ontology "
        "and Dataset. ISA Annual Convention; Scarborough et al. (2023). POLECAT Weekly Data. Harvard Dataverse, "
        "doi:10.7910/DVN/AJGVIT."
    ),
    bibtex=(
        "@data{polecat2023, author={Scarborough, Grace I. and Bagozzi, Benjamin E. and Beger, Andreas and Berrie, John "
        "and Halterman, Andrew and Schrodt, Philip A. and Spivey, Jevon}, title={POLECAT Weekly Data}, "
        "publisher={Harvard Dataverse}, year={2023}, doi={10.7910/DVN/AJGVIT}}"
    ),
    url="https://doi.org/10.7910/DVN/AJGVIT",
    coverage=Span(date(2018, 1, 1), ONGOING),
    notes=(
        "Machine coding of news in several languages: an event is reported, not confirmed. The CAMEO code is a working "
        "code of the PLOVER type, mode and context. PLOVER has no mediation, and its REQUEST holds appeals as well as "
        "demands, so quads of requests are not those of other data sets. CONCEDE counts as yielding (material "
        "cooperation), which POLECAT itself calls verbal; its own quad stands in provider_quad. De facto authorities "
        "(sector PRE) are no part of the state they are coded under. The sample the tests use is invented: only the "
        "header of the files was at hand."
    ),
    layout=Lines(delimiter="\t", fields=40, header=HEADER, encoding="iso-8859-1"),
    columns=COLUMNS,
    rejects=(
        Reject("the event has no id", f"{_known('event_id')} IS NULL"),
        Reject("the date cannot be read", "TRY_CAST(event_date AS DATE) IS NULL", shows="event_date"),
        Reject(
            "the date lies outside the years of the data set",
            f"NOT TRY_CAST(event_date AS DATE) BETWEEN DATE '2018-01-01' AND {UNTIL_NOW}",
            shows="event_date",
        ),
        Reject(
            "the type is none of PLOVER",
            f"COALESCE({_TYPE}, '') NOT IN (SELECT plover_type FROM working)",
            shows="event_type",
        ),
    ),
    events_sql=f"""
        SELECT raw.event_id || CASE WHEN p.n_pairs > 1 THEN ':' || p.turn ELSE '' END AS native_id,
               CASE WHEN p.n_pairs > 1 THEN 1.0 / p.n_pairs END AS weight,
               CAST(event_date AS DATE) AS date, TRY_CAST(publication_date AS DATE) AS date_added,
               w.code, {_TYPE} AS coded_plover_type, {_MODE} AS coded_plover_mode,
               {_known("quad_code")} AS provider_quad, p.one AS source_name, p.other AS target_name,
               {_known("city")} AS place, {_known("country")} AS place_country_name,
               {_known("source")} AS publisher, raw.file_row AS file_row
        FROM raw
        JOIN (SELECT a.file_row, a.written AS one, b.written AS other,
                     COUNT(*) OVER (PARTITION BY a.file_row) AS n_pairs,
                     ROW_NUMBER() OVER (PARTITION BY a.file_row ORDER BY a.written NULLS FIRST, b.written NULLS FIRST)
                     AS turn
              FROM ({_written("actor", "primary_actor_sector")}) a
              JOIN ({_written("recipient", "primary_recipient_sector")}) b
                ON b.file_row = a.file_row) p ON p.file_row = raw.file_row
        JOIN (SELECT k.file_row,
                     MAX_BY(working.code, LENGTH(working.context) * 100 + LENGTH(working.plover_mode)) AS code
              FROM (SELECT file_row, {_TYPE} AS t, {_MODE} AS m, ';' || REPLACE(contexts, ' ', '') || ';' AS c
                    FROM raw) k
              JOIN working ON working.plover_type = k.t AND (working.plover_mode = '' OR working.plover_mode = k.m)
               AND (working.context = '' OR k.c LIKE '%;' || working.context || ';%')
              GROUP BY k.file_row) w ON w.file_row = raw.file_row
    """,
    names="listed",
    machine_coded=True,
    tables=_working,
    expands=True,
    files=("*ngec*.txt", "*ngec*.txt.zip", "*polecat*.tab"),
)

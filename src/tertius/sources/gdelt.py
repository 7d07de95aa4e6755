"""GDELT 2.0 event export: the 15-minute ``.export.CSV`` files, zipped or not.

61 columns, tab, no header, no quoting. The counts of mentions are those of the first quarter of an hour only (trap
T11), so they are not kept. A row may be dated one or ten years before the day it was added: the news looked back, or
the coder misread a date. The event keeps its date; ``date_added`` shows the distance, and what a file covers are the
days it was made on.
"""

from collections.abc import Sequence
from datetime import date

from tertius.codebooks.coded_actors import fips
from tertius.model import ONGOING, UNTIL_NOW, Lines, Options, Reject, Source, Span

_OPENING = ("global_event_id", "sql_date", "month_year", "year", "fraction_date")
_ACT = ("is_root_event", "event_code", "event_base_code", "event_root_code", "quad_class", "goldstein_scale",
        "num_mentions", "num_sources", "num_articles", "avg_tone")  # fmt: skip
_FIRST_DAY = date(1979, 1, 1)


def _actor(side: str) -> tuple[str, ...]:
    parts = ("code", "name", "country_code", "known_group_code", "ethnic_code", "religion1_code", "religion2_code",
             "type1_code", "type2_code", "type3_code")  # fmt: skip
    return tuple(f"{side}_{part}" for part in parts)


def _geo(side: str, *, second_level: bool) -> tuple[str, ...]:
    level = ("adm2_code",) if second_level else ()
    parts = ("geo_type", "geo_full_name", "geo_country_code", "adm1_code", *level, "lat", "long", "feature_id")
    return tuple(f"{side}_{part}" for part in parts)


def columns(*, second_level: bool) -> tuple[str, ...]:
    """Columns of an export: version 2.0 has codes of the second level of places, 1.0 has none."""
    places = (part for side in ("actor1", "actor2", "action") for part in _geo(side, second_level=second_level))
    return (*_OPENING, *_actor("actor1"), *_actor("actor2"), *_ACT, *places, "date_added_text", "source_url")


def _side(side: str) -> str:
    # the coders write GEO for the state in the Caucasus and for the US state alike: the actor's place goes with it
    place = f"CASE WHEN {side}_geo_country_code = 'US' THEN {side}_adm1_code ELSE {side}_geo_country_code END"
    return f"CASE WHEN {side}_code LIKE 'GEO%' THEN TRIM({side}_code) || '@' || {place} ELSE {side}_code END"


DERIVED = {
    "day": "CAST(TRY_STRPTIME(sql_date, '%Y%m%d') AS DATE)",
    # news is mostly of the day it is taken in on, and to read a date is dear
    "day_added": "CASE WHEN LENGTH(sql_date) = 8 AND STARTS_WITH(date_added_text, sql_date) THEN day"
    " ELSE CAST(TRY_STRPTIME(LEFT(date_added_text, 8), '%Y%m%d') AS DATE) END",
    "side1": _side("actor1"),
    "side2": _side("actor2"),
    "city": "CASE WHEN action_geo_type IN ('3', '4') THEN action_geo_full_name END",
    "host": "SPLIT_PART(source_url, '/', 3)",
}
"""What a row of either version says in more than one place."""
_YEARS = f"BETWEEN DATE '1979-01-01' AND {UNTIL_NOW}"

REJECTS = (
    Reject("the event id is not a number", "TRY_CAST(global_event_id AS BIGINT) IS NULL"),
    Reject("the date cannot be read", "LENGTH(sql_date) <> 8 OR day IS NULL", shows="sql_date"),
    Reject("the day it was added cannot be read", "day_added IS NULL"),
    Reject("the date lies outside the years of the data set", f"day NOT {_YEARS} OR day_added NOT {_YEARS}"),
    Reject("the code is missing in the published file", "event_code IN ('', '---', 'X')", tolerated=True),
)
"""Faults of a row of either version."""

EVENTS_SQL = """
    SELECT global_event_id AS native_id, day AS date, day_added AS date_added, event_code AS code,
           NULLIF(TRIM(side1), '') AS source_name, NULLIF(TRIM(side2), '') AS target_name,
           NULLIF(TRIM(quad_class), '') AS provider_quad, NULLIF(TRIM(SPLIT_PART(city, ',', 1)), '') AS place,
           action_geo_country_code AS place_fips, NULLIF(TRIM(SPLIT_PART(host, ':', 1)), '') AS publisher,
           NULLIF(TRIM(source_url), '') AS story_id, raw.file_row AS file_row
    FROM raw
"""
"""From a row of either version to an event."""

KEYS = {
    "native_id": "global_event_id",
    "date": "day",
    "date_added": "day_added",
    "code": "event_code",
    "source": "side1",
    "target": "side2",
    "quad": "quad_class",
    "place": "city",
    "place_fips": "action_geo_country_code",
    # taking off blanks and ports is dear and seldom needed: look first
    "publisher": "CASE WHEN host LIKE '%:%' OR host LIKE ' %' OR host LIKE '% ' THEN TRIM(SPLIT_PART(host, ':', 1))"
                 " ELSE host END",
    "story_id": "source_url",
}  # fmt: skip
"""The same for the short way."""


def place_codes(_: Options) -> dict[str, tuple[tuple[str, ...], Sequence[tuple[str, ...]]]]:
    """Countries of the FIPS codes that places are written in."""
    return {"fips": (("fips", "actor"), list(fips().items()))}


CITATION = (
    "Leetaru and Schrodt (2013). GDELT: Global Data on Events, Location, and Tone, 1979-2012. ISA Annual Convention; "
    "The GDELT Project, https://www.gdeltproject.org."
)
LICENCE = "free for any use with citation of the GDELT Project and a link to it"

SOURCE = Source(
    name="gdelt",
    title="GDELT 2.0 Event Database",
    publisher="The GDELT Project",
    licence=LICENCE,
    citation=CITATION,
    bibtex=(
        "@inproceedings{leetaru2013gdelt, author={Leetaru, Kalev and Schrodt, Philip A.}, title={GDELT: Global Data on "
        "Events, Location, and Tone, 1979--2012}, booktitle={ISA Annual Convention}, year={2013}}"
    ),
    url="https://www.gdeltproject.org/data.html",
    coverage=Span(_FIRST_DAY, ONGOING),
    notes=(
        "Machine coding of news every 15 minutes since February 2015: an event is reported, not confirmed. A row may "
        "be dated one or ten years before the day it was added: it keeps its date, date_added shows the distance, "
        "and a file covers the days it was made on. Counts of mentions are not kept, since they are those of the first "
        "15 minutes. Georgia the state and the US state share a code: where the actor's place does not tell, the side "
        "stays without an actor, and `tertius load` prints how many."
    ),
    layout=Lines(delimiter="\t", fields=61),
    columns=columns(second_level=True),
    rejects=REJECTS,
    derived=DERIVED,
    keys=KEYS,
    events_sql=EVENTS_SQL,
    names="cameo",
    machine_coded=True,
    tables=place_codes,
    files=("*.export.csv", "*.export.csv.zip", "*.csv", "*.csv.zip", "!*.mentions.*", "!*.gkg.*"),
)

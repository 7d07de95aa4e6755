"""GDELT "reduced": events of 1979 to 2013 folded to one row a day, pair, code and places, with a header.

17 columns, tab. A row counts the events behind it (``NumEvents``); it becomes one event, since days are counted, not
reports. There is no id and no address of a page: the id is made of what makes a row distinct.
"""

from datetime import date

from tertius.model import Lines, Reject, Source, Span
from tertius.sources.gdelt import CITATION, LICENCE

_HEADER = (
    "Date", "Source", "Target", "CAMEOCode", "NumEvents", "NumArts", "QuadClass", "Goldstein", "SourceGeoType",
    "SourceGeoLat", "SourceGeoLong", "TargetGeoType", "TargetGeoLat", "TargetGeoLong", "ActionGeoType",
    "ActionGeoLat", "ActionGeoLong",
)  # fmt: skip
_COLUMNS = (
    "sql_date", "source_code", "target_code", "event_code", "num_events", "num_articles", "quad_class",
    "goldstein_scale", "source_geo_type", "source_lat", "source_long", "target_geo_type", "target_lat",
    "target_long", "action_geo_type", "action_lat", "action_long",
)  # fmt: skip
_DAY = "CAST(TRY_STRPTIME(sql_date, '%Y%m%d') AS DATE)"
_ID = ", ".join(f"TRIM({column})" for column in _COLUMNS if column not in ("num_events", "num_articles"))


def _name(side: str) -> str:
    # no country of the place is given: a point inside this frame is in the Caucasus, one west of it in America
    lat, long = f"TRY_CAST({side}_lat AS DOUBLE)", f"TRY_CAST({side}_long AS DOUBLE)"
    place = (
        f"CASE WHEN {lat} BETWEEN 41.0 AND 43.7 AND {long} BETWEEN 39.9 AND 46.8 THEN 'GG'"
        f" WHEN {lat} BETWEEN 30.3 AND 35.1 AND {long} BETWEEN -85.7 AND -80.8 THEN 'USGA'"
        f" WHEN {long} BETWEEN -170.0 AND -60.0 THEN 'US' WHEN {long} IS NULL OR {lat} IS NULL THEN '' ELSE 'XX' END"
    )
    code = f"TRIM({side}_code)"
    return f"CASE WHEN {code} = '' THEN NULL WHEN {code} LIKE 'GEO%' THEN {code} || '@' || {place} ELSE {code} END"


SOURCE = Source(
    name="gdelt-reduced",
    title="GDELT 1.0 reduced event file",
    publisher="The GDELT Project",
    licence=LICENCE,
    citation=CITATION,
    bibtex=(
        "@inproceedings{leetaru2013gdeltreduced, author={Leetaru, Kalev and Schrodt, Philip A.}, title={GDELT: Global "
        "Data on Events, Location, and Tone, 1979--2012}, booktitle={ISA Annual Convention}, year={2013}, "
        "note={reduced file}}"
    ),
    url="https://www.gdeltproject.org/data.html",
    coverage=Span(date(1979, 1, 1), date(2014, 1, 1)),
    notes=(
        "Machine coding of news by day, folded: an event is reported, not confirmed. One row is one event, however "
        "many are behind it, since days with an act are counted. Georgia the state and the US state are told apart by "
        "the point of the actor. Only the layout was at hand, so the tests use an invented sample. Do not load it "
        "beside GDELT 1.0."
    ),
    layout=Lines(delimiter="\t", fields=17, header=_HEADER),
    columns=_COLUMNS,
    rejects=(
        Reject("the date cannot be read", f"LENGTH(sql_date) <> 8 OR {_DAY} IS NULL"),
        Reject("the date lies outside the years of the data set", "sql_date NOT BETWEEN '19790101' AND '20131231'"),
        Reject("the number of events cannot be read",
               "COALESCE(TRY_CAST(num_events AS BIGINT), 0) < 1"),
        Reject("the code is missing in the published file", "event_code IN ('', '---', 'X')", tolerated=True),
    ),
    events_sql=f"""
        SELECT MD5(CONCAT_WS('|', {_ID})) AS native_id, {_DAY} AS date, event_code AS code,
               {_name("source")} AS source_name, {_name("target")} AS target_name,
               NULLIF(TRIM(quad_class), '') AS provider_quad, file_row
        FROM raw
    """,
    names="cameo",
    machine_coded=True,
    files=("*reduced*.txt", "*reduced*.txt.zip", "*reduced*.zip"),
)  # fmt: skip

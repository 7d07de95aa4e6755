"""The shipped chronicle: acts coded by hand, each with pages that were opened and say so."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tertius.arenas import DEFAULT, arena
from tertius.chronicles import CHRONICLE_FIELDS, SOURCE_FIELDS, chronicle_files
from tertius.chronicles.covering import covered
from tertius.model import UNTIL_NOW, Lookup, Option, Options, Records, Reject, Row, Source, Span

PREFIX = "sc-"
"""How the ids of the shipped chronicle begin; a chronicle of one's own has letters of its own."""


def _parse(record: Mapping[str, str]) -> Row:
    return tuple(record[field].strip() or None for field in CHRONICLE_FIELDS)


def _isoday(column: str) -> str:
    return f"{column} IS NOT NULL AND TRY_CAST({column} AS DATE) IS NULL"


def _places(options: Options) -> dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """Country of every place id, from the region file: a chronicle and its arena share one list of places."""
    places = arena(options["arena"]).places
    return {"places": (("place_id", "country"), [(place.place_id, place.country) for place in places])}


SOURCE = Source(
    name="chronicle",
    title="Tertius chronicle of the South Caucasus",
    publisher="the Tertius developers",
    licence="CC BY 4.0",
    citation="Tertius developers (2026). Chronicle of the South Caucasus, 1991-2025. Shipped with Tertius, CC BY 4.0.",
    bibtex=(
        "@misc{tertiuschronicle, author={{Tertius developers}}, title={Chronicle of the South Caucasus, 1991--2025}, "
        "year={2026}, note={Shipped with Tertius, CC BY 4.0}}"
    ),
    url="https://creativecommons.org/licenses/by/4.0/",
    coverage=Span(date(1991, 1, 1), date(2026, 1, 1)),
    notes=(
        "Coded by hand from public pages, by stream; completeness differs by stream and year and is stated in its code "
        "book. Named third parties carry a part (mediator, host ...)."
    ),
    layout=Records(header=CHRONICLE_FIELDS, parse=_parse),
    columns=CHRONICLE_FIELDS,
    rejects=(
        Reject("the date cannot be read", "date IS NULL OR TRY_CAST(date AS DATE) IS NULL", shows="date"),
        Reject("the row has no id", "event_id IS NULL"),
        Reject("the end date cannot be read", _isoday("date_end"), shows="date_end"),
        Reject("the day a promise is due cannot be read", _isoday("due"), shows="due"),
        Reject("the day of a fate cannot be read", _isoday("fate_date"), shows="fate_date"),
        Reject(
            "the precision is none of day, month, year",
            "COALESCE(precision, '') NOT IN ('day', 'month', 'year')",
            shows="precision",
        ),
        Reject("mutual is neither yes nor no", "COALESCE(mutual, '') NOT IN ('yes', 'no')", shows="mutual"),
        Reject("the end lies before the start", "TRY_CAST(date_end AS DATE) < TRY_CAST(date AS DATE)"),
        Reject(
            "the date lies before 1800 or in the future",
            f"NOT TRY_CAST(date AS DATE) BETWEEN DATE '1800-01-01' AND {UNTIL_NOW}",
            shows="date",
        ),
        Reject("the row names no source", "source_ids IS NULL"),
        Reject("the source is missing", "source IS NULL"),
        Reject("the target is missing", "target IS NULL"),
        Reject(
            "the place is not in the region file",
            "place_id IS NOT NULL AND place_id NOT IN (SELECT place_id FROM places)",
            shows="place_id",
            hint="name the region of the chronicle with --arena",
        ),
    ),
    events_sql="""
        SELECT raw.event_id AS native_id, CAST(date AS DATE) AS date, CAST(date_end AS DATE) AS date_end, precision,
               source AS source_name, target AS target_name, mutual = 'yes' AS mutual, cameo AS code,
               plover_type AS coded_plover_type, plover_mode AS coded_plover_mode,
               raw.place_id AS place, places.country AS place_country_name, NULLIF(level, 'unknown') AS level,
               CAST(due AS DATE) AS due, fate, CAST(fate_date AS DATE) AS fate_date, confidence,
               said_by AS publisher, raw.event_id AS story_id, summary, file_row
        FROM raw LEFT JOIN places ON places.place_id = raw.place_id
    """,
    participants_sql="""
        SELECT native_id, SPLIT_PART(entry, ':', 1) AS actor_name, SPLIT_PART(entry, ':', 2) AS part
        FROM (SELECT event_id AS native_id, TRIM(UNNEST(STRING_SPLIT(third_parties, ';'))) AS entry FROM raw)
        WHERE entry <> ''
    """,
    citations_sql="""
        SELECT native_id, NULLIF(url, '') AS url, NULLIF(title, '') AS title, NULLIF(publisher, '') AS publisher,
               NULLIF(publisher_country, '') AS publisher_country,
               NULLIF(NULLIF(publisher_owner, 'unknown'), '') AS publisher_owner, NULLIF(published, '') AS published
        FROM (SELECT event_id AS native_id, TRIM(UNNEST(STRING_SPLIT(source_ids, ';'))) AS source_id FROM raw) cited
        JOIN sources ON sources.source_id = cited.source_id
    """,
    names="coded",
    options=(Option("arena", "region whose places the rows name: a shipped arena or a region file", DEFAULT),),
    lookups={"sources": Lookup("sources.csv", SOURCE_FIELDS)},
    tables=_places,
    states=lambda file: covered(file.parent),
    files=("events.csv",),
    packaged=lambda: chronicle_files(DEFAULT),
)

OWN = replace(
    SOURCE,
    title="Chronicle of your own, coded by hand",
    publisher="the user",
    licence="that of the chronicle",
    citation="The chronicle's own authors, as given by the user; its code book is part of the record.",
    bibtex="@misc{ownchronicle, author={{the authors of the chronicle}}, title={Chronicle coded by hand}}",
)
"""A chronicle that is not the shipped one, as it is cited."""

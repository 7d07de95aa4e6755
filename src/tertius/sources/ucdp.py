"""UCDP: the georeferenced events (GED, yearly and candidate releases) and the UCDP/PRIO conflict-years (ACD).

Quoted CSV with line breaks inside fields; columns are found by name, since releases differ in their order and number.
Sides carry Gleditsch-Ward numbers, which the day turns into a state. A coalition names several states at once: its row
becomes one event a pair, each with its share of the row.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime

from tertius.model import ONGOING, UNTIL_NOW, Records, Reject, Row, Source, Span

_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%m/%d/%Y")
_NUMBER = re.compile(r"\d+")
_LICENCE = "CC BY 4.0"
_URL = "https://ucdp.uu.se/downloads/"
_PRECISION = {"1": "day", "2": "month", "3": "month", "4": "month", "5": "year"}
_CIVILIANS = "Civilians"


def _day(text: str) -> str | None:
    """ISO form of a day in any of the writings of the releases; None when it is none of them."""
    for form in _FORMS:
        try:
            return datetime.strptime(text.strip()[:10], form).date().isoformat()  # noqa: DTZ007 - a day, no hour
        except ValueError:
            continue
    return None


def _whole(text: str) -> str | None:
    """Text of a whole number, which some releases write as ``3.0``; None when there is none."""
    plain = text.strip().removesuffix(".0")
    return plain if plain.lstrip("-").isdecimal() else None


def _sides(name: str, numbers: str) -> str:
    """Names of a side joined by ``|``, each with its Gleditsch-Ward number where the row gives one for each."""
    found = [number.lstrip("0") or "0" for number in _NUMBER.findall(re.sub(r"\.0\b", "", numbers))]
    names = [part.strip() for part in re.split(r", (?=Government of )", name)] if len(found) > 1 else [name.strip()]
    if len(found) != len(names):
        return "|".join(names)
    return "|".join(f"{who} (GW {number})" for who, number in zip(names, found, strict=True))


def _parse_event(record: Mapping[str, str]) -> Row:
    other = record["side_b"].strip()
    civilians = other.casefold() == _CIVILIANS.casefold()
    # civilians have no number of their own: they are those of the country the row happened in
    number = record["country_id"] if civilians else record["gwnob"]
    return (
        _whole(record["id"]),
        _day(record["date_start"]),
        _day(record["date_end"]),
        _PRECISION.get(_whole(record["date_prec"]) or ""),
        _whole(record["type_of_violence"]),
        _sides(record["side_a"], record["gwnoa"]),
        _sides(other, number),
        record["where_coordinates"].strip() or None,
        f"{record['country'].strip()} (GW {_whole(record['country_id'])})",
        _whole(record["best"]),
        record["source_office"].strip() or None,
        record["dyad_name"].strip() or None,
    )


def _parse_year(record: Mapping[str, str]) -> Row:
    return (
        _whole(record["conflict_id"]),
        _whole(record["year"]),
        _sides(record["side_a"], record["gwno_a"]),
        _sides(record["side_b"], record["gwno_b"]),
        _whole(record["type_of_conflict"]),
        _whole(record["intensity_level"]),
        record["location"].strip() or None,
        record["territory_name"].strip() or None,
    )


def _pairs(columns: str) -> str:
    """One row a pair of the two sides, numbered, with the number of pairs; from ``raw``."""
    return f"""
        (SELECT {columns}, UNNEST(STRING_SPLIT(side_a, '|')) AS one, side_b, n_pairs, file_row
         FROM (SELECT *, LEN(STRING_SPLIT(side_a, '|')) * LEN(STRING_SPLIT(side_b, '|')) AS n_pairs FROM raw) counted)
    """


_SHARE = """
    CASE WHEN n_pairs > 1 THEN native || ':' || ROW_NUMBER() OVER (PARTITION BY file_row ORDER BY one, other)
    ELSE native END AS native_id,
    CASE WHEN n_pairs > 1 THEN 1.0 / n_pairs END AS weight
"""

_CARRIED = "date, date_end, date_precision, violence, place, country, best, office, dyad_name"

GED = Source(
    name="ucdp-ged",
    title="UCDP Georeferenced Event Dataset",
    publisher="Uppsala Conflict Data Program",
    licence=_LICENCE,
    citation=(
        "Sundberg and Melander (2013). Introducing the UCDP Georeferenced Event Dataset. Journal of Peace Research "
        "50(4): 523-532; Davies, Engström, Pettersson and Öberg, yearly update."
    ),
    bibtex=(
        "@article{sundberg2013ged, author={Sundberg, Ralph and Melander, Erik}, title={Introducing the UCDP "
        "Georeferenced Event Dataset}, journal={Journal of Peace Research}, volume={50}, number={4}, "
        "pages={523--532}, year={2013}}"
    ),
    url=_URL,
    coverage=Span(date(1989, 1, 1), ONGOING),
    notes=(
        "Deadly events only, coded by experts. Working codes: state-based violence 190, violence between groups that "
        "are no states 193, one-sided violence 1823. Civilians stand for the society of the country of the place. A "
        "date known to a week or a month has precision month, one known to a year precision year. Column fatalities is "
        "the best estimate."
    ),
    layout=Records(
        header=(
            "id",
            "type_of_violence",
            "dyad_name",
            "side_a",
            "side_b",
            "source_office",
            "where_coordinates",
            "country",
            "country_id",
            "date_prec",
            "date_start",
            "date_end",
            "best",
            "gwnoa",
            "gwnob",
        ),
        parse=_parse_event,
    ),
    columns=(
        "id",
        "date",
        "date_end",
        "date_precision",
        "violence",
        "side_a",
        "side_b",
        "place",
        "country",
        "best",
        "office",
        "dyad_name",
    ),
    rejects=(
        Reject("the event has no id", "id IS NULL"),
        Reject("the date cannot be read", "date IS NULL OR date_end IS NULL"),
        Reject("the end lies before the start", "CAST(date_end AS DATE) < CAST(date AS DATE)"),
        Reject(
            "the date lies outside the years of the data set",
            f"CAST(date AS DATE) < DATE '1989-01-01' OR CAST(date_end AS DATE) > {UNTIL_NOW}",
        ),
        Reject("the precision of the date is none of 1 to 5", "date_precision IS NULL"),
        Reject("the type of violence is none of 1, 2, 3", "COALESCE(violence, '') NOT IN ('1', '2', '3')"),
        Reject("a side has no name", "side_a = '' OR side_b = ''"),
        Reject("the number of deaths cannot be read", "COALESCE(TRY_CAST(best AS BIGINT), -1) < 0", shows="best"),
    ),
    events_sql=f"""
        SELECT {_SHARE}, CAST(date AS DATE) AS date, NULLIF(CAST(date_end AS DATE), CAST(date AS DATE)) AS date_end,
               date_precision AS precision,
               CASE violence WHEN '1' THEN '190' WHEN '2' THEN '193' ELSE '1823' END AS code,
               one AS source_name, other AS target_name, place, country AS place_country_name,
               CAST(best AS BIGINT) AS fatalities, office AS publisher, dyad_name AS summary, file_row
        FROM (SELECT * EXCLUDE (side_b), UNNEST(STRING_SPLIT(side_b, '|')) AS other
              FROM {_pairs("id AS native, " + _CARRIED)} a)
        pairs
    """,
    names="listed",
    expands=True,
    files=("*.csv", "*.csv.zip", "*.zip"),
)

ACD = Source(
    name="ucdp-acd",
    title="UCDP/PRIO Armed Conflict Dataset",
    publisher="Uppsala Conflict Data Program and Peace Research Institute Oslo",
    licence=_LICENCE,
    citation=(
        "Gleditsch, Wallensteen, Eriksson, Sollenberg and Strand (2002). Armed Conflict 1946-2001: A New Dataset. "
        "Journal of Peace Research 39(5): 615-637; Davies, Engström, Pettersson and Öberg, yearly update."
    ),
    bibtex=(
        "@article{gleditsch2002acd, author={Gleditsch, Nils Petter and Wallensteen, Peter and Eriksson, Mikael and "
        "Sollenberg, Margareta and Strand, H{\\aa}vard}, title={Armed Conflict 1946--2001: A New Dataset}, "
        "journal={Journal of Peace Research}, volume={39}, number={5}, pages={615--637}, year={2002}}"
    ),
    url=_URL,
    coverage=Span(date(1946, 1, 1), ONGOING),
    notes=(
        "One row a conflict and year with at least 25 deaths in battle, coded by experts; precision year, so counts by "
        "day leave it out. Primary sides only: states that send troops in support make no event here. Working code 190."
    ),
    layout=Records(
        header=(
            "conflict_id",
            "location",
            "side_a",
            "side_b",
            "territory_name",
            "year",
            "intensity_level",
            "type_of_conflict",
            "gwno_a",
            "gwno_b",
        ),
        parse=_parse_year,
    ),
    columns=("conflict_id", "year", "side_a", "side_b", "type", "intensity", "location", "territory"),
    rejects=(
        Reject("the conflict has no id", "conflict_id IS NULL"),
        Reject("the year cannot be read", "year IS NULL"),
        Reject(
            "the year lies outside the years of the data set",
            f"CAST(year AS BIGINT) NOT BETWEEN 1946 AND YEAR({UNTIL_NOW})",
        ),
        Reject("a side has no name", "side_a = '' OR side_b = ''"),
    ),
    events_sql=f"""
        SELECT {_SHARE}, MAKE_DATE(CAST(year AS BIGINT), 1, 1) AS date,
               MAKE_DATE(CAST(year AS BIGINT), 12, 31) AS date_end,
               'year' AS precision, '190' AS code, one AS source_name, other AS target_name,
               COALESCE(territory, location) AS summary, 'UCDP/PRIO' AS publisher, file_row
        FROM (SELECT * EXCLUDE (side_b), UNNEST(STRING_SPLIT(side_b, '|')) AS other
              FROM {_pairs("conflict_id || '-' || year AS native, year, location, territory")} a) pairs
    """,
    names="listed",
    expands=True,
    files=("*.csv", "*.csv.zip", "*.zip"),
)

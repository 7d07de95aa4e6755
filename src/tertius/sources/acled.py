"""ACLED: Armed Conflict Location & Event Data, the 31 columns of its exports in either order.

Columns are found by name: exports of before 2023 begin with ``data_id`` or ``iso`` and lack the disorder type.
"""

from collections.abc import Mapping
from datetime import date, datetime

from tertius.model import ONGOING, UNREAD, UNTIL_NOW, Records, Reject, Row, Source, Span

_NEEDED = ("event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "actor2",
           "country", "location", "source", "notes", "fatalities")  # fmt: skip
_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d-%B-%Y", "%d/%m/%Y")
_PRECISION = {"1": "day", "2": "month", "3": "month"}
_CODES = {
    "armed clash": "193", "government regains territory": "190", "non-state actor overtakes territory": "192",
    "air/drone strike": "195", "suicide bomb": "1831", "shelling/artillery/missile attack": "194",
    "remote explosive/landmine/ied": "183", "grenade": "183", "chemical weapon": "204",
    "attack": "1823", "abduction/forced disappearance": "181", "sexual violence": "1821",
    "peaceful protest": "141", "protest with intervention": "141", "excessive force against protesters": "175",
    "violent demonstration": "145", "mob violence": "145",
    "agreement": "057", "arrests": "173", "change to group/activity": "010", "disrupted weapons use": "171",
    "headquarters or base established": "154", "looting/property destruction": "171",
    "non-violent transfer of territory": "0872", "other": "010",
}  # fmt: skip


def _day(text: str) -> str | None:
    for form in _FORMS:
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()  # noqa: DTZ007 - a day, no hour
        except ValueError:
            continue
    return UNREAD + text if text.strip() else None


def _parse(record: Mapping[str, str]) -> Row:
    first, second = record["actor1"].strip(), record["actor2"].strip()
    act = record["sub_event_type"].strip().casefold()
    if act == "excessive force against protesters":
        # the protesters stand first; the force comes from the other side
        first, second = second, first
    return (
        record["event_id_cnty"].strip() or None,
        _day(record["event_date"]),
        _PRECISION.get(record["time_precision"].strip()),
        act or None,
        _CODES.get(act),
        first or None,
        second or None,
        record["location"].strip() or None,
        record["country"].strip() or None,
        record["source"].strip() or None,
        record["notes"].strip() or None,
        record["fatalities"].strip() or None,
    )


SOURCE = Source(
    name="acled",
    title="Armed Conflict Location & Event Data",
    publisher="ACLED",
    licence="ACLED terms of use: own key, no redistribution of the data, attribution",
    citation=(
        "Raleigh, Kishi and Linke (2023). Political instability patterns are obscured by conflict dataset scope "
        "conditions, sources, and coding choices. Humanities and Social Sciences Communications 10: 74."
    ),
    bibtex=(
        "@article{raleigh2023acled, author={Raleigh, Clionadh and Kishi, Roudabeh and Linke, Andrew}, title={Political "
        "instability patterns are obscured by conflict dataset scope conditions, sources, and coding choices}, "
        "journal={Humanities and Social Sciences Communications}, volume={10}, year={2023}}"
    ),
    url="https://acleddata.com/",
    coverage=Span(date(1997, 1, 1), ONGOING),
    notes=(
        "Political violence and protest, coded by experts from reports; mostly within states. The CAMEO code is a "
        "working code of the sub-event type. A date known to a week or a month has precision month. Coverage begins in "
        "different years in different countries. The tests use an invented sample: rows may not be passed on."
    ),
    layout=Records(header=_NEEDED, parse=_parse),
    columns=("id", "date", "date_precision", "act", "working_code", "actor_one", "actor_two", "location", "country",
             "reporter", "notes", "deaths"),
    rejects=(
        Reject("the event has no id", "id IS NULL"),
        Reject("the date cannot be read", "TRY_CAST(date AS DATE) IS NULL", shows="date",
               hint="dates are read as 2021-03-05, 05 March 2021, 05-March-2021 or 05/03/2021, the day first"),
        Reject("the date lies outside the years of the data set",
               f"TRY_CAST(date AS DATE) NOT BETWEEN DATE '1997-01-01' AND {UNTIL_NOW}", shows="date"),
        Reject("the precision of the date is none of 1 to 3", "date_precision IS NULL"),
        Reject("the sub-event type is none of the code book", "working_code IS NULL", shows="act"),
        Reject("the number of deaths cannot be read",
               "COALESCE(TRY_CAST(deaths AS BIGINT), -1) < 0", shows="deaths"),
    ),
    events_sql="""
        SELECT id AS native_id, CAST(date AS DATE) AS date, date_precision AS precision, working_code AS code,
               actor_one AS source_name, actor_two AS target_name, act = 'agreement' AS mutual, location AS place,
               country AS place_country_name, CAST(deaths AS BIGINT) AS fatalities, reporter AS publisher,
               notes AS summary, file_row
        FROM raw
    """,
    names="listed",
    files=("*.csv", "*.csv.zip"),
)  # fmt: skip

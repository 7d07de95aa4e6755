"""ICEWS Coded Event Data: the yearly ``.tab`` files of the Dataverse release.

Fields are never quoted in effect: an unbalanced quote in one published year swallows hundreds of thousands of lines
when a reader honours quotes. Event ids repeat; (id, date) does not, except for rows that are full duplicates, as there
are thousands in the file of 2021. The file of 2017 (releases of 2020) has another form: no column of codes, the code is
that of the event text; days as eight digits; quotes around fields that hold a comma.
"""

from dataclasses import replace
from datetime import date

from tertius.model import Lines, Reject, Source, Span

COLUMNS = (
    "event_id", "event_date", "source_name", "source_sectors", "source_country", "event_text", "cameo_code",
    "intensity", "target_name", "target_sectors", "target_country", "story_id", "sentence_number", "publisher",
    "city", "district", "province", "country", "latitude", "longitude",
)  # fmt: skip
HEADER = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


_LATE_COLUMNS = tuple(column for column in COLUMNS if column != "cameo_code")
_LATE_HEADER = tuple(f'{name}|"{name}"' for name in HEADER if name != "CAMEO Code")


def _told(column: str, *, quoted: bool = False) -> str:
    """Text of a column; nothing where it holds a sign for nothing."""
    plain = f"TRIM({column}, '\"')" if quoted else column
    return f"CASE WHEN {plain} NOT IN ('', 'NA', 'NULL') THEN {plain} END"


def _fallback(side: str, *, quoted: bool = False) -> str:
    # the data set's own dated dictionary already knows sector and country of persons we have no record of
    sectors, country = f"{side}_sectors", _told(f"{side}_country", quoted=quoted)
    return (
        f"CASE WHEN {sectors} LIKE '%Government%' AND {sectors} LIKE '%Military%' THEN 'Military (' || {country} || ')'"
        f" WHEN {sectors} LIKE '%Government%' THEN 'Government (' || {country} || ')'"
        f" ELSE 'Citizen (' || {country} || ')' END"
    )


def _events(day: str, code: str, *, quoted: bool = False) -> str:
    source, target = (f"TRIM({side}_name, '\"')" if quoted else f"{side}_name" for side in ("source", "target"))
    return f"""
        SELECT event_id || '-' || strftime({day}, '%Y%m%d') AS native_id,
               {day} AS date,
               {code},
               {source} AS source_name, {_fallback("source", quoted=quoted)} AS source_fallback,
               {target} AS target_name, {_fallback("target", quoted=quoted)} AS target_fallback,
               {_told("city", quoted=quoted)} AS place,
               {_told("country", quoted=quoted)} AS place_country_name,
               {_told("publisher", quoted=quoted)} AS publisher,
               {_told("story_id", quoted=quoted)} AS story_id, file_row
        FROM raw
    """


def _rejects(day: str) -> tuple[Reject, ...]:
    return (
        Reject("the date cannot be read", f"{day} IS NULL", shows="event_date"),
        Reject("the date lies outside the years of the data set",
               f"NOT {day} BETWEEN DATE '1995-01-01' AND DATE '2023-04-30'", shows="event_date"),
        Reject("the event id is not a number", "TRY_CAST(event_id AS BIGINT) IS NULL"),
    )  # fmt: skip


_ISO = "TRY_CAST(event_date AS DATE)"
_EIGHT_DIGITS = "CAST(TRY_STRPTIME(TRIM(event_date, '\"'), '%Y%m%d') AS DATE)"

SOURCE = Source(
    name="icews",
    title="ICEWS Coded Event Data",
    publisher="Lockheed Martin / Harvard Dataverse",
    licence="Dataverse terms of the deposit; free for research with citation",
    citation=(
        "Boschee, Lautenschlager, O'Brien, Shellman, Starz and Ward (2015). ICEWS Coded Event Data. "
        "Harvard Dataverse, doi:10.7910/DVN/28075."
    ),
    bibtex=(
        "@data{icews2015, author={Boschee, Elizabeth and Lautenschlager, Jennifer and O'Brien, Sean and Shellman, "
        "Steve and Starz, James and Ward, Michael}, title={ICEWS Coded Event Data}, publisher={Harvard Dataverse}, "
        "year={2015}, doi={10.7910/DVN/28075}}"
    ),
    url="https://doi.org/10.7910/DVN/28075",
    coverage=Span(date(1995, 1, 1), date(2023, 5, 1)),
    notes=(
        "Machine coding of news: an event is reported, not confirmed. The feed ended in April 2023. The file of 2017 "
        "without a column of codes is read too: the code is that of the event text. The form of that file is known "
        "from reports of its users only, so the tests use an invented sample of it. Rows that are full duplicates, as "
        "in the file of 2021, are set aside."
    ),
    layout=Lines(delimiter="\t", fields=20, header=HEADER),
    columns=COLUMNS,
    rejects=(
        *_rejects(_ISO),
        Reject("the code is missing in the published file", "cameo_code IN ('', '---', 'NA', 'NULL')", tolerated=True),
    ),
    events_sql=_events(_ISO, "cameo_code AS code"),
    names="icews",
    machine_coded=True,
)

_LATE = replace(
    SOURCE,
    layout=Lines(delimiter="\t", fields=19, header=_LATE_HEADER),
    columns=_LATE_COLUMNS,
    rejects=(
        *_rejects(_EIGHT_DIGITS),
        Reject("the code is missing in the published file", "event_text IN ('', '---', 'NA', 'NULL')", tolerated=True),
    ),
    events_sql=_events(_EIGHT_DIGITS, "TRIM(event_text, '\"') AS relation_name", quoted=True),
)
SOURCE = replace(SOURCE, forms=(_LATE,))

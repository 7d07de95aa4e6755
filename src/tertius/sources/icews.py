"""ICEWS Coded Event Data: the yearly ``.tab`` files of the Dataverse release.

Fields are never quoted in effect: an unbalanced quote in one published year swallows hundreds of thousands of lines
when a reader honours quotes. Event ids repeat; (id, date) does not, except for rows that are full duplicates.
"""

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


def _fallback(side: str) -> str:
    # the data set's own dated dictionary already knows sector and country of persons we have no record of
    sectors, country = f"{side}_sectors", f"{side}_country"
    return (
        f"CASE WHEN {country} IS NULL OR {country} IN ('', 'NA', 'NULL') THEN NULL"
        f" WHEN {sectors} LIKE '%Government%' AND {sectors} LIKE '%Military%' THEN 'Military (' || {country} || ')'"
        f" WHEN {sectors} LIKE '%Government%' THEN 'Government (' || {country} || ')'"
        f" ELSE 'Citizen (' || {country} || ')' END"
    )


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
    notes="Machine coding of news: an event is reported, not confirmed. The feed ended in April 2023.",
    layout=Lines(delimiter="\t", fields=20, header=HEADER),
    columns=COLUMNS,
    rejects=(
        Reject("the date cannot be read", "TRY_CAST(event_date AS DATE) IS NULL"),
        Reject(
            "the date lies outside the years of the data set",
            "NOT TRY_CAST(event_date AS DATE) BETWEEN DATE '1995-01-01' AND DATE '2023-04-30'",
        ),
        Reject("the event id is not a number", "TRY_CAST(event_id AS BIGINT) IS NULL"),
        Reject("the code is missing in the published file", "cameo_code IN ('', '---', 'NA', 'NULL')", tolerated=True),
    ),
    events_sql=f"""
        SELECT event_id || '-' || strftime(CAST(event_date AS DATE), '%Y%m%d') AS native_id,
               CAST(event_date AS DATE) AS date,
               cameo_code AS code,
               source_name, {_fallback("source")} AS source_fallback,
               target_name, {_fallback("target")} AS target_fallback,
               NULLIF(NULLIF(city, ''), 'NA') AS place,
               NULLIF(NULLIF(country, ''), 'NA') AS place_country_name,
               publisher, story_id, file_row
        FROM raw
    """,
    names="icews",
    machine_coded=True,
)

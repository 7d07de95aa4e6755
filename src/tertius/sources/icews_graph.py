"""ICEWS as a temporal knowledge graph: id quadruples beside two dictionaries.

The forecasting literature publishes ICEWS years this way. Only names, relation and day survive: no place, publisher,
story or sector. The files are splits of one year; all of them are loaded, each under its own hash.
"""

from datetime import date

from tertius.model import Lines, Lookup, Option, Reject, Source, Span

# steps far outside every calendar are cut short of what a date can hold; their rows are refused by their year
_DAY = """(CAST($first_day AS DATE) + CAST(GREATEST(-500000, LEAST(500000, FLOOR(TRY_CAST(step AS BIGINT)
          / CASE WHEN $unit = 'hour' THEN 24 ELSE 1 END))) AS INTEGER))"""

SOURCE = Source(
    name="icews-graph",
    title="ICEWS-derived temporal knowledge graphs",
    publisher="authors of the graph; underlying events: ICEWS",
    licence="terms of the ICEWS deposit; the graphs mostly state none",
    citation=(
        "Quadruples derived from Boschee et al. (2015), ICEWS Coded Event Data, doi:10.7910/DVN/28075; "
        "cite the authors of the graph you load."
    ),
    bibtex=(
        "@data{icewsgraph, author={Boschee, Elizabeth and others}, title={ICEWS Coded Event Data, as graph quadruples},"
        " publisher={Harvard Dataverse}, year={2015}, doi={10.7910/DVN/28075}}"
    ),
    url="https://doi.org/10.7910/DVN/28075",
    coverage=Span(date(1995, 1, 1), date(2023, 5, 1)),
    notes=(
        "Deduplicated by the graphs' authors per day; steps are counted from --first-day. Look whether a graph names "
        "the states you ask about: in ICEWS14 (7,128 entities) 83 of the 139 states with ten agents or more, as "
        "*Government (Egypt)*, are missing by their own name (*Egypt*), among them Egypt, India, Israel, Russia, "
        "Turkey and the United States; their acts are told of their agents only, so that they read low beside states "
        "that are named. The United Nations, the European Union, ECOWAS, IGAD and the Arab League are missing too. "
        "ICEWS18 and ICEWS21 lack none of these."
    ),
    layout=Lines(delimiter="\t", fields=4, optional=1),
    columns=("subject", "relation", "object", "step"),
    rejects=(
        Reject(
            "an id or the step is not a number",
            "TRY_CAST(subject AS BIGINT) IS NULL OR TRY_CAST(relation AS "
            "BIGINT) IS NULL OR TRY_CAST(object AS BIGINT) IS NULL OR TRY_CAST(step AS BIGINT) IS NULL",
        ),
        Reject("the subject is not in entity2id.txt", "TRIM(subject) NOT IN (SELECT TRIM(id) FROM entity2id)"),
        Reject("the object is not in entity2id.txt", "TRIM(object) NOT IN (SELECT TRIM(id) FROM entity2id)"),
        Reject("the relation is not in relation2id.txt", "TRIM(relation) NOT IN (SELECT TRIM(id) FROM relation2id)"),
        Reject(
            "the day lies outside the years of ICEWS (a graph whose steps are hours needs --unit hour)",
            f"NOT {_DAY} BETWEEN DATE '1995-01-01' AND DATE '2023-04-30'",
        ),
    ),
    events_sql=f"""
        SELECT $sha8 || ':' || file_row AS native_id,
               {_DAY} AS date,
               r.name AS relation_name,
               s.name AS source_name, o.name AS target_name,
               file_row
        FROM raw
        JOIN entity2id s ON TRIM(s.id) = TRIM(raw.subject)
        JOIN entity2id o ON TRIM(o.id) = TRIM(raw.object)
        JOIN relation2id r ON TRIM(r.id) = TRIM(raw.relation)
    """,
    names="icews",
    options=(
        Option("first_day", "day that step 0 stands for, such as 2021-01-01", day=True),
        Option("unit", "what a step is", default="day", choices=("hour", "day")),
    ),
    lookups={
        "entity2id": Lookup("entity2id.txt", ("name", "id"), delimiter="\t", header=False, quoted=False),
        "relation2id": Lookup("relation2id.txt", ("name", "id"), delimiter="\t", header=False, quoted=False),
    },
    files=("train.txt", "valid.txt", "test.txt"),
    machine_coded=True,
)

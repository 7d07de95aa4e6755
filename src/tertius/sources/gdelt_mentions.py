"""GDELT 2.0 mentions: the 15-minute ``.mentions.CSV`` files, zipped or not: who told of an event, when, how surely.

16 columns, tab, no header, no quoting; a quoted CSV file with the published names of the columns is read too. Rows are
no events: they go to table ``mention`` and are tied to the events of source ``gdelt`` by their id, loaded before or
after. The event files count mentions of the first quarter of an hour only (trap T11); the later ones are here.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tertius.model import ONGOING, UNTIL_NOW, Lines, Records, Reject, Row, Source, Span
from tertius.sources.gdelt import CITATION, LICENCE

_PUBLISHED = (
    "globaleventid", "eventtimedate", "mentiontimedate", "mentiontype", "mentionsourcename", "mentionidentifier",
    "sentenceid", "actor1charoffset", "actor2charoffset", "actioncharoffset", "inrawtext", "confidence",
    "mentiondoclen", "mentiondoctone", "mentiondoctranslationinfo", "extras",
)  # fmt: skip
_COLUMNS = (
    "global_event_id", "event_time_date", "mention_time_date", "mention_type", "mention_source_name",
    "mention_identifier", "sentence_id", "actor1_char_offset", "actor2_char_offset", "action_char_offset",
    "in_raw_text", "mention_confidence", "mention_doc_len", "mention_doc_tone", "mention_doc_translation_info",
    "extras",
)  # fmt: skip
_KINDS = {"1": "web", "2": "citation", "3": "core", "4": "dtic", "5": "jstor", "6": "non-textual"}


def _time(column: str) -> str:
    return f"TRY_STRPTIME({column}, '%Y%m%d%H%M%S')"


def _parse(record: Mapping[str, str]) -> Row:
    return tuple(record[name].strip() for name in _PUBLISHED)


_CASES = " ".join(f"WHEN '{number}' THEN '{kind}'" for number, kind in _KINDS.items())
_RAW = Source(
    name="gdelt-mentions",
    title="GDELT 2.0 Mentions",
    publisher="The GDELT Project",
    licence=LICENCE,
    citation=CITATION,
    bibtex=(
        "@inproceedings{leetaru2013gdeltmentions, author={Leetaru, Kalev and Schrodt, Philip A.}, title={GDELT: Global "
        "Data on Events, Location, and Tone, 1979--2012}, booktitle={ISA Annual Convention}, year={2013}, "
        "note={table of mentions}}"
    ),
    url="https://www.gdeltproject.org/data.html",
    coverage=Span(date(2015, 2, 1), ONGOING),
    notes=(
        "One row a document and place in it that tells of an event of source `gdelt`. Confidence is the coder's own, "
        "in percent, not a probability. Table `mention` holds the rows, table `mentioned` one row an event: documents, "
        "publishers, first and last mention, how many came after the first 15 minutes, and the highest confidence. "
        "The language is that of a document translated by machine, else null."
    ),
    layout=Lines(delimiter="\t", fields=16),
    columns=_COLUMNS,
    rejects=(
        Reject("the event id is not a number", "TRY_CAST(global_event_id AS BIGINT) IS NULL"),
        Reject("the time of the event cannot be read",
               f"LENGTH(event_time_date) <> 14 OR {_time('event_time_date')} IS NULL"),
        Reject("the time of the mention cannot be read",
               f"LENGTH(mention_time_date) <> 14 OR {_time('mention_time_date')} IS NULL"),
        Reject("the time of the mention lies outside the years of the data set",
               f"LEFT(mention_time_date, 8) NOT BETWEEN '20150201' AND STRFTIME({UNTIL_NOW}, '%Y%m%d')"),
        Reject("the confidence is none of 0 to 100",
               "COALESCE(TRY_CAST(mention_confidence AS BIGINT), -1) NOT BETWEEN 0 AND 100"),
    ),
    events_sql=f"""
        SELECT 'gdelt:' || global_event_id AS event_id, {_time("event_time_date")} AS event_added_at,
               {_time("mention_time_date")} AS mentioned_at, CASE TRIM(mention_type) {_CASES} END AS kind,
               NULLIF(TRIM(mention_source_name), '') AS publisher, NULLIF(TRIM(mention_identifier), '') AS story_id,
               TRY_CAST(sentence_id AS BIGINT) AS sentence, TRY_CAST(action_char_offset AS BIGINT) AS offset_in_text,
               CASE TRIM(in_raw_text) WHEN '1' THEN TRUE WHEN '0' THEN FALSE END AS in_raw_text,
               CAST(mention_confidence AS BIGINT) AS coder_confidence,
               NULLIF(REGEXP_EXTRACT(mention_doc_translation_info, 'srclc:([a-z]+)', 1), '') AS language, file_row
        FROM raw
    """,
    names="cameo",
    machine_coded=True,
    files=("*.mentions.csv", "*.mentions.csv.zip"),
    fills="mention",
)  # fmt: skip
SOURCE = replace(_RAW, forms=(replace(_RAW, layout=Records(header=_PUBLISHED, parse=_parse)),))

"""The event schema: one tuple per table; tables, checks and docs are made from it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column of a table of the study file: SQL type, whether it may be null, and what it means."""

    name: str
    type: str
    nullable: bool
    meaning: str


EVENT_COLUMNS: tuple[Column, ...] = (
    Column("event_id", "VARCHAR", False, "dataset ':' native id; unique in the study"),
    Column("dataset", "VARCHAR", False, "name of the source, as in `tertius sources`"),
    Column("date", "DATE", False, "day of the act (not of the report), local time where known"),
    Column("date_end", "DATE", True, "last day of an act that lasted; null: one day or unknown"),
    Column("precision", "VARCHAR", False, "day, month or year: how exactly the date is known"),
    Column("date_added", "DATE", True, "day the data set took the row in; long after the date: the row looks back"),
    Column("source_name", "VARCHAR", True, "acting side as written in the data set"),
    Column("source", "VARCHAR", True, "acting side's actor id; null: unresolved"),
    Column("source_sector", "VARCHAR", True, "GOV, MIL, LEG, JUD, MED, REB, OPP, BUS, CVL ...; null: unknown"),
    Column("target_name", "VARCHAR", True, "receiving side as written"),
    Column("target", "VARCHAR", True, "receiving side's actor id; null: unresolved"),
    Column("target_sector", "VARCHAR", True, "sector of the receiving side; null: unknown"),
    Column("mutual", "BOOLEAN", False, "a joint act: source and target have no order"),
    Column("code", "VARCHAR", False, "CAMEO code as text, leading zero kept"),
    Column("event_class", "VARCHAR", False, "working class of the code, from the codebook"),
    Column("quad", "VARCHAR", False, "our quad class of the code: VC, MC, VX, MX or NEUTRAL"),
    Column("provider_quad", "VARCHAR", True, "the data set's own quad class, unchanged"),
    Column("goldstein_x10", "INTEGER", True, "Goldstein value times 10, from our table; null: none published"),
    Column("plover_type", "VARCHAR", True, "PLOVER type; null: the code has none"),
    Column("plover_mode", "VARCHAR", True, "PLOVER mode; null: none"),
    Column("place", "VARCHAR", True, "place id of the arena or the city as written"),
    Column("place_country", "VARCHAR", True, "actor id of the country of the place; null: unknown or no venue"),
    Column("level", "VARCHAR", True, "head, minister, deputy, technical; null: unknown"),
    Column("due", "DATE", True, "day by which a promise was to be kept, where coded"),
    Column("fate", "VARCHAR", True, "kept, broken, lapsed or open, where coded by experts"),
    Column("fate_date", "DATE", True, "day of that outcome, where known"),
    Column("confidence", "VARCHAR", True, "high, medium or low, where coded"),
    Column("fatalities", "BIGINT", True, "deaths of the whole published row, best estimate; null: none given"),
    Column("weight", "DOUBLE", True, "share of a published row that names several pairs; null: the whole row"),
    Column("publisher", "VARCHAR", True, "who reported it, as written"),
    Column("publisher_country", "VARCHAR", True, "ISO3 of the publisher's owner, INT for international bodies"),
    Column("publisher_owner", "VARCHAR", True, "state, private, wire, igo or academic; null: unknown"),
    Column("story_id", "VARCHAR", True, "report the row comes from, when the data set tells"),
    Column("summary", "VARCHAR", True, "one line on the act, where the data set has one"),
    Column("file_sha256", "VARCHAR", False, "hash of the published file the row came from"),
    Column("file_row", "BIGINT", False, "line (or record) of that file, counted from 1"),
)
"""Columns of table ``event``; see ``docs/reference/schema.md``."""

PARTICIPANT_COLUMNS: tuple[Column, ...] = (
    Column("event_id", "VARCHAR", False, "event the actor took part in"),
    Column("dataset", "VARCHAR", False, "name of the source"),
    Column("actor", "VARCHAR", False, "actor id of a third party the data set names"),
    Column("part", "VARCHAR", False, "mediator, host, convener, guarantor, witness, observer or signatory"),
)
"""Columns of table ``participant``: third parties that a data set names outright."""

CITATION_COLUMNS: tuple[Column, ...] = (
    Column("event_id", "VARCHAR", False, "event the source speaks of"),
    Column("dataset", "VARCHAR", False, "name of the data set"),
    Column("url", "VARCHAR", True, "address a reader can open"),
    Column("title", "VARCHAR", True, "title of the page or document"),
    Column("publisher", "VARCHAR", True, "who published it"),
    Column("publisher_country", "VARCHAR", True, "ISO3 of the publisher, INT for international bodies"),
    Column("publisher_owner", "VARCHAR", True, "state, private, wire, igo, academic; null: unknown"),
    Column("published", "VARCHAR", True, "date of publication as stated"),
)
"""Columns of table ``citation``: the pages that say an event took place."""

MENTION_COLUMNS: tuple[Column, ...] = (
    Column("dataset", "VARCHAR", False, "name of the source of mentions"),
    Column("event_id", "VARCHAR", False, "event that is mentioned; it may be in no loaded file"),
    Column("event_added_at", "TIMESTAMP", False, "when the data set took the event in, UTC"),
    Column("mentioned_at", "TIMESTAMP", False, "when it saw this mention, UTC"),
    Column("kind", "VARCHAR", True, "web, citation, core, dtic, jstor or non-textual; null: unknown"),
    Column("publisher", "VARCHAR", True, "who told it, as written"),
    Column("publisher_country", "VARCHAR", True, "ISO3 of the publisher's owner, INT for international bodies"),
    Column("publisher_owner", "VARCHAR", True, "state, private, wire, igo or academic; null: unknown"),
    Column("story_id", "VARCHAR", True, "address or other name of the document"),
    Column("sentence", "BIGINT", True, "sentence of the document, counted from 1"),
    Column("offset_in_text", "BIGINT", True, "place of the act in the document, in characters; -1: not found"),
    Column("in_raw_text", "BOOLEAN", True, "found without the help of other sentences"),
    Column("coder_confidence", "BIGINT", False, "how sure the coder is, 0 to 100"),
    Column("language", "VARCHAR", True, "language a machine translated from; null: none"),
    Column("file_sha256", "VARCHAR", False, "hash of the published file the row came from"),
    Column("file_row", "BIGINT", False, "line (or record) of that file, counted from 1"),
)
"""Columns of table ``mention``: documents that tell of an event, where a data set lists them."""

REJECT_COLUMNS: tuple[Column, ...] = (
    Column("dataset", "VARCHAR", False, "name of the source"),
    Column("file", "VARCHAR", False, "file name"),
    Column("file_sha256", "VARCHAR", False, "hash of the file"),
    Column("file_row", "BIGINT", False, "line or record, counted from 1"),
    Column("reason", "VARCHAR", False, "why it is not an event"),
    Column("raw", "VARCHAR", True, "the line as published, first 1,000 characters"),
)
"""Columns of table ``reject``: every input row that is not an event."""

LOAD_COLUMNS: tuple[Column, ...] = (
    Column("dataset", "VARCHAR", False, "name of the source"),
    Column("version", "VARCHAR", False, "version of the data set, as far as the file tells"),
    Column("file", "VARCHAR", False, "file name"),
    Column("file_sha256", "VARCHAR", False, "hash of the file"),
    Column("rows", "BIGINT", False, "rows in the file"),
    Column("events", "BIGINT", False, "rows that became events"),
    Column("rejects", "BIGINT", False, "rows that did not, with reasons in table reject"),
    Column("since", "DATE", True, "first day the file covers"),
    Column("until", "DATE", True, "first day after the last one it covers"),
    Column("loaded_at", "TIMESTAMP", False, "UTC"),
    Column("tertius", "VARCHAR", False, "version of this package"),
    Column("actors", "VARCHAR", True, "file name of the user's own table of actors it was loaded with; null: none"),
    Column("actors_sha256", "VARCHAR", True, "hash of that table"),
)
"""Columns of table ``load``: one row a file."""

FAILURE_COLUMNS: tuple[Column, ...] = (
    Column("dataset", "VARCHAR", False, "name of the source"),
    Column("file", "VARCHAR", False, "file name"),
    Column("reason", "VARCHAR", False, "why nothing of it was loaded, in one line"),
    Column("failed_at", "TIMESTAMP", False, "UTC, of the last attempt"),
)
"""Columns of table ``failure``: files that were refused and have not been loaded since."""

JUDGEMENT_COLUMNS: tuple[Column, ...] = (
    Column("dataset", "VARCHAR", False, "name of the source whose naming habit this is"),
    Column("name", "VARCHAR", False, "name as written"),
    Column("since", "DATE", True, "first day the ruling holds; null: always"),
    Column("until", "DATE", True, "first day it no longer holds; null: open"),
    Column("actor", "VARCHAR", True, "actor id; null: unresolved"),
    Column("sector", "VARCHAR", True, "sector; null: unknown"),
    Column("sameness", "VARCHAR", False, "same, different or unsure"),
    Column("reason", "VARCHAR", False, "why"),
)
"""Columns of table ``judgement``: rulings on names, append-only."""

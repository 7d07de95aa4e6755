"""Events that ``tertius code`` found in texts of the user's own: one line of JSON a text, each with many events.

Only what a text says did happen becomes an event. What it denies, supposes or only plans is set aside with its reason;
a plan that is a promise or a threat, or a refusal, is an act of its own and stays.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tertius.codebooks.names import as_texts_write
from tertius.model import ONGOING, Documents, Reject, Row, Source, Span

COLUMNS = ("text_id", "number", "text_date", "publisher", "date", "precision", "code", "polarity", "source_name",
           "target_name", "mutual", "place", "place_country_name", "confidence", "third_parties", "words",
    "known")  # fmt: skip
_PARTS = frozenset({"mediator", "host", "convener", "guarantor", "witness", "observer", "signatory"})


def _name(side: Mapping[str, Any] | None) -> str | None:
    """A side as the names of the data set are written: state and sector, an id, or the words where nobody is known."""
    if side is None:
        return None
    if side["actor"] is None:
        return str(side["text"]).strip() or None
    return as_texts_write(str(side["actor"]), side["sector"])


def _third_parties(event: Mapping[str, Any], listed: Sequence[Mapping[str, Any]]) -> str | None:
    """Third parties of an event as ``ACTOR:part`` joined by ``;``: those the text gives for its two sides.

    Where the text names no pair for a third party, it belongs to the events of the same sentence.
    """
    sides = {(event[side] or {}).get("actor") for side in ("source", "target")}
    start, end = event["span"]
    found = []
    for one in listed:
        pair = one.get("pair")
        belongs = set(pair) == sides if pair else start <= one["span"][0] < end
        said = one.get("polarity", "asserted") == "asserted" and one["part"] in _PARTS
        if belongs and said and one["actor"] and one["actor"] not in sides:
            found.append(f"{as_texts_write(one['actor'], None)}:{one['part']}")
    return ";".join(dict.fromkeys(found)) or None


def _parse(line: Mapping[str, Any]) -> Iterator[Row]:
    """A row an event; a text without any is one row that says so."""
    head = (str(line["id"]), line["date"], line.get("publisher"))
    if not line["events"]:
        yield (head[0], "0", *head[1:], *(None,) * (len(COLUMNS) - 4))
    for number, event in enumerate(line["events"], 1):
        place = event["place"]
        yield (
            head[0], str(number), *head[1:], event["date"], event["precision"], event["code"], event["polarity"],
            _name(event["source"]), _name(event["target"]), "true" if event["mutual"] else "false",
            place["text"] if place else None, place["actor"] if place else None, event["confidence"],
            _third_parties(event, line.get("third_parties", ())), json.dumps(event["words"]),
            str(sum(bool(event[side] and event[side]["actor"]) for side in ("source", "target"))),
        )  # fmt: skip


_NOT_AN_ACT = "polarity = 'planned' AND SUBSTR(code, 1, 2) NOT IN ('01', '02', '03', '10', '11', '12', '13')"

SOURCE = Source(
    name="coded",
    title="Events that Tertius coded from texts",
    publisher="the user; coded by Tertius",
    licence="that of the texts; codings of facts only, no text is kept",
    citation="The Tertius developers (2026). Tertius: third-party roles from event data. Coder of texts.",
    bibtex="@software{tertiuscoder, author={{The Tertius developers}}, title={Tertius: coder of texts}, year={2026}}",
    url="https://github.com/eventdata/PLOVER",
    coverage=Span(date(1900, 1, 1), ONGOING),
    notes=(
        "Machine coding by rules of grammar: an event is what a text says, not what is confirmed. A row is an event; a "
        "text without events is one row among the rejects. Denied and supposed acts are set aside, plans too unless "
        "they are themselves an act (an intent, a threat, a refusal). The id of an event is that of its text and its "
        "number in it; story_id is the text, summary holds the characters of the words that say it."
    ),
    layout=Documents(needs=("id", "date", "events"), parse=_parse),
    columns=COLUMNS,
    rejects=(
        Reject("no event was found in the text", "code IS NULL", tolerated=True),
        Reject("the text says that it did not happen", "polarity = 'denied'", tolerated=True),
        Reject("the text only supposes it", "polarity = 'hypothetical'", tolerated=True),
        Reject("the text only plans it", _NOT_AN_ACT, tolerated=True),
        Reject("neither side is an actor of the tables", "known = '0'", tolerated=True),
        Reject("the date cannot be read", "TRY_CAST(date AS DATE) IS NULL", shows="date"),
        Reject(
            "the date lies outside the years of the data set",
            "NOT TRY_CAST(date AS DATE) BETWEEN DATE '1900-01-01' AND DATE '2099-12-31'",
        ),
    ),
    events_sql="""
        SELECT text_id || '-' || number AS native_id, CAST(date AS DATE) AS date, precision,
               CAST(text_date AS DATE) AS date_added, code, source_name, target_name, mutual = 'true' AS mutual,
               place, place_country_name, confidence, publisher, text_id AS story_id, words AS summary, file_row
        FROM raw
    """,
    participants_sql="""
        SELECT native_id, SPLIT_PART(entry, ':', 1) AS actor_name, SPLIT_PART(entry, ':', 2) AS part
        FROM (SELECT text_id || '-' || number AS native_id, UNNEST(STRING_SPLIT(third_parties, ';')) AS entry FROM raw)
        WHERE entry <> ''
    """,
    names="texts",
    machine_coded=True,
    files=("*.jsonl",),
)

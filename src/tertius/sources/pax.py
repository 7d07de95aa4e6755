"""PA-X Peace Agreements Database: one row an agreement.

Who signed is free text in two columns, and the mediator sits in either: three of the best known Karabakh statements
name the third party under ``Part``. So the parties are taken from the conflict's name (``Con``), and every other
state or body found in ``Part`` or ``ThrdPart`` is a third party. Its part is read from the words around its name.
"""

import re
from collections.abc import Mapping
from datetime import date

from tertius.codebooks.names import mentions
from tertius.model import Records, Reject, Row, Source, Span

_PARTS = (
    ("mediator", re.compile(r"mediat|facilitat|good offices|auspices", re.I)),
    ("guarantor", re.compile(r"guarant", re.I)),
    ("observer", re.compile(r"observ", re.I)),
    ("witness", re.compile(r"witness|presence of", re.I)),
)
_CEASEFIRE = "Cea"
_HEADER = ("Con", "AgtId", "Agt", "Dat", "Stage", "Status", "Part", "ThrdPart", "Loc1ISO", "Loc2ISO")
_COLUMNS = ("agt_id", "title", "date", "stage", "status", "party_a", "party_b", "third_parties")
_BLOCK = re.compile(r"[\n;]")


def _parties(conflict: str) -> list[str]:
    """Conflict parties in order, states first; a name in parentheses is a non-state party."""
    names = [part.strip() for part in conflict.split("/") if part.strip()]
    return [name for name in names if not name.startswith("(")] + [n.strip("()") for n in names if n.startswith("(")]


def _part(block: str, whole: str) -> str:
    for part, words in _PARTS:
        if words.search(block):
            return part
    heading = whole.split("\n", 1)[0]
    return next((part for part, words in _PARTS if words.search(heading)), "signatory")


def _third_parties(record: Mapping[str, str], parties: list[str]) -> str | None:
    """``ACTOR:part`` entries for every state or body named in the signatures that is not a conflict party."""
    inside = {actor for party in parties for actor in mentions(party)}
    found: dict[tuple[str, str], None] = {}
    for column in ("Part", "ThrdPart"):
        for block in _BLOCK.split(record[column]):
            for actor in mentions(block):
                if actor not in inside:
                    found[actor, _part(block, record[column])] = None
    return ";".join(f"{actor}:{part}" for actor, part in found) or None


def _parse(record: Mapping[str, str]) -> Row:
    named = _parties(record["Con"])
    # a third state that is itself a party of the conflict's name ("Georgia/Russia/(Abkhazia)") stays a party
    parties = [*named, "", ""]
    return (
        record["AgtId"].strip() or None,
        record["Agt"].strip() or None,
        record["Dat"].strip() or None,
        record["Stage"].strip() or None,
        record["Status"].strip() or None,
        parties[0] or None,
        parties[1] or None,
        _third_parties(record, named),
    )


SOURCE = Source(
    name="pax",
    title="PA-X Peace Agreements Database",
    publisher="PeaceRep, University of Edinburgh",
    licence="CC BY-NC-SA 4.0",
    citation="Bell and Badanjak (2019). Introducing PA-X. Journal of Peace Research 56(3): 452-466.",
    bibtex=(
        "@article{bell2019pax, author={Bell, Christine and Badanjak, Sanja}, title={Introducing PA-X: A new peace "
        "agreement database and dataset}, journal={Journal of Peace Research}, volume={56}, number={3}, "
        "pages={452--466}, year={2019}}"
    ),
    url="https://www.peaceagreements.org",
    coverage=Span(date(1990, 1, 1), date(2026, 1, 1)),
    notes="Agreements only; signatures are free text, so the part of a third party is read, not coded by PA-X.",
    layout=Records(header=_HEADER, parse=_parse),
    columns=_COLUMNS,
    rejects=(
        Reject("the date cannot be read", "date IS NULL OR TRY_CAST(date AS DATE) IS NULL", shows="date"),
        Reject(
            "the date lies outside the years of the data set",
            "NOT TRY_CAST(date AS DATE) BETWEEN DATE '1990-01-01' AND DATE '2025-12-31'",
            shows="date",
        ),
        Reject("the agreement has no id", "agt_id IS NULL"),
        Reject("the conflict has no named party", "party_a IS NULL"),
    ),
    events_sql=f"""
        SELECT agt_id AS native_id, CAST(date AS DATE) AS date,
               CASE WHEN stage = '{_CEASEFIRE}' THEN '0871' ELSE '057' END AS code,
               party_a AS source_name, party_b AS target_name, party_b IS NOT NULL AS mutual,
               title AS summary, agt_id AS story_id, file_row
        FROM raw
    """,
    participants_sql="""
        SELECT native_id, SPLIT_PART(entry, ':', 1) AS actor_name, SPLIT_PART(entry, ':', 2) AS part
        FROM (SELECT agt_id AS native_id, UNNEST(STRING_SPLIT(third_parties, ';')) AS entry FROM raw)
        WHERE entry <> ''
    """,
    citations_sql="""
        SELECT agt_id AS native_id, 'https://www.peaceagreements.org/view/' || agt_id AS url, title,
               'PA-X, PeaceRep' AS publisher, 'GBR' AS publisher_country, 'academic' AS publisher_owner
        FROM raw
    """,
    names="icews",
)

"""PETRARCH's published unit-test records through our coder, with PETRARCH's own table of actors.

The records (openeventdata/petrarch2, MIT) are sentences with the events that program is to find: most are about Gondor
and its neighbours, whose names its validation dictionary holds; they are read here as a user's own actors. Their codes
are mostly those of WEIS, so no root can be compared, nor the quad classes, which put diplomatic ties elsewhere; what
both code books tell apart is cooperation from conflict. Records that ask for a discard of the story or for an error are
left out, events without both sides too, and codes that mean nothing in WEIS count for the pair alone.

The records were read while rules were written: no bar is measured on them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

from benchmarks.texts.bars import Bar, Part
from benchmarks.texts.plv import HAPPENED, f1
from tertius.texts import Gazetteer, events_of, read_documents
from tertius.texts.events import CodedEvent

FOLDER = "gold/petrarch"
RECORDS, ACTORS = f"{FOLDER}/PETR.UnitTest.records.xml", f"{FOLDER}/PETR.Validate.actors.txt"
_SENTENCE = re.compile(r'<Sentence date *= *"(\d{8})"[^>]*?>(.*?)</Sentence>', re.S)
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.S)
_EVENT = re.compile(r"<EventCoding ([^>]*)>")
_FIELD = re.compile(r'(\w+) *= *[\'"]([^\'"]*)[\'"]')
_CODE = re.compile(r"\[(?P<code>[A-Z]{3})[A-Z/]*(?: [^\]]*)?\]")
_NOT_CODED = ("error", "storydiscard", "sentencediscard")
# WEIS (McClelland 1978): 01 to 10 yield, comment, consult, approve, promise, grant, reward, agree, request, propose;
# 11 to 22 reject, accuse, protest, deny, demand, warn, threaten, demonstrate, reduce relations, expel, seize, force
_COOPERATIVE, _LAST, _COOPERATIVE_CAMEO = 10, 22, 8
# as measured when PETRARCH2 (676801c) was run on its own records with its own dictionaries, for this project
_PEER = "PETRARCH2 itself, pair + its own root: .562 on the perfect parses in the file, .408 on parses by spaCy"
Key = tuple[str, str, bool]


@dataclass(frozen=True)
class Record:
    """A sentence, its day, and its events as source, target and whether they cooperate (None: the code is none)."""

    text: str
    day: date
    events: tuple[tuple[str, str, bool | None], ...]


def records(path: Path) -> list[Record]:
    """The records to be coded, in order."""
    found = []
    for day, body in _SENTENCE.findall(path.read_text(encoding="latin-1")):
        events = [dict(_FIELD.findall(one)) for one in _EVENT.findall(body)]
        text = _TEXT.search(body)
        if text is None or any(key in one for one in events for key in _NOT_CODED):
            continue
        plain = " ".join(unescape(text[1]).replace("_", " ").split())
        when = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        found.append(Record(plain, when, tuple(_event(one) for one in events if _sided(one))))
    return found


def _sided(event: dict[str, str]) -> bool:
    sides = [event.get(side, "")[:3] for side in ("sourcecode", "targetcode")]
    return all(side.isalpha() and side.isupper() for side in sides) and sides[0] != sides[1]


def _event(event: dict[str, str]) -> tuple[str, str, bool | None]:
    stem = int(event["eventcode"][:2])
    known = 0 < stem <= _LAST and event["eventcode"].isdigit()
    return event["sourcecode"][:3], event["targetcode"][:3], stem <= _COOPERATIVE if known else None


def actors(path: Path) -> Iterator[dict[str, str]]:
    """The names of its dictionary as rows of a user's own table; of several codes of a name the first.

    A name, its other names after ``+``, and codes in brackets behind the name or on lines of their own.
    """
    names: list[str] = []
    code = ""
    for line in [*path.read_text(encoding="latin-1").splitlines(), "End"]:
        plain = line.partition("#")[0].rstrip()
        if plain[:1].isalpha() and names:
            if code:
                yield {"names": "|".join(names), "actor": code, "kind": "state", "sector": "", "since": "", "until": ""}
            names, code = [], ""
        if plain[:1].isalpha() or plain[:1] == "+":
            names.append(plain.partition("[")[0].strip("+_ \t").replace("_", " ").title())
        found = _CODE.search(plain)
        code = code or (found[1] if found else "")


def _said(events: list[CodedEvent]) -> dict[Key, bool]:
    """Source, target and whether they cooperate, of events between two actors; and whether the order is free."""
    found: dict[Key, bool] = {}
    for one in events:
        source, target = one.source and one.source.actor, one.target and one.target.actor
        if one.polarity in HAPPENED and source and target and source != target:
            found[source, target, int(one.code[:2]) <= _COOPERATIVE_CAMEO] = one.mutual
    return found


def score(read: Sequence[tuple[Record, list[CodedEvent]]], signed: bool) -> tuple[float, float, float, int]:
    """Precision, recall, F1 and number of the gold pairs in order, with whether they cooperate where ``signed``."""
    n_gold = n_said = hit_gold = hit_said = 0
    for record, events in read:
        gold = {(s, t, sign if signed else None) for s, t, sign in record.events if sign is not None or not signed}
        said = {(s, t, sign if signed else None): mutual for (s, t, sign), mutual in _said(events).items()}
        unjudged = {(s, t) for s, t, sign in record.events if sign is None} if signed else set()
        said = {key: mutual for key, mutual in said.items() if key[:2] not in unjudged}
        both = {*said, *((t, s, sign) for (s, t, sign), mutual in said.items() if mutual)}
        n_gold, n_said = n_gold + len(gold), n_said + len(said)
        hit_gold += len(gold & both)
        hit_said += sum(
            (s, t, sign) in gold or (mutual and (t, s, sign) in gold) for (s, t, sign), mutual in said.items()
        )
    return *f1(hit_gold, n_gold, hit_said, n_said), n_gold


def coded(folder: Path) -> list[tuple[Record, list[CodedEvent]]]:
    """Every record with what the coder made of it."""
    every = records(folder / RECORDS)
    known = Gazetteer(list(actors(folder / ACTORS)))
    documents = read_documents((one.text for one in every), (one.day for one in every), known)
    return [(record, events_of(sentences, record.day)) for record, sentences in zip(every, documents, strict=True)]


def measure(folder: Path) -> list[Bar]:
    """F1 of the pairs, of the pairs with their sign, and how often a record without an event stays silent."""
    read = coded(folder)
    bars = []
    for signed, what in ((False, "pair in order"), (True, "pair in order + cooperation or conflict")):
        precision, recall, value, n = score(read, signed)
        note = f"P {precision:.3f} R {recall:.3f}; development data; {_PEER}"
        bars.append(Bar("petrarch", f"its unit records, {what}, F1", value, None, n, note))
    silent = [not _said(events) for record, events in read if not record.events]
    note = "an event that PETRARCH is not to find may still be one"
    bars.append(
        Bar("petrarch", "records without an event in which none is found", _mean(silent), None, len(silent), note)
    )
    return bars


def _mean(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers)


PART = Part("petrarch", (RECORDS, ACTORS), measure)

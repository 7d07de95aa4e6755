"""Who mediated, from text: descriptions of negotiations whose third parties people coded.

The data (negotiations in armed conflicts from 1989, one description each, with ``mediated_negotiations`` 0 or 1 and
the names of the third parties) state no licence: nothing is shipped that was fitted to them. Two figures of *mediated*
are therefore given: of the rules that ship, and of linear models fitted inside the folds on the rules' output and the
text.

The split is by dyad: :func:`folds`. Folds 0 and 1 are the development part, looked at while the rules were written and
the models were chosen; of 2, 3 and 4 only scores were seen.
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.texts.bars import Bar, Part
from benchmarks.texts.mediated_model import Document, held_out
from tertius.codebooks.names import mentions, resolve
from tertius.model import Sentence
from tertius.texts import ThirdParty, mediation, read_documents, third_parties
from tertius.texts.gazetteer import pieces, shipped_names

FILE = "truth/negotiations/negotiations.csv"
FOLDS = 5
UNSEEN = (2, 3, 4)
NAME = "negotiations"

# what a list of third parties is cut at; members of a team stand in brackets behind it
_ITEMS = re.compile(r",|\(|\)|\bmembers:|\band\b")
# third parties of the conflict's own country that name no actor: neither asked for nor counted as an error
_DOMESTIC = re.compile(r"\b(?:government|president|police|local|national|minister|authorities|parliament)", re.I)


@dataclass(frozen=True)
class Row:
    """A negotiation: its fold, text and day, the sides by id, and what people coded."""

    fold: int
    text: str
    when: date | None
    sides: frozenset[str]
    home: frozenset[str]
    mediated: bool
    third: frozenset[str]
    domestic: bool


@dataclass(frozen=True)
class Read:
    """A row with its sentences and what the rules found."""

    row: Row
    sentences: tuple[Sentence, ...]
    found: tuple[ThirdParty, ...]

    @property
    def said(self) -> set[str]:
        """Third parties that the rules assert, without the sides."""
        said = {one.actor for one in self.found if one.polarity == "asserted" and one.actor} - self.row.sides
        return said - (self.row.home - self.row.third) if self.row.domestic else said

    @property
    def named(self) -> set[str]:
        """Everybody whom the text names in any way, also as a place."""
        return {one.actor for sentence in self.sentences for one in sentence.mentions if one.actor}


def folds(rows: Sequence[dict[str, str]]) -> dict[str, int]:
    """The fold of each dyad: dyads that share a description stay together; a group goes where its least id hashes to.

    SHA-256 of the least dyad id (as text, in text order) of the group, as a number, modulo five.
    """
    group: dict[str, str] = {}

    def least(dyad: str) -> str:
        while group.setdefault(dyad, dyad) != dyad:
            dyad = group[dyad]
        return dyad

    first: dict[str, str] = {}
    for row in rows:
        one, other = least(row["dyad_id"]), least(first.setdefault(row["description"].strip(), row["dyad_id"]))
        group[max(one, other)] = min(one, other)
    return {dyad: int(hashlib.sha256(least(dyad).encode()).hexdigest(), 16) % FOLDS for dyad in list(group)}


def resolved(name: str) -> set[str]:
    """The actor whose exact name an item of the list of third parties is, by the tables of this package."""
    name = name.strip().removeprefix("the ")
    actors = {one.actor_id for one in resolve([name], "icews") if one.actor_id}
    written = pieces(name)
    if actors or not written:
        return actors
    known = (names for spelled, names in shipped_names().beginning(written[0]) if spelled == written)
    return {one.actor for names in known for one in names if one.actor and one.kind != "place"}


def read_rows(path: Path) -> list[Row]:
    """The rows of the file; broken apostrophes of the published file are mended."""
    with path.open(encoding="utf-8", newline="") as lines:
        raw = [{key: (value or "").replace("�", "'") for key, value in row.items()} for row in csv.DictReader(lines)]
    fold = folds(raw)
    return [_row(row, fold[row["dyad_id"]]) for row in raw]


def _row(row: dict[str, str], fold: int) -> Row:
    third = {actor for item in _ITEMS.split(row["third_party"]) if item.strip() for actor in resolved(item)}
    sides = frozenset(mentions(row["side_a"])) | frozenset(mentions(row["side_b"]))
    return Row(
        fold,
        row["description"].strip(),
        _day(row),
        sides,
        frozenset(mentions(row["location_conflict"])),
        row["mediated_negotiations"] == "1",
        frozenset(third) - sides,
        bool(_DOMESTIC.search(row["third_party"])),
    )


def _day(row: dict[str, str]) -> date | None:
    year, month, day = (row[f"start_negotiations_{part}"] for part in ("year", "month", "day"))
    try:
        return date(int(float(year)), int(float(month or 7)), int(float(day or 15)))
    except ValueError:
        return None


def read(rows: Sequence[Row]) -> list[Read]:
    """Run the coder of the package over all rows."""
    documents = read_documents((row.text for row in rows), (row.when for row in rows))
    return [
        Read(row, sentences, tuple(third_parties(sentences, row.sides)))
        for row, sentences in zip(rows, documents, strict=True)
    ]


def f1(right: int, said: int, wanted: int) -> float:
    """F1 of counts; 0 where nothing was said or wanted."""
    return 2 * right / (said + wanted) if said + wanted else 0.0


def macro_f1(truth: Sequence[bool], said: Sequence[bool]) -> float:
    """Mean of the F1 of yes and of no."""
    scores = []
    for answer in (True, False):
        right = sum(one == other == answer for one, other in zip(truth, said, strict=True))
        scores.append(f1(right, said.count(answer), truth.count(answer)))
    return sum(scores) / 2


def _named_bars(part: str, read_rows: Sequence[Read], target: float | None) -> Iterator[Bar]:
    """Bars of the named third parties: F1 on those that the text names, on all of them, and the ceiling of that."""
    right = sum(len(one.said & one.row.third) for one in read_rows)
    said = sum(len(one.said) for one in read_rows)
    wanted = sum(len(one.row.third) for one in read_rows)
    in_text = sum(len(one.row.third & one.named) for one in read_rows)
    precision = right / said if said else 0.0
    note = f"P {precision:.3f}, R {right / in_text if in_text else 0.0:.3f}"
    yield Bar(NAME, f"third party that the text names, F1, {part}", f1(right, said, in_text), target, in_text, note)
    ceiling = f1(in_text, in_text, wanted)
    note = f"the text names {in_text / wanted if wanted else 0.0:.1%} of them: at most {ceiling:.3f}"
    yield Bar(NAME, f"every coded third party, F1, {part}", f1(right, said, wanted), None, wanted, note)


def measure(data: Path) -> list[Bar]:
    """The bars: the rules on all folds and on the unseen ones, and the models fitted inside the folds."""
    every = read(read_rows(data / FILE))
    unseen = [one for one in every if one.row.fold in UNSEEN]
    bars: list[Bar] = []
    for name, some, target in (("5 folds", every, 0.70), ("unseen folds 2, 3, 4", unseen, None)):
        bars += _named_bars(name, some, target)
        truth = [one.row.mediated for one in some]
        rules = [mediation(one.found).mediated for one in some]
        always = macro_f1(truth, [True] * len(truth))
        note = f"rules as shipped; always yes {always:.3f}"
        bars.append(Bar(NAME, f"mediated, macro-F1, rules, {name}", macro_f1(truth, rules), None, len(truth), note))
    documents = [Document(one.row.text, one.sentences, one.found, one.row.sides, one.row.home) for one in every]
    fitted = held_out([one.row.fold for one in every], [one.row.mediated for one in every], documents)
    for name, target, chosen in (("5 folds", 0.80, range(FOLDS)), ("folds 2, 3, 4", None, UNSEEN)):
        some = [(one.row.mediated, said) for one, said in zip(every, fitted, strict=True) if one.row.fold in chosen]
        score = macro_f1([one for one, _ in some], [said for _, said in some])
        note = "mean of three, fitted inside the folds; not shipped"
        bars.append(Bar(NAME, f"mediated, macro-F1, linear models, {name}", score, target, len(some), note))
    return bars


PART = Part(NAME, (FILE,), measure)

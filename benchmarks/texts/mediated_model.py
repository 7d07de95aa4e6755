"""Linear models of *mediated or not*, fitted inside the folds of the benchmark and thrown away after.

Three logistic regressions with an L2 penalty and balanced classes see each text in their own way, and the mean of their
probabilities decides. The first sees words, pairs and triples of words, with actors replaced by what they are to the
conflict (``SIDE``, ``OUT``), weighted by their log-count ratio (Wang, S. and Manning, C. D. (2012). Baselines and
bigrams: simple, good sentiment and topic classification. *ACL*); the other two the words and the characters as written
(:mod:`benchmarks.texts.as_written`). Each sees what the rules found as well.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit

from benchmarks.texts.as_written import character_runs, weighted, word_runs
from tertius.model import Sentence
from tertius.texts import ThirdParty, mediation

_PENALTY = 0.3
_WORDS_WEIGHT, _RULES_WEIGHT = 2.0, 0.7
_LEAST_WORDS, _LEAST_RULES = 2, 5
# the same for the two that see the text as written
_WRITTEN_WEIGHT, _WRITTEN_RULES_WEIGHT = 3.0, 0.3
_LEAST_WRITTEN, _LEAST_CHARACTERS = 3, 4
# names that say what somebody is; every other proper name is NAME
_TITLES = ("president", "minister", "governor", "chief", "king", "envoy", "secretary", "general")
_BODIES = ("government", "committee", "commission", "council", "army", "police", "state", "union", "party", "front")
_KEPT = frozenset((*_TITLES, *_BODIES, "local", "north", "south", "east", "west", "peace", "united"))
_TALKS = frozenset(
    ("talk", "meet", "meeting", "negotiation", "negotiate", "agreement", "agree", "sign", "ceasefire", "dialogue")
)
_GO_BETWEENS = frozenset(
    (
        "envoy",
        "mediator",
        "mediation",
        "mediate",
        "representative",
        "facilitate",
        "broker",
        "host",
        "capacity",
        "chair",
        "observer",
        "secretary",
        "delegation",
        "special",
        "commission",
        "archbishop",
        "church",
        "bishop",
        "priest",
        "elder",
        "ngo",
    )
)
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Document:
    """What the models see of a row: text, sentences, what the rules found, sides and the country of conflict by id."""

    text: str
    sentences: tuple[Sentence, ...]
    found: tuple[ThirdParty, ...]
    sides: frozenset[str]
    home: frozenset[str]


def held_out(folds: Sequence[int], truth: Sequence[bool], documents: Sequence[Document]) -> list[bool]:
    """The answer for each document by models fitted on the other folds."""
    fold, yes = np.asarray(folds), np.asarray(truth, dtype=float)
    rules = [frozenset((*_rule_features(one), *_ground_features(one))) for one in documents]
    words = [frozenset(_word_features(one)) for one in documents]
    written = [Counter(word_runs(one.text)) for one in documents]
    characters = [Counter(character_runs(one.text)) for one in documents]
    chances = np.zeros(len(yes))
    for held in sorted(set(folds)):
        train, test = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        views = (
            _design(words, rules, train, yes),
            _as_written(written, rules, train, _LEAST_WRITTEN),
            _as_written(characters, rules, train, _LEAST_CHARACTERS),
        )
        for design in views:
            weights = _fit(design[train], yes[train])
            chances[test] += expit(design[test] @ weights[:-1] + weights[-1]) / len(views)
    return [bool(chance > 0.5) for chance in chances]


def _rule_features(document: Document) -> Iterator[str]:
    for one in document.found:
        yield from (f"part {one.part}", f"grade {one.grade}", f"polarity {one.polarity}")
        yield f"{one.grade} {one.polarity} {one.actor is not None}"
    asserted = [one for one in document.found if one.polarity == "asserted"]
    yield f"asserted {min(len(asserted), 4)}"
    yield f"asserted at once {any(one.sentence == 0 for one in asserted)}"
    mentions = [one for sentence in document.sentences for one in sentence.mentions]
    outside = [one for one in mentions if one.actor and one.actor not in document.sides]
    for name, kinds in (("place", {"place"}), ("body", {"body"}), ("actor", {one.kind for one in outside} - {"place"})):
        yield f"outside {name} {min(len({one.actor for one in outside if one.kind in kinds}), 3)}"
    yield f"place of a side {any(one.kind == 'place' and one.actor in document.sides for one in mentions)}"
    yield from (f"mention {one.kind} {one.sector} {one.actor is None}" for one in mentions)
    size = sum(len(sentence.words) for sentence in document.sentences)
    yield f"size {int(1.5 * log2(max(size, 1)))}"
    yield f"sentences {min(len(document.sentences), 5)}"


def _ground_features(document: Document) -> Iterator[str]:
    """Where talks are and who is beside the sides: third ground, outsiders, and words for whoever mediates."""
    own = document.sides | document.home
    for sentence in document.sentences:
        acting = {one.actor for one in sentence.mentions if one.actor and one.kind != "place"}
        ground = {one.actor for one in sentence.mentions if one.actor and one.kind == "place"} - own
        said = {word.lemma for word in sentence.words}
        if ground:
            yield "third ground"
        if said & _TALKS and ground:
            yield "talks on third ground"
        if said & _TALKS and acting - own:
            yield "talks and an outsider"
        if acting - own and acting & document.sides:
            yield "an outsider beside a side"
        yield from (f"said {word}" for word in said & _GO_BETWEENS)
    yield f"probability {int(5 * mediation(document.found).probability)}"
    everybody = {one.actor for sentence in document.sentences for one in sentence.mentions if one.actor}
    yield f"an outsider at all {bool(everybody - own)}"


def _word_features(document: Document) -> Iterator[str]:
    for number, sentence in enumerate(document.sentences):
        words = list(_reduced(sentence, document.sides))
        for size in (1, 2, 3):
            yield from ("_".join(words[at : at + size]) for at in range(len(words) - size + 1))
        if number == 0:
            yield from (f"first {word}" for word in words)


def _reduced(sentence: Sentence, sides: frozenset[str]) -> Iterator[str]:
    """The words of a sentence: dictionary forms, with actors, names and numbers replaced by what they are."""
    known = {one.first: one for one in sentence.mentions if one.actor is not None}
    at, last = 0, ""
    while at < len(sentence.words):
        word = sentence.words[at]
        if at in known:
            mention = known[at]
            kind = mention.kind if mention.kind in {"place", "body"} else "actor"
            reduced, at = f"{'SIDE' if mention.actor in sides else 'OUT'} {kind}", mention.last
        else:
            reduced, at = _shape(word.text, word.lemma, word.pos), at + 1
        if reduced and not reduced == last == "NAME":
            yield reduced
        last = reduced or last


def _shape(text: str, lemma: str, pos: str) -> str:
    if pos in {"PUNCT", "SPACE"}:
        return ""
    if any(letter.isdigit() for letter in text):
        return "#"
    return "NAME" if pos == "PROPN" and text.lower() not in _KEPT else lemma


def _design(
    words: Sequence[frozenset[str]], rules: Sequence[frozenset[str]], train: NDArray[np.int64], yes: Numbers
) -> csr_matrix:
    """One row a document: words by log-count ratio over the length of the document, then features of the rules."""
    counts = [Counter(word for i in train if yes[i] == answer for word in words[i]) for answer in (0.0, 1.0)]
    sizes = [float((yes[train] == answer).sum()) for answer in (0.0, 1.0)]
    kept = [word for word, count in (counts[0] + counts[1]).items() if count >= _LEAST_WORDS]
    shares = [
        np.array([count[word] + 1.0 for word in kept]) / (size + 2.0) for count, size in zip(counts, sizes, strict=True)
    ]
    ratio = np.log(shares[1] / shares[0])
    column = {word: number for number, word in enumerate(kept)}
    seen = Counter(rule for i in train for rule in rules[i])
    extra = {rule: len(kept) + n for n, rule in enumerate(r for r, count in seen.items() if count >= _LEAST_RULES)}
    entries: list[tuple[int, int, float]] = []
    for i, (own, fired) in enumerate(zip(words, rules, strict=True)):
        columns = [column[word] for word in own if word in column]
        scale = _WORDS_WEIGHT / max(len(columns), 1) ** 0.5
        entries += [(i, j, ratio[j] * scale) for j in columns]
        entries += [(i, extra[rule], _RULES_WEIGHT) for rule in fired if rule in extra]
    at, to, values = (np.array(part) for part in zip(*entries, strict=True))
    return csr_matrix((values, (at, to)), shape=(len(words), len(kept) + len(extra)))


def _as_written(
    runs: Sequence[Counter[str]], rules: Sequence[frozenset[str]], train: NDArray[np.int64], least: int
) -> csr_matrix:
    """One row a document: its runs as written, then features of the rules."""
    seen = Counter(rule for i in train for rule in rules[i])
    column = {rule: n for n, rule in enumerate(rule for rule, count in seen.items() if count >= _LEAST_RULES)}
    entries = [(i, column[rule]) for i, fired in enumerate(rules) for rule in fired if rule in column]
    at, to = (np.array(part) for part in zip(*entries, strict=True))
    found = csr_matrix((np.full(len(at), _WRITTEN_RULES_WEIGHT), (at, to)), shape=(len(rules), len(column)))
    return hstack([weighted(runs, train, least) * _WRITTEN_WEIGHT, found]).tocsr()


def _fit(design: csr_matrix, yes: Numbers) -> Numbers:
    """Weights and, last, the intercept of a logistic regression in which both answers weigh the same."""
    weight = np.where(yes == 1, 0.5 / yes.mean(), 0.5 / (1 - yes.mean()))
    sign = 2 * yes - 1

    def loss(beta: Numbers) -> tuple[float, Numbers]:
        margin = sign * (design @ beta[:-1] + beta[-1])
        slope = -weight * sign / (1 + np.exp(np.clip(margin, -30, 30)))
        value = float((weight * np.logaddexp(0, -margin)).sum() + _PENALTY / 2 * beta[:-1] @ beta[:-1])
        return value, np.append(design.T @ slope + _PENALTY * beta[:-1], slope.sum())

    start = np.zeros(design.shape[1] + 1)
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x)

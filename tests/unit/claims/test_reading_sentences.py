"""Clauses, cues, directions, and the classifier of sentences."""

import numpy as np
import pytest

from tertius.claims.cues import cues
from tertius.claims.directions import direction
from tertius.claims.fitting import fit
from tertius.claims.splitting import clauses
from tertius.claims.typing import LABELS, chances, kind_of, shipped
from tertius.codebooks.tables import rows
from tertius.model import Sentence
from tertius.texts import read_documents


def read(text: str) -> Sentence:
    ((sentence, *_),) = read_documents([text])
    return sentence


def test_joined_main_clauses_with_subjects_of_their_own_are_parted() -> None:
    whole = read("Kenya hosted the talks, and Sudan rejected the offer.")
    parts = clauses(whole)
    assert [part.text.rstrip(", ") for part in parts] == ["Kenya hosted the talks, and", "Sudan rejected the offer."]
    assert [[one.actor for one in part.mentions] for part in parts] == [["KEN"], ["SDN"]]
    assert all(part.words[part.root].pos == "VERB" for part in parts)


def test_a_sentence_with_one_subject_stays_whole() -> None:
    whole = read("Kenya hosted the talks and rejected the offer.")
    assert clauses(whole) == (whole,)


def test_a_sentence_is_cut_at_a_semicolon_only_where_both_parts_are_worth_a_claim() -> None:
    whole = read("Kenya hosted the talks; Sudan rejected the offer.")
    assert [part.text for part in clauses(whole)] == ["Kenya hosted the talks", "Sudan rejected the offer."]
    assert clauses(whole, lambda part: "talks" in part.text) == (whole,)


def test_a_clause_cut_off_has_one_root_which_is_a_verb() -> None:
    for part in clauses(read("While Kenya hosted the talks, Sudan rejected the offer, and Egypt left; Chad stayed.")):
        roots = [i for i, word in enumerate(part.words) if word.head == i]
        assert [part.words[i].pos for i in roots] == ["VERB"]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Kenya is no longer a mediator.", "down"),
        ("Kenya has lost its role.", "down"),
        ("The influence of Kenya is growing.", "up"),
        ("The influence of Kenya is not growing.", "down"),
        ("The influence of Kenya is not only growing.", "up"),
        ("While the weight of Chad declines, that of Kenya grows.", "up"),
        ("Kenya is becoming more visible.", "up"),
        ("Kenya is becoming less visible.", "down"),
        ("Kenya became much weaker.", "down"),
        ("Kenya is not becoming less visible.", "up"),
        ("Relations remained tense.", "same"),
        ("Kenya is the host of the region.", "up"),
        ("The delegation ate lunch.", None),
    ],
)
def test_direction_is_read_with_denials_and_concessions(text: str, way: str | None) -> None:
    assert direction(read(text)) == way


def test_chances_add_up_to_one_and_every_cue_has_a_weight() -> None:
    found = cues(read("Kenya will mediate next year."), ("KEN",))
    assert set(found) | {"constant"} == set(shipped())
    assert sum(chances(found, shipped()).values()) == pytest.approx(1.0)
    assert kind_of(chances(found, shipped()), found) == "forecast"


def test_fitted_weights_are_where_the_penalised_likelihood_is_highest() -> None:
    rng = np.random.default_rng(5)
    sentences = [{"a": float(x), "b": float(y)} for x, y in rng.integers(0, 2, (60, 2))]
    labels = [LABELS[1 + int(one["a"])] if rng.random() < 0.9 else LABELS[0] for one in sentences]
    weights = fit(sentences, labels, penalty=1.0)

    def naive(changed: dict[str, np.ndarray]) -> float:
        fit_of = sum(float(np.log(chances(one, changed)[label])) for one, label in zip(sentences, labels, strict=True))
        return fit_of - 0.5 * sum(float((changed[cue] ** 2).sum()) for cue in ("a", "b"))

    best = naive(weights)
    for cue in weights:
        for label in range(len(LABELS)):
            for step in (-0.05, 0.05):
                moved = {name: value.copy() for name, value in weights.items()}
                moved[cue][label] += step
                assert naive(moved) <= best + 1e-6


def test_every_notion_says_how_it_is_measured_or_why_it_is_not() -> None:
    for row in rows("claim_notions"):
        assert bool(row["measure"]) != bool(row["why_not"])
        assert bool(row["measure"]) == bool(row["noun"] or row["verb"])

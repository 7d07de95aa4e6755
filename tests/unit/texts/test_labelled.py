"""A second opinion learned from labels of one's own, with and without a model of sentences in a folder."""

import sys
from pathlib import Path

import numpy as np
import pytest

from tertius.model import BadFile, UsageError
from tertius.texts import Document, code_documents, read_documents
from tertius.texts import embedding as embedding_module
from tertius.texts.embedding import Embedder
from tertius.texts.labelled import Label, LabelledTyper

from .tiny_model import WORDS, write_model

PAIRS = (("Peru", "Chile"), ("Fiji", "Oman"), ("Mali", "Niger"), ("Kenya", "Norway"), ("Spain", "Benin"))


def labels(verbs: dict[str, str]) -> list[Label]:
    found = []
    for verb, root in verbs.items():
        texts = [f"{one} {verb} {other}." for one, other in PAIRS]
        for (sentence,) in read_documents(texts):
            source, target = sentence.mentions
            found.append(Label(sentence, (source.start, source.end), (target.start, target.end), root))
    return found


def model(folder: Path) -> Embedder:
    """The model in which ``praised`` and ``greeted`` are near one another, and ``mocked`` is not."""
    pytest.importorskip("onnxruntime")
    pytest.importorskip("tokenizers")
    vectors = np.zeros((len(WORDS), 3))
    for word, place in (("praised", 0), ("greeted", 0), ("mocked", 1)):
        vectors[WORDS.index(word), place] = 1.0
    return Embedder(write_model(folder / "model", vectors))


def test_it_names_a_root_that_it_is_sure_of_and_leaves_one_that_the_rules_gave() -> None:
    typer = LabelledTyper(labels({"greeted": "05", "mocked": "11"}))
    (coded,) = code_documents([Document("1", "Cuba greeted Haiti. Cuba mocked Haiti.")], typer)
    found = [(one.code, one.typed_by) for one in coded.events]
    assert found == [("050", "regression on own labels"), ("111", "rules")]


def test_its_trial_is_on_labels_it_has_not_seen_beside_the_rules() -> None:
    told = labels({"greeted": "05", "attacked": "19"})
    trial = LabelledTyper(told).trial()
    assert (trial.labels, trial.regression) == (10, 1.0)
    assert trial.rules == 0.5  # "greeted" is no act of root 05 by the rules, "attacked" is one of 19
    swapped = [Label(one.sentence, one.source, one.target, "05" if i % 2 else "19") for i, one in enumerate(told)]
    assert LabelledTyper(swapped).trial().regression < 0.8


def test_a_root_that_no_other_fold_holds_is_not_taken_for_known() -> None:
    told = labels({"greeted": "05", "mocked": "11"})
    assert LabelledTyper([*told[:4], told[5]]).trial().regression == 0.8
    one_sentence = [Label(told[0].sentence, told[0].source, told[0].target, root) for root in ("05", "11") * 3]
    assert LabelledTyper(one_sentence).trial().regression == 0.0


@pytest.mark.parametrize("verbs", [{"greeted": "05"}, {}])
def test_labels_of_one_root_teach_nothing(verbs: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="cannot be learned from"):
        LabelledTyper(labels(verbs))


def test_vectors_are_the_mean_of_the_pieces_with_length_one(tmp_path: Path) -> None:
    found = model(tmp_path).vectors(["SOURCE praised TARGET", "mocked", "praised mocked", "unknown"])
    assert np.allclose(found, [[1, 0, 0], [0, 1, 0], [0.5**0.5, 0.5**0.5, 0], [0, 0, 0]])
    assert model_is_repeatable(tmp_path)


def model_is_repeatable(folder: Path) -> bool:
    made = Embedder(folder / "model")
    return bool((made.vectors(["praised"] * 40)[39] == made.vectors(["praised"])[0]).all())


def test_a_word_never_seen_is_read_by_its_vector(tmp_path: Path) -> None:
    told = labels({"praised": "05", "mocked": "11"})
    (coded,) = code_documents([Document("1", "Cuba greeted Haiti.")], LabelledTyper(told, model(tmp_path)))
    (event,) = coded.events
    assert (event.code, event.typed_by) == ("050", "regression on own labels and embeddings")


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    model(tmp_path)
    with pytest.raises(BadFile, match="no folder of an embedding model"):
        Embedder(tmp_path)
    (tmp_path / "model" / "model.onnx").write_bytes(b"no model")
    with pytest.raises(BadFile, match="cannot be read"):
        Embedder(tmp_path / "model")


def test_without_the_extra_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(embedding_module, "import_module", absent)
    with pytest.raises(UsageError, match=r"onnxruntime, which is not installed.*pip install '\.\[embed\]'"):
        Embedder(tmp_path)


def test_nothing_of_the_extra_is_loaded_before_it_is_asked_for() -> None:
    assert "import onnxruntime" not in Path(str(embedding_module.__file__)).read_text(encoding="utf-8")
    assert "tokenizers" not in vars(sys.modules["tertius.texts.embedding"])

"""Sentences as vectors, by a model of the user's own in a folder: ONNX weights and the tokenizer they were made with.

No weights are shipped and none are fetched. Needs the extra ``embed`` (onnxruntime and tokenizers).
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tertius.model import BadFile, UsageError

Floats = npt.NDArray[np.float64]
_INSTALL = "in the folder of Tertius: pip install '.[embed]'"
_MODELS, _TOKENIZER = ("model.onnx", "onnx/model.onnx"), "tokenizer.json"
_FOLDER = f"it holds {_MODELS[0]} (or {_MODELS[1]}) and {_TOKENIZER}"
_BATCH, _LONGEST = 32, 256


class Embedder:
    """A model of sentences: the mean of the vectors it gives the pieces of a sentence, scaled to length one.

    One thread, so that the same sentence gives the same vector on the same machine.

    Raises:
        UsageError: The extra ``embed`` is not installed.
        BadFile: The folder does not hold such a model.
    """

    def __init__(self, folder: Path) -> None:
        runtime, tokenizers = _library("onnxruntime"), _library("tokenizers")
        model = next((folder / name for name in _MODELS if (folder / name).is_file()), None)
        if model is None or not (folder / _TOKENIZER).is_file():
            raise BadFile("no folder of an embedding model", file=str(folder), hint=_FOLDER)
        try:
            options = runtime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            self._session = runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
            self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / _TOKENIZER))
        except Exception as exc:  # each library raises errors of its own, without a common root
            raise BadFile(f"the model cannot be read ({_line(exc)})", file=str(folder), hint=_FOLDER) from exc
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.enable_padding()
        self._wanted = {one.name for one in self._session.get_inputs()}

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Vectors [N, D] of length one, in order.

        Raises:
            UsageError: The model wants or gives something else than a model of sentences does.
        """
        parts = [self._part(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        return np.concatenate(parts) if parts else np.zeros((0, 0))

    def _part(self, texts: Sequence[str]) -> Floats:
        read = self._tokenizer.encode_batch(list(texts))
        mask = np.array([one.attention_mask for one in read], dtype=np.int64)
        given = {"input_ids": np.array([one.ids for one in read], dtype=np.int64), "attention_mask": mask}
        given["token_type_ids"] = np.zeros_like(mask)
        try:
            found = self._session.run(None, {name: given[name] for name in self._wanted})[0]
        except Exception as exc:  # as above
            raise UsageError(f"the embedding model failed ({_line(exc)})", hint="give a model of sentences") from exc
        if found.ndim == 3:
            found = (found * mask[:, :, None]).sum(axis=1) / np.maximum(mask.sum(axis=1, keepdims=True), 1)
        if found.ndim != 2 or len(found) != len(texts):
            raise UsageError(f"the embedding model gives {found.shape}", hint="give a model of sentences")
        length = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.where(length == 0, 1, length), dtype=np.float64)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as exc:
        raise UsageError(f"embeddings need {name}, which is not installed", hint=_INSTALL) from exc


def _line(exc: Exception) -> str:
    return " ".join(str(exc).split())[:200]

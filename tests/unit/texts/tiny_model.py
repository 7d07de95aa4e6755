"""A model of sentences small enough to be written by hand: one lookup of a vector for each of a few words."""

import json
from pathlib import Path

import numpy as np

WORDS = ("[PAD]", "[UNK]", "SOURCE", "TARGET", "praised", "mocked", "greeted")
_FLOAT, _INT64 = 1, 7


def _number(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def _field(number: int, value: int | bytes | str) -> bytes:
    """A field of a message of protocol buffers: a number, or bytes with their length."""
    if isinstance(value, int):
        return _number(number << 3) + _number(value)
    raw = value.encode() if isinstance(value, str) else value
    return _number(number << 3 | 2) + _number(len(raw)) + raw


def _tensor(name: str, kind: int, sides: tuple[str, ...]) -> bytes:
    shape = b"".join(_field(1, _field(2, side)) for side in sides)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, shape)))


def write_model(folder: Path, vectors: np.ndarray) -> Path:
    """Write ``model.onnx`` and ``tokenizer.json``; ``vectors`` [words, D] are those of :data:`WORDS`."""
    folder.mkdir()
    raw = vectors.astype("<f4").tobytes()
    table = (
        b"".join(_field(1, size) for size in vectors.shape) + _field(2, _FLOAT) + _field(8, "table") + _field(9, raw)
    )
    node = _field(1, "table") + _field(1, "input_ids") + _field(2, "last_hidden_state") + _field(4, "Gather")
    inputs = b"".join(_field(11, _tensor(name, _INT64, ("n", "t"))) for name in ("input_ids", "attention_mask"))
    output = _field(12, _tensor("last_hidden_state", _FLOAT, ("n", "t", "d")))
    graph = _field(1, node) + _field(2, "tiny") + _field(5, table) + inputs + output
    (folder / "model.onnx").write_bytes(_field(1, 8) + _field(7, graph) + _field(8, _field(2, 13)))
    model = {"type": "WordLevel", "vocab": {word: n for n, word in enumerate(WORDS)}, "unk_token": "[UNK]"}
    tokenizer = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
        "pre_tokenizer": {"type": "Whitespace"}, "post_processor": None, "decoder": None, "model": model,
    }  # fmt: skip
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return folder

"""Columns of an answer as the arrays that models read."""

import math

import numpy as np

from tertius.model import Array

_MISSING: dict[str, float | np.datetime64 | None] = {"f": math.nan, "M": np.datetime64("NaT", "D"), "O": None}


def unmasked(column: Array) -> Array:
    """A column of DuckDB without its mask: a null becomes NaN, NaT or None; integers with nulls become floats."""
    mask = np.ma.getmaskarray(column)
    data: Array = np.ma.getdata(column)
    if data.dtype.kind == "M":
        data = data.astype("datetime64[D]")
    if not mask.any():
        return data
    if data.dtype.kind in "iub":
        data = data.astype(np.float64)
    return np.where(mask, np.asarray(_MISSING[data.dtype.kind], dtype=data.dtype), data)

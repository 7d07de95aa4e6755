"""Many Gamma draws at once, in single precision: one rejection on whole arrays instead of one loop per draw.

A cubed normal is nearly Gamma, and a refusal now and then makes it exactly so. All steps but the refused draws are
passes over an array, which cost half of what it costs to draw one number after the other.

Source: Marsaglia & Tsang 2000, A simple method for generating gamma variables; Box & Muller 1958 (normals).
"""

from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float32]
_F = np.float32
_SQUEEZE = _F(0.0331 * 2.0 / 3.0)
"""Constant of the squeeze of Marsaglia & Tsang, per unit of 1/d; theirs is for d = 2/3, by Bernoulli's inequality a
larger d may have its share of it."""
_SMALLEST = 1e-9
"""Of a smaller shape all draws but one in ten million are zero in single precision anyway."""


def gamma_draws(shape: ArrayLike, draws: int, rng: np.random.Generator) -> Array:
    """Independent draws of Gamma variables of scale 1.

    Args:
        shape: [...] positive; below 1e-9 it counts as that.
        draws: Draws of each.
        rng: Generator; the same one gives the same draws, up to the last digit of the machine's logarithm.

    Returns:
        [..., draws] of single precision, with zeros where that underflows.
    """
    given = np.maximum(np.asarray(shape, dtype=_F), _F(_SMALLEST))
    wanted = given.reshape(-1, 1)
    small = np.flatnonzero(wanted < 1)
    d = np.where(wanted < 1, wanted + 1, wanted) - _F(1 / 3)
    slope = np.sqrt(_F(1 / 9) / d)
    normal = _normals(wanted.size * draws, rng).reshape(-1, draws)
    refused = _refused(normal, d, slope, rng)
    normal *= slope
    normal += 1
    found = normal * normal
    found *= normal
    found *= d
    found.reshape(-1)[refused] = rng.standard_gamma(d.take(refused // draws) + _F(1 / 3), dtype=_F)
    if small.size:  # Gamma(a) is Gamma(a + 1) times the power 1 / a of a uniform
        power = np.log(_uniforms(_words((small.size, draws), rng)))
        power /= wanted[small]
        found[small] *= np.exp(power, out=power)
    return found.reshape(*given.shape, draws)


def _refused(normal: Array, d: Array, slope: Array, rng: np.random.Generator) -> NDArray[np.intp]:
    """Flat places of the normals that the rejection refuses; what is drawn there instead starts anew."""
    fourth = normal * normal
    fourth *= fourth
    fourth *= 256 * _SQUEEZE / d
    # a byte of a uniform clears nearly all; only of the others the rest of it is drawn, and a logarithm taken
    byte = _words((-(-normal.size // 4),), rng).view(np.uint8)[: normal.size].reshape(normal.shape)
    doubtful = np.flatnonzero(fourth >= byte)
    row = doubtful // normal.shape[1]
    uniform = 1.0 - (byte.take(doubtful) + rng.random(doubtful.size)) / 256
    x, scale = normal.take(doubtful).astype(float), d.take(row).astype(float)
    root = 1.0 + slope.take(row) * x
    positive = np.maximum(root, 1e-30)
    bound = x * x / 2 + scale * (1.0 - positive * positive * positive + 3.0 * np.log(positive))
    return np.asarray(doubtful[(root <= 0) | (np.log(uniform) >= bound)])


def _normals(n: int, rng: np.random.Generator) -> Array:
    half = -(-n // 2)
    words = _words((2, half), rng)
    radius = np.log(_uniforms(words[0]))
    radius *= -2
    np.sqrt(radius, out=radius)
    angle = np.multiply(words[1], _F(np.pi * 2.0**-31), dtype=_F)
    found = np.empty((2, half), _F)
    for part, of in zip(found, (np.sin, np.cos), strict=True):
        of(angle, out=part)
        part *= radius
    return found.reshape(-1)[:n]


def _uniforms(words: NDArray[np.int32]) -> Array:
    """Uniforms in (0, 1], finest near 0, where their logarithm needs it."""
    found = np.multiply(words, _F(2.0**-31), dtype=_F)
    np.abs(found, out=found)
    found += _F(2.0**-33)
    return found


def _words(shape: tuple[int, ...], rng: np.random.Generator) -> NDArray[np.int32]:
    """Random integers over all of 32 bits, drawn two at a time."""
    pairs = rng.integers(-(2**63), 2**63, -(-prod(shape) // 2), dtype=np.int64)
    words: NDArray[np.int32] = pairs.view(np.int32)[: prod(shape)].reshape(shape)
    return words

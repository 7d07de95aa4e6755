"""Whether what one voice alone tells took place: true acts are told by several voices as well, mistakes hardly ever."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ROUNDS = 60
_TINY = 1e-9


def single_truth(single: Floats, several: Floats, exposure: Floats, contacts: Floats, size: int) -> Floats:
    """Probability that what one voice alone tells is true, by kind, actor and block of time [L, K, B].

    An actor's days told by several voices are true and come at a rate in proportion to how much it does, which is its
    own and the same in all blocks. Its days told by one voice are true at a rate in the same proportion, or mistaken:
    in proportion to its other contacts (wrong codes), or as likely as for anybody (wrong names and places). How many
    days are seen by several voices, by one, or by mistake is each block's own. Rates are those of greatest likelihood
    (Poisson, by EM). Where several voices tell nothing of a kind in a block nothing can be told apart, and all is kept.

    Args:
        single: Days told by one voice [L, K, B], by kind of evidence, actor and block.
        several: Days told by several [L, K, B].
        exposure: Days of contact [K, B].
        contacts: Days of contact of everybody, also of those of whom nothing is told here [B].
        size: How many they all are.

    Reference:
        Dawid and Skene 1979 (errors of coders by EM, without the truth).
    """
    share = (several + 0.5 * single).sum(axis=2) + _TINY
    share /= share.sum(axis=1, keepdims=True)
    told = single.sum(axis=1)
    # to begin with half is true; the rest is as often a wrong code as a wrong name
    true, code, name = 0.5 * told, 0.25 * told / np.maximum(contacts, 1.0), 0.25 * told / size
    part = np.ones_like(single)
    for _ in range(_ROUNDS):
        good = share[:, :, None] * true[:, None, :]
        coded = exposure * code[:, None, :]
        every = good + coded + name[:, None, :] + _TINY
        part = good / every
        kept = single * part
        share = (several + kept).sum(axis=2) + _TINY
        share /= share.sum(axis=1, keepdims=True)
        true = kept.sum(axis=1)
        code = (single * coded / every).sum(axis=1) / np.maximum(contacts, _TINY)
        name = (single * name[:, None, :] / every).sum(axis=1) / size
    alike = several.sum(axis=1, keepdims=True) > 0
    return np.asarray(np.where(alike, part, 1.0))

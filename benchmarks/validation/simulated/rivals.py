"""What others would run on the same monthly series: PELT of ``ruptures`` (skipped when absent) and a binomial scan."""

import importlib
import importlib.util
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy
from scipy.stats import chi2

Floats = NDArray[np.float64]
Series: TypeAlias = tuple[Floats, Floats]
SHORTEST = 6
FACTORS = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0)


def binomial_change(x: Floats, n: Floats) -> list[int]:
    """Month of the best split of the share when a plain binomial likelihood ratio is significant over all splits."""
    k, total = np.cumsum(x), np.cumsum(n)
    cuts = np.arange(SHORTEST, len(x) - SHORTEST + 1)
    fit = _log_likelihood(k[cuts - 1], total[cuts - 1])
    fit += _log_likelihood(k[-1] - k[cuts - 1], total[-1] - total[cuts - 1])
    ratio = 2.0 * (fit - _log_likelihood(k[-1], total[-1]))
    best = int(np.argmax(ratio))
    return [int(cuts[best])] if ratio[best] > chi2.isf(0.05 / len(cuts), 1) else []


def _log_likelihood(k: Any, n: Any) -> Any:
    p = k / np.maximum(n, 1e-12)
    return xlogy(k, p) + xlogy(n - k, 1.0 - p)


def pelt_change(x: Floats, n: Floats) -> dict[str, Any] | None:
    """Months of change by PELT, with the penalty of its manual and with a range of penalties; None when absent.

    The tuned one runs on the share with squared error; its penalty is a factor times the variance times log T. Both are
    run by the compiled PELT of the package (``KernelCPD``), whose optimum is that of ``Pelt`` with the same cost.
    """
    if importlib.util.find_spec("ruptures") is None:
        return None
    ruptures = importlib.import_module("ruptures")
    share = (x / np.maximum(n, 1e-12)).reshape(-1, 1)
    noise = np.median(np.abs(np.diff(share[:, 0]))) / 0.954
    default = ruptures.KernelCPD(kernel="rbf", min_size=SHORTEST).fit(share).predict(pen=10)[:-1]
    search = ruptures.KernelCPD(kernel="linear", min_size=SHORTEST).fit(share)
    scale = max(noise**2, 1e-9) * np.log(len(share))
    tuned = {f"{factor:g}": _plain(search.predict(pen=factor * scale)[:-1]) for factor in FACTORS}
    return {"default": _plain(default), "tuned": tuned}


def _plain(months: list[Any]) -> list[int]:
    return [int(month) for month in months]

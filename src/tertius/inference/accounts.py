"""Two kinds of account of how a composition changed, weighed against each other.

Either all shares are drawn anew at a change (:mod:`tertius.inference.compositions`), or one alternative changes against
all others, which keep their proportions. The second is exact and cheap: a Dirichlet splits into the share of one
alternative, which is Beta, and the proportions of the rest, which are independent of it; the rest weigh the same with
and without the change and drop out. What is left is one series of beta-binomial counts per alternative.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logsumexp

from tertius.inference.changes import ChangePosterior
from tertius.inference.compositions import CompositionPosterior
from tertius.inference.multiplicity import e_bh


@dataclass(frozen=True)
class Accounts:
    """Evidence of both kinds of account.

    Attributes:
        own: Changes of each alternative against all others, K series.
        joint: Changes of all shares together.
        alike: [K] log Bayes factors of each alternative against all others at the correlation that ``joint`` has, so
            that the two kinds differ in nothing but what changes.
    """

    own: ChangePosterior
    joint: CompositionPosterior
    alike: NDArray[np.float64]

    @property
    def joint_weight(self) -> float:
        """Probability that all shares were drawn anew rather than one alone, both kinds being as likely beforehand."""
        alone = float(logsumexp(self.alike) - np.log(self.alike.size))
        return float(expit(self.joint.log_bayes_factor - alone))

    def found(self, tested: NDArray[np.bool_], *, alpha: float) -> tuple[NDArray[np.bool_], bool]:
        """Which alternatives changed, and whether the table as a whole did, at a false discovery rate.

        All Bayes factors asked about, that of the whole table among them, go through e-BH together.

        Args:
            tested: [K] alternatives asked about.
            alpha: False discovery rate in (0, 1).

        Returns:
            [K] mask, false where not tested; and whether the whole table passes and is the better account.
        """
        passed = e_bh(np.append(self.own.log_bayes_factor[tested], self.joint.log_bayes_factor), alpha=alpha)
        own = np.zeros(tested.shape, dtype=bool)
        own[tested] = passed[:-1]
        return own, bool(passed[-1]) and self.joint_weight > 1.0 / 2.0

"""What is said of a claim once its runs are in: outcome, reason as a code, reason as a sentence."""

from dataclasses import dataclass

from tertius.model import CaseFile, Claim, Constants, Direction, Finding, Outcome, ReasonCode, Says

WANTED = {Says.LOST: Direction.LOSS, Says.GAINED: Direction.GAIN}
"""The dated change that a claim asserts besides a level."""
TRENDS = (Says.RISES, Says.FALLS)


@dataclass(frozen=True)
class Ruling:
    """An outcome with its reason; ``robust`` where the variants were asked something else than the primary run."""

    outcome: Outcome
    code: ReasonCode
    reason: str
    robust: float | None = None


@dataclass(frozen=True)
class Hearing:
    """A claim, what its test saw, the support of its primary run, and whether the variants agree with it.

    ``beyond``: probability that the claim holds by more than the margin, and that its opposite does.
    """

    claim: Claim
    case: CaseFile
    support: float
    beyond: tuple[float, float]
    robust: float | None
    split: ReasonCode
    constants: Constants

    @property
    def firm(self) -> bool:
        """Whether enough variants agree."""
        return self.robust is None or self.robust >= self.constants["claims.robust"]

    @property
    def change(self) -> Finding | None:
        """The last dated change of the claimed direction before the text."""
        wanted = WANTED.get(self.claim.says)
        return None if wanted is None else self.last(wanted)

    def last(self, direction: Direction) -> Finding | None:
        """The last dated change of a direction before the text."""
        fitting = [one for one in self.case.changes
                   if one.direction is direction and one.when <= self.claim.last_day]  # fmt: skip
        return max(fitting, key=lambda one: one.when, default=None)


def mixed(code: ReasonCode, reason: str) -> Ruling:
    """A claim on which the data do not speak with one voice."""
    return Ruling(Outcome.MIXED, code, reason)


def mute(code: ReasonCode, reason: str) -> Ruling:
    """A claim that these data cannot test."""
    return Ruling(Outcome.NOT_TESTABLE, code, reason)

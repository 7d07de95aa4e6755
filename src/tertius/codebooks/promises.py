"""Promise codes, the deeds that keep them, the acts that break them, and the days they have.

Source: methods 3.9a. Deeds and breaking acts are those of the promiser toward the same other side. Differences from
that table: the intelligence promise (0314) has no breaking act, because 1214 exists only in the PLOVER converter and
in no event file (trap T2); the aid promises are told apart by kind of aid; ``03`` and ``030`` keep or break by root
with half weight, since GDELT often codes no deeper. Promises not listed (domestic reform) are not scored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tertius.codebooks.patterns import expand
from tertius.codebooks.tables import rows


@dataclass(frozen=True)
class Promise:
    """A promise code: acts that settle it, and how long it may take.

    ``subject`` joins codes into one episode (031 and 0311 are the same promise). ``kept_by_other`` are deeds of the
    other side that show the promise kept: receiving peacekeepers (0861). ``by_triad`` is true when meeting both sides
    keeps it as well, as with mediation. ``weight`` is the share of a kept or broken promise an episode counts for.
    """

    code: str
    subject: str
    kept: frozenset[str]
    kept_by_other: frozenset[str]
    broken: frozenset[str]
    horizon_days: int
    weight: float
    by_triad: bool


def _read(row: dict[str, str]) -> Promise:
    return Promise(
        code=row["promise"],
        subject=row["subject"],
        kept=frozenset(expand(row["kept"])),
        kept_by_other=frozenset(expand(row["kept_by_other"])),
        broken=frozenset(expand(row["broken"])),
        horizon_days=int(row["horizon_days"]),
        weight=float(row["weight"]),
        by_triad=row["triad"] == "yes",
    )


PROMISES: Mapping[str, Promise] = MappingProxyType({row["promise"]: _read(row) for row in rows("promises")})
"""Every scored promise by its CAMEO code."""


def _act_rows() -> tuple[tuple[str, str, str, str], ...]:
    found: list[tuple[str, str, str, str]] = []
    for promise in PROMISES.values():
        for effect, acts in (
            ("keeps", promise.kept),
            ("kept by other", promise.kept_by_other),
            ("breaks", promise.broken),
        ):
            found += [(promise.code, promise.subject, act, effect) for act in sorted(acts)]
    return tuple(found)


PROMISE_TABLE: tuple[tuple[str, ...], tuple[tuple[str, str, str, str], ...]] = (
    ("promise", "subject", "act", "effect"),
    _act_rows(),
)
"""Column names and rows for a join: which act keeps or breaks which promise."""

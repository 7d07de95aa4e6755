"""Appeals, demands and complaints, and what counts as complying with each, engaging, refusing and retaliating.

Source: methods 3.9b and the directives of 3.3. The answer of the addressee within the horizon is the strongest that
occurs in the order *comply, engage, refuse, retaliate*; none of them is *ignore*. What complies depends on the ask
(an appeal for release is met by a release); talks (04x) comply only with a demand to meet, else they engage. An
unspecified concession, apology, forgiveness or admitted responsibility (080, 055, 056, 015) complies with every
ask. Calls on others to meet or settle (026-028) are not asks of the addressee and are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tertius.codebooks.constants import constant
from tertius.codebooks.patterns import expand
from tertius.codebooks.tables import rows

_ALWAYS = expand("080 055 056 015")
_ENGAGE = frozenset(expand("04x 036"))
_REFUSE = frozenset(expand("12x 016"))
_RETALIATE = frozenset(expand("13x 14x 15x 16x 17x"))


@dataclass(frozen=True)
class Ask:
    """An appeal, demand or complaint and the four sets of answers, which have no code in common."""

    code: str
    kind: str
    comply: frozenset[str]
    engage: frozenset[str]
    refuse: frozenset[str]
    retaliate: frozenset[str]
    horizon_days: int

    def outcome(self, code: str) -> str | None:
        """Return ``comply``, ``engage``, ``refuse`` or ``retaliate`` for an act of the addressee, None for others."""
        sets = {"comply": self.comply, "engage": self.engage, "refuse": self.refuse, "retaliate": self.retaliate}
        return next((name for name, codes in sets.items() if code in codes), None)


def _read(row: dict[str, str], horizon: int) -> Ask:
    comply = frozenset((*expand(row["comply"]), *_ALWAYS))
    return Ask(row["ask"], row["kind"], comply, _ENGAGE - comply, _REFUSE, _RETALIATE, horizon)


RESPONSES: Mapping[str, Ask] = MappingProxyType(
    {row["ask"]: _read(row, round(constant("responses.horizon_days"))) for row in rows("responses")}
)
"""Every ask by its CAMEO code."""

RESPONSE_TABLE: tuple[tuple[str, ...], tuple[tuple[str, str, str, str], ...]] = (
    ("ask", "kind", "act", "outcome"),
    tuple(
        (ask.code, ask.kind, act, outcome)
        for ask in RESPONSES.values()
        for outcome, acts in (
            ("comply", ask.comply),
            ("engage", ask.engage),
            ("refuse", ask.refuse),
            ("retaliate", ask.retaliate),
        )
        for act in sorted(acts)
    ),
)
"""Column names and rows for a join: how an act answers an ask."""

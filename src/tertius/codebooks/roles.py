"""What makes a trigger, a deed, a directive, a milestone, an appeal: CAMEO codes behind the roles of third parties.

Sources: methods 3.2 (guarantor), 3.3 (arbiter), 3.6 (spoiler), 3.8 (venue and reference) and A.3. Differences from
those lists: a signed text (057) is no commitment by itself, because its code does not tell a military text from any
other; a ceasefire counts as a deed of the third party that a data set names in it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from tertius.codebooks.patterns import expand
from tertius.codebooks.responses import RESPONSES

TRIGGERS = frozenset(expand("19x 138x 152 154"))
"""Hostile acts of one side against the other that call on a guarantor: armed force, blockade, threat and readiness."""
CALLS = frozenset(expand("0234 1034 0232 1032"))
"""Calls of the protected side on its guarantor for protection or military aid."""
COMMITMENTS = frozenset(expand("0334 0332 0312 074"))
"""What a guarantor does toward a side that puts a commitment on record: promises, and peacekeepers on the ground."""
DEEDS_PROMISED = frozenset(expand("0332 0334"))
"""Promises of the deeds that help a side that is attacked: military aid and protection."""
FORCE = frozenset(expand("19x"))
"""Armed force."""
PRESENCE = frozenset(expand("0861"))
"""What the protected side does toward its guarantor that shows the same: it receives its peacekeepers."""
DEEDS_FOR = frozenset(expand("072 074 062"))
"""Deeds for the side attacked."""
DEEDS_AGAINST = frozenset(expand("160 161 163 15x 19x"))
"""Deeds against the attacker."""
BROKERED = frozenset(expand("087x"))
"""Acts between the two sides that are a deed of the third party that brought them about ..."""
BROKERS = frozenset({"mediator", "convener", "guarantor", "signatory"})
"""... in one of these parts; a host, witness or observer does not count."""
WORDS = frozenset(expand("111 112x 0256 1056 13x"))
"""Words of a guarantor against the attacker."""
REVERSE_TO_WARD = frozenset(expand("120 121x 122x 1622 1661"))
"""Refusals of the side attacked, and aid or peacekeepers withdrawn from it."""
REVERSE_WITH_FOE = frozenset(expand("05x 06x"))
"""Cooperation with the attacker while a response was due."""

FAVOURS = frozenset(expand("05x 06x 07x"))
"""What favours a side: diplomatic and material cooperation with it, aid to it."""
SLIGHTS = frozenset(expand("11x 12x 13x 14x 15x 16x 17x"))
"""What slights it: disapproval, refusals, threats and pressure, short of force."""

FACILITATION = frozenset(expand("026 027 039 045"))
"""What a third party does toward a side without a claim to be obeyed."""
LEVERAGE = frozenset(expand("131x 163"))
"""Threats without force and sanctions of a third party against a side."""
REFUSALS = frozenset(expand("12x"))
"""A directive refused by its addressee."""
WITHDRAWALS = frozenset(expand("0874"))
"""Acts of compliance that take time and get the longer horizon."""
_ULTIMATUM = frozenset((*expand("08x"), "055", "056", "015"))


def _directives() -> dict[str, frozenset[str]]:
    answered = {code: RESPONSES[code].comply for code in expand("102 104x 105x 106 107")}
    return {**answered, "139": _ULTIMATUM}


DIRECTIVES: Mapping[str, frozenset[str]] = MappingProxyType(_directives())
"""Every directive with the acts that comply with it; an ultimatum (139) is met by any concession."""

MILESTONES = frozenset(expand("057 046 036 037 087x 0841 043 044"))
"""Acts between the two sides that bring a settlement nearer."""
PLAIN_MILESTONES = frozenset(code for code in MILESTONES if not code.startswith("04"))
"""Those that more than the last digit tells from routine: coders take talks (040) for 043, 044 or 046 by the dozen."""
SPOILING = frozenset(expand("113 112x 127 129 125 13x 15x 16x 17x 18x 19x"))
"""Hostile acts of an outsider toward either side (methods 3.6; 13x and 16x hold its 134 to 136 and 163 to 165)."""

GAINS = frozenset(expand("042 05x 06x 07x 08x 0212 0232"))
"""What a third party may gain from a side: its visits, cooperation, aid and concessions, and its asks for arms."""
FIGHTING = frozenset(expand("15x 16x 17x 18x 19x 20x"))
"""Acts between the two sides that are their conflict: posture, relations cut, coercion and force (roots 15 to 20)."""
JOINING = frozenset(expand("026 039 043 045"))
"""What a third party does toward a side to bring the two together: calls for talks, offers, hosting, mediation."""
COOPERATING = frozenset(expand("04x 05x 08x"))
"""Acts between the two sides that are cooperation: talks, texts, concessions."""

APPEALS = frozenset(expand("02x 038 1034 105x 106 107 108"))
"""What the sides address to a third party that is asked: appeals, accepted mediation, and demands on it."""

VENUE_CODES: Mapping[str, str | None] = MappingProxyType(
    {"040": None, "042": "target", "043": "source", "044": None, "045": None, "046": None}
)
"""Meetings that have a venue; the slot names the host where the code does, else the country of the place hosts."""

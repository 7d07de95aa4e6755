"""Rates and mixes of the latent world: every number the generators rest on, in one place.

They are ours, chosen so that a month of an example world looks like a month of a small region; ``docs/simulate.md``
lists them. Rates are per calendar month unless the name says otherwise; mixes are relative weights.
"""

FRIENDLY = {
    "010": 12.0, "020": 6.0, "036": 8.0, "040": 16.0, "041": 4.0, "042": 9.0, "046": 4.0, "050": 4.0, "051": 8.0,
    "057": 3.0, "0311": 2.0, "061": 3.0, "062": 1.5, "071": 2.0, "073": 1.5, "111": 3.0, "112": 1.0, "120": 1.5,
    "130": 0.5, "090": 1.0,
}  # fmt: skip
"""Routine acts between actors that are not of hostile camps."""

COOL = {
    "010": 12.0, "020": 6.0, "036": 4.0, "040": 8.0, "042": 3.0, "046": 2.0, "051": 1.0, "100": 3.0, "111": 9.0,
    "112": 8.0, "120": 4.0, "130": 4.0, "016": 2.0, "163": 1.0, "160": 1.0, "173": 1.5, "152": 0.5,
}  # fmt: skip
"""Routine acts between actors of different camps."""

CAMP_FACTOR = 2.0
"""Routine acts inside a camp, against gravity alone."""
MASS_SPREAD = 0.5
"""Standard deviation of the logarithm of an actor's mass, where masses are drawn."""

ENTER_CONFLICT_PER_DAY = 1 / 400
LEAVE_CONFLICT_PER_DAY = 1 / 60
"""Two-state Markov chain of each hostile dyad: peace lasts 400 days on average, conflict 60."""
PEACE_RATE, CONFLICT_RATE = 0.35, 7.0
"""Material hostile acts of each side of a contested pair in either state."""
WORDS_PEACE, WORDS_CONFLICT = 3.0, 10.0
"""Hostile words of each side of a contested pair in either state."""
CAMP_CONFLICT_PART = 0.15
"""Hostile acts of other dyads across camps, as part of those of a contested pair."""
HOSTILE = {"190": 8.0, "194": 3.0, "193": 3.0, "138": 2.0, "152": 2.0, "196": 2.0}
HOSTILE_WORDS = {"111": 4.0, "112": 4.0, "010": 2.0, "016": 1.0, "120": 1.0, "130": 1.0}

TABLE = {"mediate": 20.0, "offer": 15.0, "accept": 10.0, "call": 8.0, "talks": 35.0, "host": 12.0}
"""What a table day of a third party consists of; the same for every third party, so that any weights keep shares."""
TALK_LAGS = (0.8, 0.12, 0.08)
"""Days between the talks with one side and with the other: none, one, two."""
MILESTONES_PER_YEAR = 6.0
OUTCOMES = {"057": 4.0, "0871": 3.0, "0841": 2.0, "037": 1.0}
OUTCOME_LAG_DAYS = 5
"""Milestones follow a table day by one to this many days."""
GATHERINGS = 8.0
"""Meetings of the world outside the contested pairs, held on the soil of a third party."""

DIRECTIVES = {"106": 3.0, "107": 2.0, "1053": 1.0, "1055": 1.0, "1056": 2.0}
DIRECTIVE_RATE, DIRECTIVE_COMPLY, DIRECTIVE_REFUSE = 0.15, 0.15, 0.3
"""Directives of any third party to either side, and how they are answered."""
ARBITER_RATE = 2.5
"""Directives of an arbiter to each side."""
MATCHED = {"106": "040", "107": "057", "1053": "0841", "1055": "0861", "1056": "0871"}
"""The act that complies with a directive."""

TRIGGER_GAP_DAYS = 7
DEEDS = {"072": 4.0, "074": 2.0, "062": 3.0}
DEEDS_AGAINST = {"163": 2.0, "152": 1.0, "150": 1.0}
DEED_SHARE_FOR = 0.7
"""Share of deeds that go to the protégé; the others go against the aggressor."""
GUARANTOR_WORDS = {"111": 3.0, "112": 2.0, "1056": 2.0}
WORD_SHARE = 0.5
"""Share of triggers without a deed that are answered with a word."""
DEED_DAYS, WORD_DAYS = 30, 14
COMMITMENT_WAIT_DAYS = 180

DENSE = 8.0
"""Acts a month of an ally, patron, player or bystander of strength 1."""
ALLY_ACTS = {"062": 3.0, "064": 1.0, "072": 2.0, "0312": 2.0, "051": 3.0, "052": 1.0, "057": 1.0}
ALLY_AGAINST = {"111": 4.0, "112": 2.0, "163": 1.0, "130": 1.0}
ALLY_AGAINST_PART = 0.25
PATRON_GIVES = {"070": 2.0, "071": 3.0, "072": 3.0, "0331": 2.0, "0332": 1.0}
CLIENT_RETURNS = {"020": 3.0, "0231": 3.0, "051": 2.0, "080": 1.0}
PATRON_PART = 0.6
PLAYER_ACTS = {"061": 2.0, "071": 2.0, "080": 1.0, "130": 2.0, "131": 1.0, "150": 1.0, "163": 2.0, "173": 1.0}
TALK_ONLY = {"010": 5.0, "020": 2.0, "111": 3.0, "013": 1.0, "012": 1.0}
BYSTANDER_TABLE_PART = 0.02
"""A bystander's weight at the table, against its weight while it is none."""

SPOILER_RATE = 1.5
SPOILER_DAYS = 21
SPOILER_ACTS = {"113": 2.0, "112": 2.0, "130": 2.0, "152": 1.0, "164": 1.0, "180": 1.0, "190": 1.0, "163": 1.0}
SUPPORT_RATE = 3.0
SUPPORT = {"072": 3.0, "0332": 2.0, "062": 2.0, "070": 1.0}
TENSION_RATE = 2.0
TENSION = {"111": 2.0, "112": 3.0, "130": 2.0, "160": 1.0}
PROXY_ACTS = {"190": 3.0, "180": 2.0, "183": 2.0, "194": 1.0}
PROXY_DAYS = 30
DENIAL_SHARE = 0.4

PROMISES = {"036": 3.0, "0331": 2.0, "0356": 2.0, "0332": 1.0}
ASKS = {"020": 2.0, "0231": 1.0, "0256": 1.0, "106": 1.0, "111": 2.0}
EPISODE_GAP_DAYS, EPISODE_WAIT_DAYS = 16, 14.0
"""Promises and asks of one role never lie closer than the gap, so that each is an episode of its own."""
ANSWER_DAYS = 12
"""Promises and asks are answered within this many days, before the next one."""

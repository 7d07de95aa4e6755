"""Roles that answer: guarantors, arbiters, keepers and breakers of promises, and those who ignore asks."""

import numpy as np

from tertius.simulate import rates
from tertius.simulate.acts import Acts, Answers, Kind, Outcome, Stage, acts_of, join, no_answers
from tertius.simulate.background import Made, directed, mixed
from tertius.simulate.codes import Ints, among, number_of, numbers
from tertius.simulate.world import Planted, Role

TRIGGERS = among("190 191 192 193 194 195 196 138 152 154")
"""Material hostile acts that call a guarantor (methods 3.2)."""
_KEPT_BY = {"036": "040", "0331": "071", "0356": "0871", "0332": "072"}
_BROKEN_BY = {"036": "125", "0331": "1621", "0356": "190", "0332": "1622"}
_COMPLIED_BY = {"020": "061", "0231": "071", "0256": "0871", "106": "040", "111": "055"}
_HEEDED = np.asarray([Outcome.COMPLY, Outcome.ENGAGE, Outcome.REFUSE], dtype=np.int64)


def trigger_days(stage: Stage, acts: Acts, planted: Planted) -> Ints:
    """First days of trigger episodes against the protégé within the role; acts at most a week apart are one episode."""
    aggressor, ward = stage.number(planted.against), stage.number(planted.toward)
    hit = (acts.source == aggressor) & (acts.target == ward) & acts.coded(TRIGGERS)
    day = np.unique(acts.day[hit])
    first = day[np.diff(day, prepend=-rates.TRIGGER_GAP_DAYS - 1) > rates.TRIGGER_GAP_DAYS]
    start, end = stage.window(planted)
    return np.asarray(first[(first >= start) & (first < end)])


def guarantor(stage: Stage, acts: Acts, planted: Planted) -> Made:
    """Promises of protection now and then; each trigger is answered by a deed, by a word or by silence."""
    actor, ward = stage.number(planted.actor), stage.number(planted.toward)
    aggressor = stage.number(planted.against)
    day = trigger_days(stage, acts, planted)
    size = len(day)
    draw = stage.rng.random(size)
    deed = draw < planted.level
    word = ~deed & (draw < planted.level + (1 - planted.level) * rates.WORD_SHARE)
    lag = np.where(deed, _lags(stage, size, rates.DEED_DAYS), _lags(stage, size, rates.WORD_DAYS))
    outcome = np.where(deed, Outcome.DEED, np.where(word, Outcome.WORD, Outcome.SILENCE))
    helps = deed & (stage.rng.random(size) < rates.DEED_SHARE_FOR)
    chosen = ((helps, ward, rates.DEEDS), (deed & ~helps, aggressor, rates.DEEDS_AGAINST),
              (word, aggressor, rates.GUARANTOR_WORDS))  # fmt: skip
    done = [
        (acts_of((day + lag)[rows], actor, target, mixed(stage, mix, int(rows.sum()))), no_answers())
        for rows, target, mix in chosen
    ]
    vows = stage.spaced_days(rates.COMMITMENT_WAIT_DAYS, rates.COMMITMENT_WAIT_DAYS, stage.window(planted))
    vow = acts_of(vows, actor, ward, stage.pick(numbers("0334 0332"), len(vows)))
    answers = _answers(Kind.TRIGGER, (ward, actor), day, outcome, np.where(deed | word, day + lag, -1))
    return join([(acts_of(day[:0], 0, 0, 0), answers), *done, (vow, no_answers())])


def _lags(stage: Stage, size: int, most: int) -> Ints:
    """Days until an answer: soon, at most ``most``."""
    return np.asarray(np.minimum(1 + stage.rng.geometric(4.0 / most, size), most))


def _answers(kind: Kind, who: tuple[int, int], day: Ints, outcome: Ints, answered: Ints, code: Ints | None = None
             ) -> Answers:  # fmt: skip
    size = len(day)
    codes = np.full(size, -1) if code is None else code
    return Answers(np.full(size, kind), np.full(size, who[0]), np.full(size, who[1]), day, outcome, answered, codes)


def arbiter(stage: Stage, _: Acts, planted: Planted) -> Made:
    """Directives to both sides, each complied with by the planted probability, refused in half of the rest."""
    chances = (planted.level, (1.0 - planted.level) / 2)
    pair, window = planted.pair, stage.window(planted)
    return join([
        directed(stage, stage.number(planted.actor), (stage.number(side), stage.number(other)), chances,
                 stage.poisson_days(rates.ARBITER_RATE, window))
        for side, other in ((pair.a, pair.b), (pair.b, pair.a))
    ])  # fmt: skip


def promiser(stage: Stage, _: Acts, planted: Planted) -> Made:
    """Promises at least 16 days apart, kept or broken within 12 days or left to lapse."""
    keeps = planted.role is Role.PROMISE_KEEPER
    rest = 1.0 - planted.level
    chances = (planted.level, rest / 2) if keeps else (rest / 2, planted.level)
    who = (stage.number(planted.actor), stage.number(planted.toward))
    day = _episode_days(stage, planted)
    kind = _draw(stage, rates.PROMISES, len(day))
    draw = stage.rng.random(len(day))
    kept, broken = draw < chances[0], (draw >= chances[0]) & (draw < sum(chances))
    outcome = np.where(kept, Outcome.KEPT, np.where(broken, Outcome.BROKEN, Outcome.SILENCE))
    code = numbers(" ".join(rates.PROMISES))[kind]
    made = acts_of(day, *who, code, episode=np.arange(len(day)))
    answer = day + stage.rng.integers(1, rates.ANSWER_DAYS + 1, len(day))
    answers = _answers(Kind.PROMISE, who[::-1], day, outcome, np.where(kept | broken, answer, -1), code)
    settled = [
        (acts_of(answer[rows], *who, numbers(" ".join(by[text] for text in rates.PROMISES))[kind[rows]]), no_answers())
        for rows, by in ((kept, _KEPT_BY), (broken, _BROKEN_BY))
    ]
    return join([(made, answers), *settled])


def _episode_days(stage: Stage, planted: Planted) -> Ints:
    return stage.spaced_days(rates.EPISODE_GAP_DAYS, rates.EPISODE_WAIT_DAYS, stage.window(planted))


def _draw(stage: Stage, mix: dict[str, float], size: int) -> Ints:
    return stage.pick(np.arange(len(mix)), size, list(mix.values()))


def ignorer(stage: Stage, _: Acts, planted: Planted) -> Made:
    """Asks of the other side; those not ignored are complied with, talked about or refused, a third each."""
    actor, asker = stage.number(planted.actor), stage.number(planted.toward)
    day = _episode_days(stage, planted)
    size = len(day)
    kind = _draw(stage, rates.ASKS, size)
    code = numbers(" ".join(rates.ASKS))[kind]
    answered = stage.rng.random(size) >= planted.level
    outcome = np.where(answered, stage.pick(_HEEDED, size), Outcome.SILENCE)
    comply = numbers(" ".join(_COMPLIED_BY[text] for text in rates.ASKS))[kind]
    act = np.where(outcome == Outcome.COMPLY, comply,
                   np.where(outcome == Outcome.ENGAGE, number_of("036"), number_of("120")))  # fmt: skip
    when = day + stage.rng.integers(1, rates.ANSWER_DAYS + 1, size)
    answers = _answers(Kind.ASK, (asker, actor), day, outcome, np.where(answered, when, -1), code)
    asks = acts_of(day, asker, actor, code, episode=np.arange(size))
    return join([(asks, answers), (acts_of(when[answered], actor, asker, act[answered]), no_answers())])

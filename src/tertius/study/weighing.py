"""Weigh events: what each story adds to the log-odds of a claim, by leaving it out (methods 7.2 step 8)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tertius.claims import log_odds
from tertius.codebooks.constants import constant
from tertius.model import Engine, Kind, Says, Span, Trial
from tertius.study.asking import months_back
from tertius.study.trials import Question, Run, earlier_reading, nearby, run, without

_LOOKED_AT = 200
"""Events of a list among which stories are told apart."""
_NEAR_DAYS, _FAR_DAYS = 62, 430
"""Days around the windows of a claim that a share, or a measure of answers and quiet spells, can look at."""


def influence(engine: Engine, question: Question, trial: Trial, listed: Sequence[Sequence[str]]) -> dict[str, float]:
    """Log-odds of the claim with the story of each event less those without it.

    Args:
        engine: The study.
        question: The claim and its panels.
        trial: Its primary run.
        listed: Lists of events, each in order of strength; of each the first events of so many stories are weighed.
    """
    trend = question.claim.says in (Says.RISES, Says.FALLS)
    how = Run("weighed", Kind.PRIMARY, question.present, earlier=trend)
    nearest = replace(question, given=nearby(question.given, _reach(question, trial, trend=trend)))
    whole = run(nearest, how, nearest.given, question.named)[question.named[0]]
    base, old = log_odds(question.claim, whole), frozenset(whole.before.evidence if whole.before else ())
    found = {}
    for event, story in _first_of_each(engine, listed).items() if base is not None else ():
        value = log_odds(question.claim, _without_story(nearest, whole, story, earlier=event in old))
        if value is not None and base is not None:
            found[event] = base - value
    return found


def _without_story(question: Question, whole: Trial, story: frozenset[str], *, earlier: bool) -> Trial:
    """The trial without a story; a story of the time before the present changes only what is read of that time."""
    given = without(question.given, story)
    if earlier:
        return replace(whole, before=earlier_reading(question, given))
    how = Run("weighed", Kind.PRIMARY, question.present)
    return replace(run(question, how, given, question.named)[question.named[0]], before=whole.before)


def _first_of_each(engine: Engine, listed: Sequence[Sequence[str]]) -> dict[str, frozenset[str]]:
    """The strongest event of each story, with the story; so many stories a list."""
    most = int(constant("claims.weighed_events"))
    every = stories(engine, tuple(dict.fromkeys(event for events in listed for event in events[:_LOOKED_AT])))
    found: dict[str, frozenset[str]] = {}
    told: set[str] = set()
    for events in listed:
        taken = 0
        for event in events[:_LOOKED_AT]:
            if taken < most and event not in told:
                found[event], taken = every[event], taken + 1
                told |= every[event]
    return found


def _reach(question: Question, trial: Trial, *, trend: bool) -> Span:
    now, margin = question.present, timedelta(days=_FAR_DAYS if None in (trial.even, trial.silent) else _NEAR_DAYS)
    last = now.start - timedelta(days=1)
    first = months_back(last, int(constant("claims.before_months"))).start if trend else now.start
    return Span(first - margin, now.end + margin)


def stories(engine: Engine, events: Sequence[str]) -> dict[str, frozenset[str]]:
    """The story that each event belongs to: what shares its story id, and what is told of its actors on its day."""
    engine.fill("weighed", {"event_id": "VARCHAR"}, [(one,) for one in events])
    rows = engine.rows("""
        WITH mine AS (SELECT * FROM event WHERE event_id IN (SELECT event_id FROM weighed))
        SELECT mine.event_id, other.event_id FROM mine JOIN event AS other
            ON other.dataset = mine.dataset AND other.story_id = mine.story_id
        UNION ALL
        SELECT mine.event_id, other.event_id FROM mine JOIN event AS other
            ON other.dataset = mine.dataset AND other.date = mine.date
            AND ((other.source = mine.source AND other.target = mine.target)
                 OR (other.source = mine.target AND other.target = mine.source))
    """)
    found: dict[str, set[str]] = {event: {event} for event in events}
    for event, other in rows:
        found[str(event)].add(str(other))
    return {event: frozenset(story) for event, story in found.items()}

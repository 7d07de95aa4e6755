"""The state of a watch as a reader sees it: whose share has just changed, before the change can be dated."""

from dataclasses import dataclass

from tertius.codebooks.constants import constant
from tertius.model import Alert, Estimate
from tertius.report import anchors
from tertius.report.evidence import Refs, refs
from tertius.report.page import Page
from tertius.report.wording import between, chance, measure_title, measure_unit, number, short_day


@dataclass(frozen=True)
class Watched:
    """An alert as shown; ``before`` and ``now`` are pairs of value and interval, ``last_alarm`` is empty for none."""

    actor: str
    measure: str
    alarm: bool
    direction: str
    probability: str
    before: tuple[str, str]
    now: tuple[str, str]
    noticed: str
    last_alarm: str
    refs: Refs


def alert_anchor(alert: Alert) -> str:
    """Address of an alert: pair, data set, measure and actor."""
    return anchors.anchor("w", str(alert.pair), alert.dataset, alert.measure, alert.actor)


def watched(page: Page, alert: Alert) -> Watched:
    """Return one alert as shown."""
    unit = measure_unit(alert.measure, page.measures)

    def shown(one: Estimate) -> tuple[str, str]:
        return number(one.value, unit), between(one, unit)

    return Watched(
        page.name(alert.actor),
        measure_title(alert.measure, page.measures),
        alert.raised,
        alert.direction.value if alert.direction else "",
        chance(alert.probability),
        shown(alert.before),
        shown(alert.now),
        chance(alert.noticed),
        short_day(alert.alarms[-1][0]) if alert.alarms else "",
        refs(alert_anchor(alert), alert.evidence, page.events),
    )


def nothing_watched() -> str:
    """What is said where nobody could be watched."""
    return (
        "nobody could be watched, which is no sign of calm: an alert needs more than "
        f"{constant('watch.recent_months'):g} whole months on record before the day asked for, and acts in them "
        "(`tertius explain mediation-watch`)"
    )

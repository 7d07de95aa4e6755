"""Dated gains and losses of a role."""

from dataclasses import dataclass
from datetime import date

from tertius.model import Finding
from tertius.report import anchors
from tertius.report.evidence import Refs, change_words, refs
from tertius.report.page import Page, PairSection
from tertius.report.wording import (
    between,
    between_days,
    chance,
    interval_name,
    long_day,
    measure_title,
    measure_unit,
    number,
    short_day,
)


@dataclass(frozen=True)
class Change:
    """A finding as shown; ``before`` and ``after`` are pairs of value and interval."""

    address: str
    pair: str
    dataset: str
    actor: str
    what: str
    measure: str
    direction: str
    strength: str
    day: date
    when: str
    when_long: str
    interval: str
    level: str
    before: tuple[str, str]
    after: tuple[str, str]
    probability: str
    log_bayes_factor: str
    refs: Refs
    notes: tuple[str, ...]


def change(page: Page, section: PairSection, finding: Finding) -> Change:
    """Return one finding as shown."""
    unit = measure_unit(finding.measure, page.measures)
    home = anchors.finding_anchor(section, finding)
    return Change(
        address=home,
        pair=page.pair_name(section.pair),
        dataset=section.dataset,
        actor=page.name(finding.actor),
        what=change_words(finding, page),
        measure=measure_title(finding.measure, page.measures),
        direction=finding.direction.value,
        strength=finding.strength.value,
        day=finding.when,
        when=short_day(finding.when),
        when_long=long_day(finding.when),
        interval=between_days(finding.interval),
        level=interval_name(finding.before.level),
        before=(number(finding.before.value, unit), between(finding.before, unit)),
        after=(number(finding.after.value, unit), between(finding.after, unit)),
        probability=chance(finding.probability),
        log_bayes_factor=number(finding.log_bayes_factor),
        refs=refs(home, finding.evidence, page.events),
        notes=finding.notes,
    )


def changes(page: Page, section: PairSection) -> tuple[Change, ...]:
    """Return the findings of a section in order of date."""
    ordered = sorted(section.findings, key=lambda finding: (finding.when, finding.actor, finding.measure))
    return tuple(change(page, section, finding) for finding in ordered)

"""Pages for tests. Events follow the public record; every number is invented, and the titles say so."""

import math
from dataclasses import replace
from datetime import date, timedelta

from tertius.model import (
    Actor,
    ActorKind,
    Alert,
    Arena,
    Check,
    Claim,
    ClaimType,
    Direction,
    Dyad,
    Estimate,
    Finding,
    Measure,
    Outcome,
    Reading,
    Says,
    Series,
    Span,
    Standing,
    Strength,
    Verdict,
    month_start,
)
from tertius.report import ConstantLine, EventLine, Link, LoadLine, Page, PairSection

ARM_AZE, GEO_RUS, ARM_TUR = Dyad.of("ARM", "AZE"), Dyad.of("GEO", "RUS"), Dyad.of("ARM", "TUR")
MADE_ON = date(2025, 8, 31)
PERIOD = Span(date(2024, 9, 1), date(2025, 9, 1))
NAMES = {
    "ARM": "Armenia",
    "AZE": "Azerbaijan",
    "GEO": "Georgia",
    "RUS": "Russia",
    "USA": "United States",
    "TUR": "Turkey",
    "IRN": "Iran",
    "FRA": "France",
    "EU": "European Union",
    "OSCE": "Organization for Security and Co-operation in Europe",
    "CHE": "Switzerland",
}


def arena() -> Arena:
    kinds = {"EU": ActorKind.BODY, "OSCE": ActorKind.BODY}
    return Arena(
        name="south-caucasus",
        title="South Caucasus",
        note="Specimen page: the events are on the public record, the numbers are invented to show the layout.",
        states=("ARM", "AZE", "GEO"),
        pairs=(ARM_AZE, GEO_RUS, ARM_TUR),
        third_parties=("RUS", "USA", "FRA", "EU", "TUR", "IRN", "OSCE", "CHE"),
        actors=tuple(Actor(key, kinds.get(key, ActorKind.STATE), name) for key, name in NAMES.items()),
        formats=(),
        places=(),
        blocs=(),
    )


def estimate(value: float, half: float = 0.1, n: float = 15.9, low: float | None = None) -> Estimate:
    return Estimate(value, max(0.0, value - half) if low is None else low, min(1.0, value + half), n)


def reading(
    actor: str = "RUS",
    measure: str = "mediation",
    value: float | None = 0.5,
    standing: Standing = Standing.MEASURED,
    **fields: object,
) -> Reading:
    shown = standing in (Standing.MEASURED, Standing.PRIOR_DOMINATED)
    base = Reading(
        measure,
        actor,
        ARM_AZE,
        PERIOD,
        "chronicle",
        standing,
        estimate(value or 0.0) if shown else None,
        "" if shown else "no table",
    )
    return replace(base, **fields)


def finding(**fields: object) -> Finding:
    base = Finding(
        measure="mediation",
        actor="RUS",
        pair=ARM_AZE,
        dataset="chronicle",
        direction=Direction.LOSS,
        strength=Strength.CONFIRMED,
        when=date(2022, 3, 14),
        interval=Span(date(2021, 12, 6), date(2022, 9, 19)),
        probability=0.987,
        log_bayes_factor=6.14,
        before=estimate(0.58, 0.14, 41.2),
        after=estimate(0.13, 0.09, 22.8),
        evidence=("chronicle:2022-10-06", "chronicle:2021-11-26", "chronicle:2021-12-14", "chronicle:2020-11-09"),
    )
    return replace(base, **fields)


def alert(**fields: object) -> Alert:
    base = Alert(
        measure="mediation",
        actor="RUS",
        pair=ARM_AZE,
        dataset="chronicle",
        recent=Span(date(2022, 1, 1), date(2023, 1, 1)),
        probability=0.912,
        raised=True,
        direction=Direction.LOSS,
        before=estimate(0.58, 0.14, 41.2),
        now=estimate(0.13, 0.09, 22.8),
        noticed=0.61,
        alarms=((date(2009, 4, 30), Direction.GAIN), (date(2022, 12, 31), Direction.LOSS)),
        evidence=("chronicle:2022-10-06", "chronicle:2021-11-26"),
    )
    return replace(base, **fields)


def claim(claim_id: str = "2", **fields: object) -> Claim:
    base = Claim(
        claim_id=claim_id,
        text="Russia has lost the role of mediator between Armenia and Azerbaijan for good",
        type=ClaimType.ROLE,
        arena="south-caucasus",
        pair=ARM_AZE,
        actor="RUS",
        measure="mediation",
        says=Says.LOST,
        made_on=date(2025, 7, 21),
        quantifier="definitive",
        source="https://example.org/op-ed",
    )
    return replace(base, **fields)


def verdict(claim_: Claim | None = None, **fields: object) -> Verdict:
    base = Verdict(
        claim=claim_ or claim(),
        outcome=Outcome.MIXED,
        reason=(
            "A loss is dated and lasted, but the word for good asks for a share below a tenth of the former level "
            "during twelve months, and the upper bound stands above it."
        ),
        as_of=MADE_ON,
        support=0.71,
        mirror=0.04,
        robust=0.67,
        checks=(
            Check("pooled, half-life 12 months", 0.71, "primary specification", estimate(0.12, 0.09, 20.1)),
            Check("without state publishers of either side", 0.64, "leaves 61 % of the events", estimate(0.15, 0.1)),
            Check("second data set", 0.83, "icews, until its last day"),
            Check("placebo: other pairs of the region", 0.05, "fires once in twenty series"),
        ),
        evidence_for=("chronicle:2025-08-08", "chronicle:2025-07-10", "chronicle:2022-10-06", "chronicle:2023-07-15"),
        evidence_against=("chronicle:2022-10-31", "chronicle:2023-05-25", "chronicle:2020-11-09"),
        notes=("Back-channel contacts are not in the data.",),
        readings={"share_before": estimate(0.58, 0.14, 41.2), "share_now": estimate(0.12, 0.09, 20.1)},
    )
    return replace(base, **fields)


_RECORD = (
    (
        "2009-10-10",
        "ARM",
        "TUR",
        "057",
        "Sign formal agreement",
        "Zurich",
        "CHE",
        "Switzerland (mediator, host)",
        "minister",
    ),
    ("2008-08-12", "FRA", "RUS", "045", "Mediate", "Moscow", "RUS", "France (mediator), European Union", "head"),
    ("2010-11-01", "ARM", "AZE", "046", "Engage in negotiation", "Astrakhan", "RUS", "Russia (mediator, host)", "head"),
    ("2011-06-24", "ARM", "AZE", "046", "Engage in negotiation", "Kazan", "RUS", "Russia (mediator, host)", "head"),
    ("2014-08-10", "ARM", "AZE", "046", "Engage in negotiation", "Sochi", "RUS", "Russia (mediator, host)", "head"),
    ("2014-10-27", "ARM", "AZE", "046", "Engage in negotiation", "Paris", "FRA", "France (mediator, host)", "head"),
    (
        "2016-04-05",
        "ARM",
        "AZE",
        "0871",
        "Declare truce, ceasefire",
        "Moscow",
        "RUS",
        "Russia (mediator, host)",
        "technical",
    ),
    (
        "2016-05-16",
        "ARM",
        "AZE",
        "046",
        "Engage in negotiation",
        "Vienna",
        "AUT",
        "Russia, United States, France (mediators)",
        "head",
    ),
    (
        "2016-06-20",
        "ARM",
        "AZE",
        "046",
        "Engage in negotiation",
        "St Petersburg",
        "RUS",
        "Russia (mediator, host)",
        "head",
    ),
    (
        "2020-10-10",
        "ARM",
        "AZE",
        "0871",
        "Declare truce, ceasefire",
        "Moscow",
        "RUS",
        "Russia (mediator, host)",
        "minister",
    ),
    ("2020-10-17", "ARM", "AZE", "0871", "Declare truce, ceasefire", None, None, "France (mediator)", "minister"),
    (
        "2020-10-25",
        "ARM",
        "AZE",
        "0871",
        "Declare truce, ceasefire",
        "Washington",
        "USA",
        "United States (mediator, host)",
        "minister",
    ),
    ("2020-11-09", "ARM", "AZE", "057", "Sign formal agreement", None, None, "Russia (mediator, guarantor)", "head"),
    ("2021-01-11", "ARM", "AZE", "046", "Engage in negotiation", "Moscow", "RUS", "Russia (mediator, host)", "head"),
    ("2021-11-26", "ARM", "AZE", "046", "Engage in negotiation", "Sochi", "RUS", "Russia (mediator, host)", "head"),
    (
        "2021-12-14",
        "ARM",
        "AZE",
        "046",
        "Engage in negotiation",
        "Brussels",
        "BEL",
        "European Union (mediator, host)",
        "head",
    ),
    (
        "2022-04-06",
        "ARM",
        "AZE",
        "046",
        "Engage in negotiation",
        "Brussels",
        "BEL",
        "European Union (mediator, host)",
        "head",
    ),
    (
        "2022-10-06",
        "ARM",
        "AZE",
        "046",
        "Engage in negotiation",
        "Prague",
        "CZE",
        "France, European Union (mediators)",
        "head",
    ),
    ("2022-10-31", "ARM", "AZE", "046", "Engage in negotiation", "Sochi", "RUS", "Russia (mediator, host)", "head"),
    (
        "2023-05-01",
        "ARM",
        "AZE",
        "046",
        "Engage in negotiation",
        "Arlington",
        "USA",
        "United States (mediator, host)",
        "minister",
    ),
    ("2023-05-25", "ARM", "AZE", "046", "Engage in negotiation", "Moscow", "RUS", "Russia (mediator, host)", "head"),
    (
        "2023-07-15",
        "ARM",
        "AZE",
        "046",
        "Engage in negotiation",
        "Brussels",
        "BEL",
        "European Union (mediator, host)",
        "head",
    ),
    ("2024-06-12", "RUS", "AZE", "1661", "Withdraw peacekeepers", None, "AZE", "", None),
    (
        "2025-07-10",
        "ARM",
        "AZE",
        "046",
        "Engage in negotiation",
        "Abu Dhabi",
        "ARE",
        "United Arab Emirates (host)",
        "head",
    ),
    (
        "2025-08-08",
        "ARM",
        "AZE",
        "057",
        "Sign formal agreement",
        "Washington",
        "USA",
        "United States (mediator, host)",
        "head",
    ),
)


def event(event_id: str = "chronicle:2025-08-08", **fields: object) -> EventLine:
    return replace(
        EventLine(event_id, date(2025, 8, 8), "day", "ARM", "AZE", "057", "Sign formal agreement", "Washington", "USA"),
        **fields,
    )


def events() -> dict[str, EventLine]:
    found = {}
    for day, source, target, code, name, place, country, thirds, level in _RECORD:
        links = (
            Link(f"Report of {day}", f"https://news.example.org/{day}", "Example News Agency", "FRA"),
            Link(
                "Statement of the ministry", f"https://ministry.example.net/{day}?lang=en", "Foreign ministry", source
            ),
        )
        event_id = f"chronicle:{day}"
        found[event_id] = EventLine(
            event_id=event_id,
            date=date.fromisoformat(day),
            precision="day",
            source=source,
            target=target,
            code=code,
            code_name=name,
            place=place,
            place_country=country,
            third_parties=thirds,
            level=level,
            summary=f"{NAMES[source]} and {NAMES[target]}: {name.lower()}{f' in {place}' if place else ''}.",
            links=links[: 1 + (code == "046")],
            dataset="chronicle",
            confidence="high",
        )
    return found


def _silent(_inputs: object, _request: object) -> list[Reading]:
    return []


def measure(name: str, title: str, question: str, unit: str = "share") -> Measure:
    return Measure(
        name=name,
        title=title,
        question=question,
        unit=unit,
        formula="share of credited days among candidates",
        reference="methods 3.1",
        limits="mediation out of public sight",
        needs=(),
        constants=(),
        compute=_silent,
    )


MEASURES = (
    measure("mediation", "Mediation share", "Who sits at the table?"),
    measure("acceptance", "Acceptance", "Do the two accept the offer?", "probability"),
    measure("visibility", "Visibility", "How much of the acting is theirs?"),
    measure("agency", "Player or bystander", "Do they act or comment?"),
    measure("convening", "Convening share", "Where do the two meet?"),
    measure("trust", "Promises kept", "Are promises kept?", "probability"),
)


def _curve(day: date, turn: date, before: float, after: float, wobble: float) -> float:
    share = 1 / (1 + math.exp(-(day - turn).days / 160))
    return min(0.97, max(0.01, before + (after - before) * share + wobble * math.sin(day.toordinal() / 140)))


def series(actor: str, turn: str, before: float, after: float, since: int = 2014, until: int = 2025) -> Series:
    days = tuple(month_start(index) - timedelta(days=1) for index in range(since * 12 + 1, until * 12 + 8))
    found: list[Estimate | None] = []
    for day in days:
        value = _curve(day, date.fromisoformat(turn), before, after, 0.035)
        half = 0.06 + 0.22 * math.sqrt(value * (1 - value)) * (1.3 if day.year < 2016 else 0.8)
        gap = date(2018, 3, 1) < day < date(2018, 11, 1)
        found.append(None if gap else estimate(value, half, 18.0))
    return Series("mediation", actor, ARM_AZE, "chronicle", days, tuple(found))


def _matrix_readings() -> tuple[Reading, ...]:
    ids = tuple(reversed(tuple(events())))
    shares = {
        "USA": (0.46, 0.19, 9),
        "EU": (0.17, 0.12, 7),
        "RUS": (0.12, 0.09, 8),
        "FRA": (0.08, 0.075, 4),
        "TUR": (0.06, 0.055, 2),
    }
    found = [
        reading(actor, estimate=estimate(value, half, 17.2), evidence=ids[place : place + count], detectable=0.14)
        for place, (actor, (value, half, count)) in enumerate(shares.items())
    ]
    found += [
        reading(
            "IRN", value=0.04, standing=Standing.PRIOR_DOMINATED, estimate=estimate(0.04, 0.04, 1.3), evidence=ids[:1]
        ),
        reading("OSCE", standing=Standing.UNDEFINED, reason="the format was closed in the period"),
        reading("CHE", standing=Standing.NOT_COVERED, reason="the chronicle does not follow this actor"),
    ]
    for name, values in {
        "acceptance": {"USA": 0.91, "EU": 0.72, "RUS": 0.44, "FRA": 0.35},
        "visibility": {"USA": 0.31, "EU": 0.14, "RUS": 0.38, "FRA": 0.12, "TUR": 0.21, "IRN": 0.07},
        "agency": {"USA": 0.29, "EU": 0.11, "RUS": 0.41, "FRA": 0.05, "TUR": 0.24, "IRN": 0.08, "CHE": 0.002},
        "convening": {"USA": 0.34, "EU": 0.22, "RUS": 0.2, "FRA": 0.04, "TUR": 0.03},
    }.items():
        for place, (actor, value) in enumerate(values.items()):
            weak = value < 0.06
            found.append(
                reading(
                    actor,
                    name,
                    value,
                    Standing.PRIOR_DOMINATED if weak else Standing.MEASURED,
                    estimate=estimate(value, 0.05 if weak else 0.11, 2.4 if weak else 14.5),
                    state=("bystander" if weak else "player" if value > 0.2 else "marginal")
                    if name == "agency"
                    else None,
                    evidence=ids[place : place + 5],
                    parts={"even_handedness": estimate(0.81, 0.1), "talk_ratio": 0.42} if name == "agency" else {},
                )
            )
    found.append(reading("OSCE", "convening", standing=Standing.UNDEFINED, reason="no meeting had it as host"))
    found.append(reading("CHE", "convening", standing=Standing.NOT_COVERED, reason="not followed"))
    found.append(reading("ARM", "trust", 0.55, evidence=ids[3:7]))
    found.append(reading("AZE", "trust", 0.48, evidence=ids[4:9]))
    earlier = Span(date(2019, 9, 1), date(2020, 9, 1))
    found.append(reading("RUS", estimate=estimate(0.58, 0.14), period=earlier, evidence=ids[12:16]))
    return tuple(found)


def sections() -> tuple[PairSection, ...]:
    first = PairSection(
        pair=ARM_AZE,
        dataset="chronicle",
        coverage=(Span(date(2015, 1, 1), date(2025, 9, 1)),),
        readings=_matrix_readings(),
        series=(
            series("RUS", "2022-03-14", 0.6, 0.12),
            series("USA", "2024-09-01", 0.09, 0.46),
            series("EU", "2022-01-10", 0.03, 0.22),
            series("FRA", "2021-02-01", 0.18, 0.08),
            series("TUR", "2023-01-01", 0.03, 0.06),
            series("IRN", "2023-01-01", 0.02, 0.04),
        ),
        findings=(
            finding(),
            finding(
                actor="EU",
                direction=Direction.GAIN,
                strength=Strength.INDICATED,
                when=date(2022, 1, 24),
                interval=Span(date(2021, 11, 1), date(2022, 6, 6)),
                before=estimate(0.03, 0.03),
                after=estimate(0.21, 0.11),
                probability=0.91,
                log_bayes_factor=2.2,
            ),
            finding(
                actor="USA",
                direction=Direction.GAIN,
                when=date(2025, 3, 17),
                interval=Span(date(2024, 11, 4), date(2025, 8, 11)),
                before=estimate(0.1, 0.06),
                after=estimate(0.45, 0.2),
                evidence=("chronicle:2025-08-08", "chronicle:2023-05-01"),
                notes=("Twelve months have not passed: so far.",),
            ),
        ),
        notes=("Co-chairs of a format share the credit of its meetings equally.",),
    )
    weak = tuple(
        replace(item, pair=ARM_AZE, dataset="icews", evidence=())
        for item in (
            reading("RUS", value=0.44, standing=Standing.PRIOR_DOMINATED),
            reading("FRA", value=0.2, standing=Standing.PRIOR_DOMINATED),
        )
    )
    icews = PairSection(ARM_AZE, "icews", (Span(date(2018, 1, 1), date(2018, 11, 1)),), weak)
    silent = PairSection(
        GEO_RUS,
        "chronicle",
        (Span(date(2008, 8, 1), date(2025, 9, 1)),),
        tuple(
            reading(
                actor,
                standing=Standing.UNDEFINED,
                pair=GEO_RUS,
                reason="no mediated contact between the two in the period",
            )
            for actor in ("EU", "CHE", "USA")
        ),
    )
    settled = PairSection(
        ARM_TUR,
        "chronicle",
        (Span(date(2008, 8, 1), date(2013, 1, 1)), Span(date(2015, 1, 1), date(2025, 9, 1))),
        (
            reading("CHE", value=0.7, pair=ARM_TUR, estimate=estimate(0.7, 0.15), evidence=("chronicle:2009-10-10",)),
            reading(
                "USA",
                value=0.2,
                pair=ARM_TUR,
                estimate=estimate(0.2, 0.12),
                evidence=("chronicle:2009-10-10", "chronicle:gone"),
            ),
        ),
    )
    return first, icews, silent, settled


def verdicts() -> tuple[Verdict, ...]:
    return (
        verdict(),
        verdict(
            claim(
                "3",
                text="The United States is becoming a visible part of the region",
                type=ClaimType.TREND,
                actor="USA",
                says=Says.RISES,
                quantifier="",
            ),
            outcome=Outcome.SUPPORTED,
            reason="Share and visibility rise, and the rise is not one summit alone.",
            support=0.968,
            mirror=0.003,
            robust=0.92,
        ),
        verdict(
            claim(
                "4",
                text="Rules of the region are set at forums in Khankendi more than anywhere else",
                type=ClaimType.COMPARISON,
                actor="AZE",
                other="USA",
                measure="convening",
                says=Says.MORE_THAN,
                quantifier="",
            ),
            outcome=Outcome.CONTRADICTED,
            reason="Washington and Abu Dhabi each hosted more of the meetings of the two.",
            support=0.02,
            mirror=0.96,
            robust=0.88,
            evidence_for=(),
        ),
        verdict(
            claim(
                "5",
                text="Russia did not behave like a neighbour",
                type=ClaimType.NORMATIVE,
                measure=None,
                says=Says.NONE,
                quantifier="",
                why_not="It is a judgement of value. The nearest measurable part, promises kept, stands in the matrix.",
                source="Speech, Khankendi",
            ),
            outcome=Outcome.NOT_TESTABLE,
            reason="The claim judges; it does not describe.",
            support=None,
            mirror=None,
            robust=None,
            checks=(),
            evidence_for=(),
            evidence_against=(),
            readings={},
        ),
        verdict(
            claim(
                "6",
                text="The formula of allied relations between Russia and Azerbaijan no longer exists",
                quantifier="",
            ),
            reason="Relations fell and then partly recovered; the components disagree.",
            support=0.55,
            mirror=0.31,
            robust=0.5,
        ),
    )


def page(**fields: object) -> Page:
    base = Page(
        title="Who stands between whom in the South Caucasus: a specimen",
        arena=arena(),
        sections=sections(),
        verdicts=verdicts(),
        events=events(),
        doctor=(
            LoadLine(
                "chronicle",
                "south-caucasus.yaml",
                412,
                409,
                3,
                date(2008, 8, 1),
                date(2025, 9, 1),
                0.012,
                "The Tertius developers 2025, chronicle of the South Caucasus",
            ),
            LoadLine(
                "icews",
                "events.2018.sample.tab",
                468558,
                461020,
                7538,
                date(2018, 1, 1),
                date(2018, 11, 1),
                0.144,
                "Boschee et al. 2015, ICEWS Coded Event Data, Harvard Dataverse",
            ),
        ),
        constants=(
            ConstantLine(
                "half_life_mediation",
                12,
                "months",
                "age at which an event counts half",
                "chosen; grid of 6 to 24 in the sensitivity run",
            ),
            ConstantLine("n_min", 5, "effective days", "below this a reading is prior-dominated", "methods, section 3"),
            ConstantLine(
                "odds_change", 0.693, "log odds", "least change of a role that is stated", "methods, section 4.1"
            ),
        ),
        made_on=MADE_ON,
        versions={"tertius": "0.1.0", "study file": "sha256 3f9a1c", "chronicle": "2025-09-01"},
        cite=(
            "@misc{tertius_chronicle,\n  title = {Chronicle of the South Caucasus},\n  year = {2025}\n}",
            "Boschee, E. et al. (2015). ICEWS Coded Event Data. Harvard Dataverse.",
        ),
        limits=(
            "Only public acts are seen: a channel nobody reports is not in any data set.",
            "The chronicle is written by hand from open sources and follows eight third parties.",
            "Fewer than twelve months have passed since the last change, so nothing here is called final.",
        ),
        measures=MEASURES,
    )
    return replace(base, **fields)

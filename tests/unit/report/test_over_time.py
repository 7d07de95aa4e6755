import itertools
from dataclasses import replace
from datetime import date

import pytest

from tertius.model import Estimate, Series, Span
from tertius.report import render
from tertius.report.plot import Frame, Line, Mark, Scene, draw, runs, spread
from tertius.report.scales import Days, Scale, chart_domain, domain, value_ticks
from tertius.report.timeline import LEADERS, figures

FRAME = Frame(400, 200, left=40, right=60, top=10, bottom=30, x_ticks=6, y_ticks=6)
SHOWN = Span(date(2020, 1, 1), date(2020, 6, 2))
DAYS = tuple(date(2020, month, 1) for month in range(1, 7))


def line(*values: float | None, style: int = 0) -> Line:
    estimates = [None if value is None else Estimate(value, value - 0.1, value + 0.1, 9) for value in values]
    return Line(style, "A", "", DAYS[: len(values)], tuple(estimates))


def scene(*lines: Line, marks=(), coverage=(SHOWN,)) -> Scene:
    return Scene(lines, marks, SHOWN, (0.0, 1.0), "share", coverage)


def test_nothing_is_drawn_across_an_unknown_day():
    chart = draw(scene(line(0.5, 0.6, None, 0.4, 0.5, 0.6)), FRAME)
    (trace,) = chart.traces
    assert len(trace.runs) == len(trace.bands) == 2
    assert not trace.dots


def test_a_day_known_alone_is_a_dot():
    (trace,) = draw(scene(line(0.5, None, 0.4, 0.5)), FRAME).traces
    assert len(trace.dots) == len(trace.runs) == 1


def test_lines_stay_inside_the_plot_and_larger_is_higher():
    chart = draw(scene(line(0.2, 0.9)), FRAME)
    points = [tuple(map(float, point.split())) for point in chart.traces[0].runs[0].removeprefix("M").split("L")]
    assert points[0][0] == chart.left
    assert chart.bottom > points[0][1] > points[1][1] > chart.top
    assert all(chart.left <= x <= chart.right for x, _ in points)


def test_a_band_runs_there_and_back():
    band = draw(scene(line(0.2, 0.9)), FRAME).traces[0].bands[0]
    assert band.endswith("Z")
    assert band.count("L") == 3


def test_days_outside_coverage_are_shaded_and_no_others():
    spans = (Span(date(2020, 2, 1), date(2020, 3, 1)), Span(date(2020, 4, 1), date(2030, 1, 1)))
    chart = draw(scene(line(0.5, 0.5), coverage=spans), FRAME)
    assert len(chart.voids) == 2
    assert chart.voids[0][0] == chart.left
    assert not draw(scene(line(0.5, 0.5)), FRAME).voids


def test_a_change_has_a_lane_of_its_own_and_its_interval_around_its_day():
    mark = Mark(0, "A", "A: loss", "loss", "confirmed", date(2020, 3, 1), Span(date(2020, 2, 1), date(2020, 4, 1)))
    bare = draw(scene(line(0.5, 0.5)), FRAME)
    chart = draw(scene(line(0.5, 0.5), marks=(mark, replace(mark, label="later"))), FRAME)
    first, second = chart.marks
    assert chart.height > bare.height
    assert bare.height < first.y < second.y < chart.height
    assert first.start < first.x < first.start + first.length


def test_words_of_a_late_change_stand_to_its_left():
    late = Mark(0, "A", "", "gain", "indicated", date(2020, 5, 20), Span(date(2020, 5, 1), date(2020, 6, 1)))
    early = replace(late, when=date(2020, 1, 10), interval=Span(date(2020, 1, 2), date(2020, 1, 20)))
    placed = draw(scene(line(0.5, 0.5), marks=(early, late)), FRAME).marks
    assert [mark.text_left for mark in placed] == [False, True]
    assert placed[1].text_x < placed[1].start


def test_names_at_the_ends_of_lines_do_not_run_into_each_other():
    labels = draw(scene(*(line(0.5, 0.5 + 0.001 * style, style=style) for style in range(5))), FRAME).labels
    heights = sorted(label.y for label in labels)
    assert min(after - before for before, after in itertools.pairwise(heights)) >= 16.9


def test_spread_keeps_order_and_bounds():
    moved = spread([50.0, 50.0, 49.0, 5.0], 10.0, 0.0, 60.0)
    assert sorted(range(4), key=moved.__getitem__) == [3, 2, 0, 1]
    assert max(moved) <= 60.0


def test_runs_of_a_line_never_known_are_none():
    assert runs(line(None, None)) == []


@pytest.mark.parametrize(
    ("first", "last", "most", "labels"),
    [
        (date(2015, 1, 1), date(2025, 6, 1), 6, ["2016", "2018", "2020", "2022", "2024"]),
        (date(2015, 1, 2), date(2025, 6, 1), 12, [str(year) for year in range(2016, 2026)]),
        (date(2024, 11, 15), date(2025, 3, 2), 6, ["Dec 2024", "Jan 2025", "Feb 2025", "Mar 2025"]),
        (date(1946, 1, 1), date(2024, 1, 1), 5, ["1960", "1980", "2000", "2020"]),
    ],
)
def test_ticks_of_days_are_round_and_few(first, last, most, labels):
    ticks = Days(first, last, 0, 100).ticks(most)
    assert [words.replace("\u00a0", " ") for _, words in ticks] == labels
    assert all(0 <= place <= 100 for place, _ in ticks)


def test_a_first_day_that_is_round_has_a_tick():
    assert Days(date(2020, 1, 1), date(2024, 1, 1), 0, 100).ticks(6)[0] == (0, "2020")


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 0.03), (-2, 5), (0, 12345), (-1e-6, 1e-6)])
def test_ticks_of_values_are_round_few_and_inside(low, high):
    ticks = value_ticks(low, high, 6)
    assert 2 <= len(ticks) <= 6
    assert low - 1e-12 <= ticks[0] < ticks[-1] <= high + 1e-9


def test_shares_are_drawn_from_nought_to_one_and_other_units_from_zero():
    known = [Estimate(3.0, 2.0, 4.0, 9)]
    assert domain(known, "share of the mediation table, 0 to 1") == (0.0, 1.0)
    assert domain(known, "days") == (0.0, 4.0)
    assert domain([], "days") == (0.0, 1.0)


def test_a_scale_holds_values_at_its_ends():
    assert [Scale(0, 1, 10, 20)(value) for value in (-5, 0.5, 7)] == [10, 15, 20]


def test_the_leaders_are_those_with_the_highest_last_or_average_value(make):
    (figure,) = figures(make.page(), make.sections()[0])
    assert [panel.name for panel in figure.panels] == ["Russia", "United States", "European Union", "France", "Turkey"]
    assert len(figure.panels) == LEADERS
    assert list(figure.names) == [panel.name for panel in figure.panels]


def test_every_day_on_which_anything_is_known_is_in_the_table_and_the_unknown_is_a_word(make):
    section = make.sections()[0]
    (figure,) = figures(
        make.page(), replace(section, series=(*section.series[:2], make.series("EU", "2022-01-10", 0.9, 0.9, 2020)))
    )
    days = {day: cells for day, _, cells in figure.table}
    assert len(days) == 139 - 8
    assert date(2018, 5, 31) not in days
    assert dict(zip(figure.names, days[date(2014, 1, 31)], strict=True))["European Union"] == "unknown"
    assert dict(zip(figure.names, days[date(2014, 1, 31)], strict=True))["Russia"].endswith(")")


def test_a_peak_long_ago_does_not_lead(make):
    once = make.series("IRN", "1990-01-01", 0.0, 0.02)
    estimates = (make.estimate(0.9), *once.estimates[1:])
    section = replace(
        make.sections()[0], series=(replace(once, estimates=estimates), make.series("FRA", "2021-02-01", 0.2, 0.2))
    )
    (figure,) = figures(make.page(), section)
    assert [panel.name for panel in figure.panels] == ["France", "Iran"]


def test_a_chart_of_shares_reaches_to_the_quarter_above_its_highest_interval():
    assert chart_domain([Estimate(0.3, 0.1, 0.55, 9)], "share") == (0.0, 0.75)
    assert chart_domain([Estimate(0.01, 0.0, 0.02, 9)], "share") == (0.0, 0.25)
    assert chart_domain([Estimate(0.9, 0.8, 1.0, 9)], "share") == (0.0, 1.0)
    assert chart_domain([Estimate(9, 8, 10, 9)], "days") == (0.0, 10)


def test_the_description_tells_ends_and_changes(make):
    (figure,) = figures(make.page(), make.sections()[0])
    words = figure.description.replace("\u00a0", " ")
    assert "Russia 9 % (0–20 %)" in words
    assert "Russia, loss of mediation share, 14 Mar 2022 (6 Dec 2021 to 18 Sep 2022)" in words


def test_dash_patterns_differ_from_line_to_line(html):
    sheet = html.split("<style>")[1].split("</style>")[0]
    rules = [rule for rule in sheet.replace("\n", " ").split("}") if ".run.t" in rule]
    dashes = [rule.split("stroke-dasharray:")[1].split(";")[0].strip() for rule in rules if "stroke-dasharray" in rule]
    assert len(rules) == LEADERS
    assert len(set(dashes)) == LEADERS - 1


def test_panels_lead_to_the_events_of_the_latest_reading(tree):
    (figure,) = tree.all("figure")
    links = [node.attrs["href"] for node in figure.with_class("panels")[0].all("a")]
    assert "#basis/r/ARM-AZE/chronicle/mediation/RUS/2024-09-01..2025-08-31" in links


def test_a_long_name_gives_way_to_its_id_beside_the_chart(make, read):
    section = make.sections()[0]
    page = make.page(sections=(replace(section, series=(make.series("OSCE", "2020-01-01", 0.2, 0.4),), findings=()),))
    (figure,) = read(render(page)).all("figure")
    assert figure.with_class("name")[0].text.startswith("OSCE")
    assert "Organization for Security" in figure.with_class("panel-name")[0].text


def test_a_series_never_known_makes_no_figure(make):
    silent = Series("mediation", "RUS", make.ARM_AZE, "chronicle", (date(2020, 1, 31),), (None,))
    assert figures(make.page(), replace(make.sections()[0], series=(silent,))) == ()

"""The SQL of a panel, or a query, printed for another engine; nothing is run."""

from collections.abc import Callable

import pytest
from click.testing import Result

Call = Callable[..., Result]


def test_a_panel_is_printed_as_a_script_that_ends_by_showing_it(call: Call) -> None:
    text = call("sql", "--dialect", "bigquery", "triad_evidence").stdout
    assert "gdelt-bq.gdeltv2.events" in text
    assert text.strip().endswith("SELECT * FROM triad_evidence;")
    made = [line.split()[3] for line in text.splitlines() if line.startswith("CREATE TEMP TABLE")]
    assert made.index("event") < made.index("triad_report") < made.index("pair_event") < made.index("triad_evidence")
    assert len(made) == len(set(made))


def test_spark_reads_the_events_it_is_given(call: Call) -> None:
    text = call("sql", "--dialect", "spark", "dyad_month").stdout
    assert text.count("CREATE OR REPLACE TEMPORARY VIEW") == 1
    assert "gdelt-bq" not in text


def test_a_query_is_translated_and_one_that_engines_answer_differently_is_refused(call: Call) -> None:
    good = call("sql", "--dialect", "bigquery", "SELECT DATE_DIFF('day', date, due) AS days FROM event")
    assert good.stdout.strip() == "SELECT DATE_DIFF(due, date, DAY) AS days FROM event;"
    bad = call("sql", "--dialect", "spark", "SELECT LOG(fatalities) AS x FROM event")
    assert bad.exit_code == 1
    assert "base 10 in DuckDB" in bad.stderr


@pytest.mark.parametrize("words", [("triad",), ("event",)])
def test_a_name_that_is_no_panel_is_refused_with_the_names_there_are(call: Call, words: tuple[str, ...]) -> None:
    told = call("sql", "--dialect", "spark", *words)
    assert told.exit_code == 1
    assert "triad_evidence" in told.stderr


def test_without_a_dialect_a_study_is_needed(call: Call) -> None:
    assert call("sql", "SELECT 1").exit_code == 2

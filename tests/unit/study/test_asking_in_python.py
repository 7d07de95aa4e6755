"""The front door as somebody at a notebook uses it: text for days and paths, rows for a data frame."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import tertius as tt
from tertius.chronicles import chronicle_claims
from tertius.measures import FINDERS
from tertius.measures.architecture import COLUMNS
from tertius.model import as_day


@pytest.fixture(scope="module")
def study(shipped_study: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> tt.Study:
    return tt.open(shipped_study(tmp_path_factory.mktemp("notebook") / "study.duckdb"))


ASKED = ("south-caucasus", "ARM-AZE")


@pytest.mark.slow
def test_a_day_may_be_text_or_a_date(study: tt.Study) -> None:
    as_text = study.roles(*ASKED, role="mediator", at="2012-03")
    assert as_text == study.roles(*ASKED, role="mediator", at=date(2012, 3, 31))
    assert tt.find_claims("Peace is good.", "2012-03").claims[0].made_on == date(2012, 3, 31)
    assert as_day(datetime(2012, 3, 31, 12, tzinfo=UTC)) == date(2012, 3, 31)


def test_a_window_may_be_read_from_text_and_a_role_go_by_its_own_name(study: tt.Study) -> None:
    found = study.roles(*ASKED, role="patron", window=tt.Span.read("2012", "2013-03"))
    assert {(one.measure, str(one.period)) for one in found} == {("partnership", "2012-01-01/2013-03-31")}


def test_an_event_without_a_citation_has_its_publisher() -> None:
    with tt.open() as feed:
        feed.load("gdelt", Path(__file__).parents[2] / "fixtures" / "gdelt" / "sample.export.csv")
        ((event, publisher), *_) = feed.sql("select event_id, publisher from event where publisher is not null")[1]
        (line,) = feed.events([str(event), "gdelt:none"])
        assert (line.event_id, line.publisher, line.links) == (event, publisher, ())


def test_who_asks_is_told_how_far_it_is(study: tt.Study, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[tuple[int, int, str]] = []
    monkeypatch.setattr(study, "progress", lambda *step: steps.append(step))
    study.roles(*ASKED, role="visibility", at="2012")
    assert steps == [(0, 1, "panels"), (0, 1, "visibility")]


@pytest.mark.slow
def test_long_questions_tell_each_step_before_it_is_taken(study: tt.Study, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[tuple[int, int, str]] = []
    monkeypatch.setattr(study, "progress", lambda *step: steps.append(step))
    study.changes(*ASKED)
    study.forecast(*ASKED, horizon=1)
    finders = [(done, len(FINDERS), one.name) for done, one in enumerate(FINDERS)]
    assert steps == [(0, 1, "panels"), *finders, (0, 1, "panels"), (0, 2, "count"), (1, 2, "role")]
    steps.clear()
    study.region_roles(ASKED[0])
    assert steps == [(0, 1, "panels"), *((done, len(COLUMNS), one.name) for done, one in enumerate(COLUMNS))]


@pytest.mark.slow
def test_a_listener_of_the_call_is_told_instead_of_that_of_the_study(study: tt.Study, monkeypatch: pytest.MonkeyPatch
                                                                     ) -> None:  # fmt: skip
    mine, all_the_time = list[tuple[int, int, str]](), list[tuple[int, int, str]]()
    monkeypatch.setattr(study, "progress", lambda *step: all_the_time.append(step))
    (claims, *_) = (tt.read_claims(path) for path in chronicle_claims("south-caucasus"))
    study.audit(replace(claims, claims=claims.claims[:1]), progress=lambda *step: mine.append(step))
    assert mine and all_the_time == [(0, 1, "panels")]


@pytest.mark.parametrize("at", ["last week", 2012, (2012, 3)])
def test_what_is_no_day_is_refused_in_one_line(study: tt.Study, at: object) -> None:
    with pytest.raises(tt.TertiusError, match="is not a"):
        study.roles(*ASKED, role="mediator", at=at)  # type: ignore[arg-type]


def test_a_claim_file_may_be_named_by_text_and_one_that_is_absent_is_told(tmp_path: Path) -> None:
    with pytest.raises(tt.TertiusError, match=r"absent.yaml: cannot be read \(No such file"):
        tt.read_claims(str(tmp_path / "absent.yaml"))


def test_every_answer_becomes_rows_of_plain_values(study: tt.Study) -> None:
    readings = study.roles(*ASKED, role="mediator", at="2012")
    rows = tt.records(readings)
    assert [(row["actor"], row["n"]) for row in rows] == [
        (one.actor, one.estimate.n if one.estimate else None) for one in readings
    ]
    changes = study.changes(*ASKED, at="2012")
    assert changes
    assert [row["when"] for row in tt.records(changes)] == [one.when.isoformat() for one in changes]
    first, *_ = paths = study.series(*ASKED, role="mediator", at="2012")
    months = tt.records(paths)
    assert len(months) == sum(len(one.days) for one in paths)
    assert months[-1]["day"] == "2012-12-31"
    unknown = [row for row in months if row["actor"] == first.actor and row["value"] is None]
    assert len(unknown) == first.estimates.count(None)


def test_what_is_no_answer_has_no_rows() -> None:
    with pytest.raises(tt.TertiusError, match="str is no answer of a study"):
        tt.records(["RUS"])  # type: ignore[list-item]

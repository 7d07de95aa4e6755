"""Publisher blocs of the arena: which acts one bloc alone tells of, in data sets with and without citations."""

from pathlib import Path

import pytest

from tertius.arenas import arena
from tertius.study import Study
from tertius.study.blocs import single_bloc_events

MAPPING = """
names = "coded"
[columns]
id = "id"
date = "day"
source = "one"
target = "other"
code = "code"
publisher = "said"
"""
ROWS = """
a,2020-03-01,RUS,ARM,042,tass.com
b,2020-03-01,RUS,AZE,042,en.trend.az
c,2020-03-02,RUS,AZE,042,ria.ru
d,2020-03-02,RUS,AZE,042,www.reuters.com
e,2020-03-03,RUS,AZE,042,tass.com
f,2020-03-03,RUS,AZE,042,nobody.example
g,2020-03-04,RUS,AZE,042,tass.com
h,2020-03-04,RUS,AZE,042,rt.com
i,2020-03-04,RUS,AZE,057,rt.com
j,2020-03-04,FRA,DEU,057,rt.com
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    (tmp_path / "t.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "t.csv").write_text("id,day,one,other,code,said" + ROWS, encoding="utf-8")
    made = Study()
    made.load("csv", tmp_path / "t.csv", map=str(tmp_path / "t.toml"))
    return made


def test_an_act_told_by_one_bloc_alone_is_found_and_one_that_others_tell_too_is_not(study: Study) -> None:
    found = single_bloc_events(study._engine, arena("south-caucasus"))
    ids = {bloc: {event.rsplit(":", 1)[1] for event in events} for bloc, events in found.items()}
    # c stands beside d of a wire, e beside f of an unknown outlet, j has no side of a pair
    assert ids == {"Russian": {"a", "g", "h", "i"}, "side AZE": {"b"}}


def test_columns_of_an_event_say_whose_the_publisher_is(study: Study) -> None:
    found = study.sql("SELECT DISTINCT publisher, publisher_country, publisher_owner FROM event ORDER BY ALL")[1]
    assert found == [
        ("en.trend.az", "AZE", "private"),
        ("nobody.example", None, None),
        ("ria.ru", "RUS", "state"),
        ("rt.com", "RUS", "state"),
        ("tass.com", "RUS", "state"),
        ("www.reuters.com", "GBR", "wire"),
    ]


def test_the_chronicle_is_judged_by_its_citations_as_before() -> None:
    with Study() as study:
        study.load("chronicle")
        found = single_bloc_events(study._engine, arena("south-caucasus"))
        rows = study.sql("SELECT event_id, publisher_country FROM citation")[1]
        by_event: dict[str, set[object]] = {}
        for event, country in rows:
            by_event.setdefault(str(event), set()).add(country)
        assert found["Turkish"] == {event for event, countries in by_event.items() if countries == {"TUR"}}

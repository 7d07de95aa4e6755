"""Own actors in every source: its names go before the shipped ones, and what they do not name does not move."""

from collections import Counter
from pathlib import Path

import pytest
from breadth import slow_after
from loading import load

from tertius.codebooks.own_names import OWN
from tertius.model import Source
from tertius.sources import SOURCES
from tertius.study import Study, loading, opened

_EVERY = load("conformance/test_every_source.py")
OTHERS = "SELECT * EXCLUDE (source, source_sector, target, target_sector, place_country) FROM event ORDER BY event_id"
SIDES = """
    SELECT event_id, 's' AS side, date, source_name AS name, source AS actor, source_sector AS sector FROM event
    UNION ALL SELECT event_id, 't', date, target_name, target, target_sector FROM event ORDER BY ALL
"""
RULED = f"""
    SELECT s.*, COALESCE(j.reason LIKE '{OWN}%', FALSE) FROM ({SIDES}) s LEFT JOIN judgement j
    ON j.name = s.name AND (j.since IS NULL OR j.since <= s.date) AND (j.until IS NULL OR s.date < j.until)
    ORDER BY ALL
"""

each_source = pytest.mark.parametrize("source", slow_after(2, [s for s in SOURCES if s.fills == "event"]),
                                      ids=lambda one: one.name)  # fmt: skip
with_keys = pytest.mark.parametrize("source", [s for s in SOURCES if s.keys], ids=lambda one: one.name)


def loaded(source: Source, actors: Path | None = None) -> Study:
    study = Study()
    study.load(source.name, *_EVERY.files(source), actors=actors, **_EVERY.OPTIONS.get(source.name, {}))
    return study


def table(path: Path, *rows: str) -> Path:
    path.write_text("names,actor,kind,sector,since,until\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


@each_source
@pytest.mark.parametrize("kind", slow_after(1, ["group", "none"]))
def test_own_names_go_before_shipped_ones_on_their_days_and_nothing_else_moves(
    source: Source, kind: str, tmp_path: Path
) -> None:
    with loaded(source) as before:
        old, others = before.sql(SIDES)[1], before.sql(OTHERS)[1]
        assert before.sql("SELECT COUNT(actors), COUNT(actors_sha256) FROM load")[1] == [(0, 0)]
        assert before.doctor().own_actors == []
    # the name that is told most, from the middle of its days on
    name = Counter(str(row[3]) for row in old if row[3] and row[4]).most_common(1)[0][0]
    days = sorted(row[2] for row in old if row[3] == name)
    since = days[len(days) // 2]
    actor = "OWN_FRONT" if kind == "group" else ""
    path = table(tmp_path / "own.csv", f'"{name}",{actor},{kind},{"REB" if actor else ""},{since},')
    with loaded(source, path) as after:
        new = after.sql(RULED)[1]
        assert after.sql(OTHERS)[1] == others
        (told,) = after.doctor().own_actors
        assert after.sql("SELECT DISTINCT actors, LENGTH(actors_sha256) FROM load")[1] == [("own.csv", 64)]
    assert len(new) == len(old)
    for (*row, own), was in zip(new, old, strict=True):
        assert tuple(row[:4]) == tuple(was[:4])
        assert own or tuple(row[4:]) == tuple(was[4:])
        assert not own or row[4] == (actor or None)
        assert row[3] != name or own == (row[2] >= since)
    assert told["sides"] == sum(bool(row[-1]) for row in new) > 0
    assert told["events"] == len({row[0] for row in new if row[-1]})


@pytest.mark.slow
@each_source
def test_a_table_of_names_that_no_row_has_moves_nothing(source: Source, tmp_path: Path) -> None:
    path = table(tmp_path / "own.csv", "Zorkland Front,ZORK,group,REB,,")
    with loaded(source) as before, loaded(source, path) as after:
        for name in ("event", "participant", "citation", "reject", "judgement"):
            assert before.sql(f"SELECT * FROM {name} ORDER BY ALL") == after.sql(f"SELECT * FROM {name} ORDER BY ALL")


@with_keys
def test_both_ways_of_loading_read_own_names_alike(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path / "own.csv", "FJI,FRONT,group,REB,2015-01-01,", "WSMGOV,,none,,,")
    lines = [line for one in _EVERY.files(source) for line in one.read_text(encoding="utf-8").splitlines()]
    fields = max(line.count("\t") for line in lines)
    file = tmp_path / "x.export.csv"
    file.write_text("".join(f"{one}\n" for one in lines if one.count("\t") == fields), encoding="utf-8")
    found = []
    for way in ((loading, "load_rows", None), (opened, "plain", lambda *_: False)):
        with Study() as study, monkeypatch.context() as patch:
            patch.setattr(*way)
            study.load(source.name, file, allow_rejects=True, actors=path)
            found.append([study.sql(f"SELECT * FROM {name} ORDER BY ALL")[1] for name in ("event", "judgement")])
    assert found[0] == found[1]
    assert any(str(row[-1]).startswith(OWN) for row in found[0][1])

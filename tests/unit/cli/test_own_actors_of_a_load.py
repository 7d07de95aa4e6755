"""``tertius load --actors``: what it says, what it refuses in one line, and names that only POLECAT has."""

from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from tertius.cli import main
from tertius.model import EngineError
from tertius.study import Study
from tertius.study.recording import VERSIONS

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
GED = FIXTURES / "ucdp-ged" / "sample.csv"
ACD = FIXTURES / "ucdp-acd" / "sample.csv"


def actors(path: Path, *rows: str) -> Path:
    path.write_text("names,actor,kind,sector,since,until\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def refused(*words: object) -> str:
    done = run(*words)
    assert done.exit_code == 1 and done.stdout == "", done.output
    error, *hint = done.stderr.strip().splitlines()
    assert error.startswith("error: ") and len(hint) <= 1, done.stderr
    return error


def test_it_says_how_many_sides_the_table_reads_and_the_study_keeps_which_it_was(tmp_path: Path) -> None:
    table, study = actors(tmp_path / "a.csv", "Example Front,FRONT,group,REB,,"), tmp_path / "s.duckdb"
    done = run("load", study, "ucdp-ged", GED, "--actors", table)
    assert done.exit_code == 0, done.output
    with Study(study) as opened:
        ((version,),) = opened.sql(f"SELECT version FROM ({VERSIONS}) v")[1]
        assert str(version).startswith("as published, names by a.csv ")
        ((told,),) = opened.sql("SELECT COUNT(*) FILTER (source = 'FRONT') + COUNT(*) FILTER (target = 'FRONT') "
                                "FROM event")[1]  # fmt: skip
        sides = opened.sides("ucdp-ged")
        assert opened.sql("SELECT actors FROM load")[1] == [("a.csv",)]
    assert told == sides.own > 0
    assert f"ucdp-ged: {told} of {sides.named} sides are read by a.csv" in done.stderr
    doctor = run("doctor", study)
    assert "own_actors:" in doctor.stdout and "a.csv" in doctor.stdout
    again = run("load", study, "ucdp-ged", GED, "--actors", table)
    assert again.exit_code == 0 and "loaded before, nothing done" in again.stderr


def test_a_data_set_is_never_a_mixture_of_two_tables(tmp_path: Path) -> None:
    one = actors(tmp_path / "a.csv", "Example Front,FRONT,group,REB,,")
    (tmp_path / "b").mkdir()
    other = actors(tmp_path / "b" / "a.csv", "Example Front,OTHER,group,REB,,")
    own, bare = tmp_path / "own.duckdb", tmp_path / "bare.duckdb"
    assert run("load", own, "ucdp-ged", GED, "--actors", one).exit_code == 0
    assert run("load", bare, "ucdp-ged", GED).exit_code == 0
    assert "with table of actors a.csv; with none its" in refused("load", own, "ucdp-ged", GED)
    assert "with table of actors a.csv; with this a.csv" in refused("load", own, "ucdp-ged", GED, "--actors", other)
    assert "with no table of actors; with a.csv its" in refused("load", bare, "ucdp-ged", GED, "--actors", one)
    # another data set of the study has a table of its own
    assert run("load", own, "ucdp-acd", ACD).exit_code == 0


def test_a_table_that_cannot_be_meant_or_has_nothing_to_do_is_refused(tmp_path: Path) -> None:
    bad = actors(tmp_path / "bad.csv", "Example Front,front,group,REB,,")
    study = tmp_path / "s.duckdb"
    assert "row 2: 'front' is no id of an actor" in refused("load", study, "ucdp-ged", GED, "--actors", bad)
    assert "cannot be read" in refused("load", study, "ucdp-ged", GED, "--actors", tmp_path / "absent.csv")
    good = actors(tmp_path / "a.csv", "Example Front,FRONT,group,REB,,")
    mentions = FIXTURES / "gdelt-mentions"
    assert "gdelt-mentions names no actors" in refused("load", study, "gdelt-mentions", mentions, "--actors", good)
    with Study(study) as opened:
        assert opened.sql("SELECT COUNT(*) FROM load")[1] == [(0,)]


def test_an_actor_of_polecat_is_found_by_its_name_and_else_by_country_and_sector(tmp_path: Path) -> None:
    folder = FIXTURES / "polecat"
    table = actors(tmp_path / "a.csv", "opposition-of FIJI,FRONT,group,REB,2021-03-06,", "Abkhazia,,none,,,",
                   "Australia,LATER,group,,2021-03-04,")  # fmt: skip
    with Study() as before, Study() as after:
        before.load("polecat", folder)
        after.load("polecat", folder, actors=table)
        events = "SELECT event_id, source, source_sector, target, target_sector, weight FROM event ORDER BY ALL"
        old, new = before.sql(events)[1], after.sql(events)[1]
        names = after.sql("SELECT DISTINCT source_name FROM event WHERE source = 'FRONT'")[1]
    moved = {now[0]: (was[1:5], now[1:5]) for was, now in zip(old, new, strict=True) if was != now}
    assert names == [("Opposition of Fiji",)]
    assert moved == {
        "polecat:SYN-0004": (("AUS", "SPY", "NZL", "SPY"), ("LATER", None, "NZL", "SPY")),
        "polecat:SYN-0006": (("FJI", "OPP", "FJI", "GOV"), ("FRONT", "REB", "FJI", "GOV")),
        "polecat:SYN-0008": (("RUS", "GOV", "GEO_PRE_ABK", "PRE"), ("RUS", "GOV", None, None)),
    }


def test_an_actor_of_polecat_is_compared_as_other_names_are(tmp_path: Path) -> None:
    letters = "".join(one for one in map(chr, range(0xC0, 0x100)) if one.isalpha())
    sample = FIXTURES / "polecat" / "sample.ngec.txt"
    text = sample.read_text(encoding="iso-8859-1")
    file = tmp_path / sample.name
    file.write_text(text.replace("Opposition of Fiji", f" {letters}_the`X-"), encoding="iso-8859-1")
    table = actors(tmp_path / "a.csv", f"{letters.lower()} THE'x,FRONT,group,REB,,")
    with Study() as study:
        study.load("polecat", file, actors=table)
        assert study.sql("SELECT COUNT(*) FROM event WHERE source = 'FRONT'")[1] == [(1,)]


def test_a_study_of_before_there_were_own_actors_gets_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "older.duckdb"
    with Study(path) as study:
        study.load("ucdp-ged", GED)
    with duckdb.connect(str(path)) as db:
        db.execute("ALTER TABLE load DROP COLUMN actors")
        db.execute("ALTER TABLE load DROP COLUMN actors_sha256")
    with pytest.raises(EngineError, match="earlier version of Tertius"):
        Study(path, read_only=True)
    with Study(path) as study:
        assert study.load("ucdp-ged", GED)[0].known
        assert study.sql("SELECT actors, actors_sha256 FROM load")[1] == [(None, None)]

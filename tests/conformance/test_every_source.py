"""What every source promises, whoever wrote it: the same tables, nothing lost, nothing twice, nothing made up."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tertius.codebooks.cameo import CODES
from tertius.codebooks.names import HABITS, resolve
from tertius.codebooks.quads import Quad, quad_of
from tertius.model import EVENT_COLUMNS, Documents, Lines, Source, Span
from tertius.sources import SOURCES
from tertius.study import Study, loading, opened
from tertius.study.schema import TABLES

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
OPTIONS = {
    "icews-graph": {"first_day": "2020-02-01", "unit": "day"},
    "csv": {"map": str(FIXTURES / "csv" / "mapping.toml")},
    "csv-machine": {"map": str(FIXTURES / "csv-machine" / "mapping.toml")},
}


def files(source: Source) -> list[Path]:
    """The small invented files of a source; a packaged source is its own."""
    if source.packaged is not None:
        return list(source.packaged())
    folder = FIXTURES / source.name
    names = source.files or ("sample.*",)
    return [path for name in names for path in sorted(folder.glob(name))]


@pytest.fixture(scope="module", params=[s for s in SOURCES if s.fills == "event"], ids=lambda source: source.name)
def loaded(request: pytest.FixtureRequest) -> Iterator[tuple[Source, Study]]:
    source: Source = request.param
    with Study() as study:
        study.load(source.name, *files(source), **OPTIONS.get(source.name, {}))
        yield source, study


def one(study: Study, sql: str) -> object:
    return study.sql(sql)[1][0][0]


def test_a_source_fills_the_event_schema_and_nothing_else(loaded: tuple[Source, Study]) -> None:
    _, study = loaded
    described = study.sql(
        "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE table_name = 'full_event'"
    )
    assert described[1] == [(c.name, c.type, c.nullable) for c in EVENT_COLUMNS]
    shown = study.sql("SELECT column_name, column_type FROM (DESCRIBE event)")[1]
    assert shown == [(c.name, c.type) for c in EVENT_COLUMNS]
    assert int(str(one(study, "SELECT COUNT(*) FROM event"))) > 0


def test_what_is_required_is_never_null_and_the_unknown_is_never_an_empty_text(loaded: tuple[Source, Study]) -> None:
    for table, columns in {"event": EVENT_COLUMNS, **TABLES}.items():
        wrong = [f"{column.name} IS NULL" for column in columns if not column.nullable]
        wrong += [f"TRIM({column.name}) = ''" for column in columns if column.type == "VARCHAR"]
        counts = ", ".join(f"COUNT(*) FILTER (WHERE {condition})" for condition in wrong)
        (found,) = loaded[1].sql(f"SELECT {counts} FROM {table}")[1]
        assert [condition for condition, rows in zip(wrong, found, strict=True) if rows != 0] == [], table


def test_no_row_is_lost_and_none_stands_twice(loaded: tuple[Source, Study]) -> None:
    source, study = loaded
    expected = {path.name: raw_rows(source, path) for path in files(source)}
    assert dict(study.sql("SELECT file, rows FROM load")[1]) == expected
    assert study.sql("SELECT file FROM load WHERE rows <> events + rejects")[1] == []
    # a row that names several pairs is several events, each with its share of it
    places = study.sql("""
        SELECT file_sha256, file_row FROM event WHERE weight IS NULL UNION ALL
        SELECT DISTINCT file_sha256, file_row FROM event WHERE weight IS NOT NULL UNION ALL
        SELECT file_sha256, file_row FROM reject
    """)[1]  # fmt: skip
    shares = study.sql("SELECT SUM(weight) FROM event WHERE weight IS NOT NULL GROUP BY file_sha256, file_row")[1]
    assert all(abs(float(str(share)) - 1) < 1e-9 for (share,) in shares)
    assert bool(shares) == source.expands
    assert len(places) == len(set(places)) == sum(expected.values())


def raw_rows(source: Source, path: Path) -> int:
    """Rows of a file, counted without the package."""
    if isinstance(source.layout, Documents):
        lines = path.read_text(encoding=source.layout.encoding).splitlines()
        return sum(max(1, len(json.loads(line)["events"])) for line in lines)
    if isinstance(source.layout, Lines):
        return len(path.read_text(encoding=source.layout.encoding).splitlines()) - (source.layout.header is not None)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return sum(1 for _ in csv.reader(stream)) - 1


def test_an_event_id_is_unique_and_carries_its_data_set(loaded: tuple[Source, Study]) -> None:
    source, study = loaded
    ids = [str(row[0]) for row in study.sql("SELECT event_id FROM event")[1]]
    assert all(one.startswith(f"{source.name}:") and len(one) > len(source.name) + 1 for one in ids)
    assert len(set(ids)) == len(ids)
    assert study.sql("SELECT DISTINCT dataset FROM event")[1] == [(source.name,)]


def test_every_code_is_in_the_book_and_has_its_quad_class(loaded: tuple[Source, Study]) -> None:
    _, study = loaded
    found = study.sql("SELECT DISTINCT code, quad, event_class, goldstein_x10 FROM event")[1]
    for code, quad, event_class, tenths in found:
        book = CODES[str(code)]
        assert quad == quad_of(str(code)).value
        assert quad in set(Quad)
        assert event_class == book.event_class.value
        assert tenths == (None if book.goldstein is None else round(book.goldstein * 10))


def test_every_date_lies_inside_the_coverage_of_the_manifest(
    loaded: tuple[Source, Study],
) -> None:
    source, study = loaded
    if source.states:
        # rows from before the days in which silence means zero are kept; no series counts them
        assert study.sql("SELECT COUNT(*) FROM event WHERE date >= $end", {"end": source.coverage.end})[1] == [(0,)]
        return
    outside = study.sql("SELECT event_id, date FROM event WHERE date < $start OR date >= $end",
                        {"start": source.coverage.start, "end": source.coverage.end})[1]  # fmt: skip
    assert outside == []


def test_what_a_file_covers_lies_inside_the_manifest_and_holds_its_events(loaded: tuple[Source, Study]) -> None:
    source, study = loaded
    for since, until in study.sql("SELECT since, until FROM load")[1]:
        assert isinstance(since, date)
        assert isinstance(until, date)
        assert source.coverage.start <= since < until <= source.coverage.end


def test_the_manifest_is_complete(loaded: tuple[Source, Study]) -> None:
    source, _ = loaded
    for text in (source.title, source.publisher, source.licence, source.citation, source.notes, source.version):
        assert text.strip() == text != ""
    assert re.fullmatch(r"https://[^\s/]+(/\S*)?", source.url)
    assert isinstance(source.coverage, Span)
    assert source.coverage.days > 365
    assert all(rule.reason and rule.when for rule in source.rejects)
    assert re.search(r"\((19|20)\d\d\)", source.citation)


def test_the_bibtex_parses(loaded: tuple[Source, Study]) -> None:
    entry = loaded[0].bibtex
    head = re.match(r"@(?P<kind>[a-z]+)\{(?P<key>[a-z0-9]+), ", entry)
    assert head is not None
    depth, least = 0, 1
    for sign in entry[head.end() : -1]:
        depth += (sign == "{") - (sign == "}")
        least = min(least, depth)
    assert (depth, least, entry[-1]) == (0, 0, "}")
    fields = re.findall(r"(\w+)=\{", entry)
    assert {"author", "title", "year"} <= set(fields)
    assert len(fields) == len(set(fields))


def test_names_are_read_by_the_habit_of_the_source_and_every_ruling_has_a_reason(loaded: tuple[Source, Study]) -> None:
    source, study = loaded
    assert source.names in HABITS
    for side in ("source", "target"):
        for name, actor, sector, day in study.sql(
            f"SELECT {side}_name, {side}, {side}_sector, date FROM event WHERE {side}_name IS NOT NULL"
        )[1]:
            ruling = next(
                one for one in resolve([str(name)], source.names)
                if (one.since is None or one.since <= day) and (one.until is None or day < one.until)
            )  # fmt: skip
            # a person no table knows falls back on the country the data set states
            assert ruling.actor_id is None or (actor, sector) == (ruling.actor_id, ruling.sector), name
    written = "SELECT source_name FROM event UNION SELECT target_name FROM event"
    unruled = study.sql(f"SELECT * FROM ({written}) n(name) WHERE name NOT IN (SELECT name FROM judgement)")[1]
    assert [name for (name,) in unruled if name is not None] == []
    assert one(study, "SELECT COUNT(*) FROM judgement WHERE LENGTH(reason) < 5") == 0


def test_no_name_has_two_rulings_for_a_day(loaded: tuple[Source, Study]) -> None:
    overlapping = loaded[1].sql("""
        SELECT j.name FROM judgement j JOIN judgement k ON j.name = k.name AND j.dataset = k.dataset
        WHERE (j.since, j.until, j.reason) IS DISTINCT FROM (k.since, k.until, k.reason)
          AND COALESCE(j.since, DATE '0001-01-01') < COALESCE(k.until, DATE '9999-12-31')
          AND COALESCE(k.since, DATE '0001-01-01') < COALESCE(j.until, DATE '9999-12-31')
    """)[1]  # fmt: skip
    assert overlapping == []


def test_every_reject_says_why_and_keeps_the_row(loaded: tuple[Source, Study]) -> None:
    source, study = loaded
    known = {rule.reason for rule in source.rejects}
    for reason, raw in study.sql("SELECT reason, raw FROM reject")[1]:
        assert reason in known or str(reason).startswith(("the code is in no code book", "the same event id"))
        assert str(raw)


def test_every_row_of_a_source_of_mentions_is_a_mention_or_a_reject() -> None:
    for source in (one for one in SOURCES if one.fills == "mention"):
        with Study() as study:
            study.load(source.name, *files(source))
            (path,) = files(source)
            assert study.sql("SELECT rows, events + rejects FROM load")[1] == [(raw_rows(source, path),) * 2]
            places = study.sql("SELECT file_row FROM mention UNION ALL SELECT file_row FROM reject")[1]
            assert sorted(int(str(row)) for (row,) in places) == list(range(1, raw_rows(source, path) + 1))
            for column in TABLES["mention"]:
                if not column.nullable:
                    assert one(study, f"SELECT COUNT(*) FROM mention WHERE {column.name} IS NULL") == 0, column.name
            assert all(known.known for known in study.load(source.name, *files(source)))


def test_every_participant_and_citation_belongs_to_an_event(loaded: tuple[Source, Study]) -> None:
    for table in ("participant", "citation"):
        sql = f"SELECT COUNT(*) FROM {table} WHERE event_id NOT IN (SELECT event_id FROM event)"
        assert one(loaded[1], sql) == 0


def test_a_file_loaded_again_adds_nothing(loaded: tuple[Source, Study]) -> None:
    source, study = loaded
    before = [study.sql(f"SELECT COUNT(*) FROM {table}")[1] for table in TABLES]
    done = study.load(source.name, *files(source), **OPTIONS.get(source.name, {}))
    assert all(one.known for one in done)
    assert [study.sql(f"SELECT COUNT(*) FROM {table}")[1] for table in TABLES] == before


@pytest.mark.parametrize("source", [s for s in SOURCES if s.keys], ids=lambda source: source.name)
def test_keys_say_the_same_as_the_rows_written_out(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line for path in files(source) for line in path.read_text(encoding="utf-8").splitlines()]
    for fields in {line.count("\t") for line in lines}:
        alike = [line + "\n" for line in lines if line.count("\t") == fields]
        (tmp_path / f"{fields}.export.csv").write_text("".join(alike), encoding="utf-8")
    found = []
    for way in ((loading, "load_rows", None), (opened, "plain", lambda *_: False)):
        with Study() as study, monkeypatch.context() as patch:
            patch.setattr(*way)
            study.load(source.name, *sorted(tmp_path.iterdir()), allow_rejects=True)
            found.append([study.sql(f"SELECT * FROM {table} ORDER BY ALL")[1]
                          for table in ("event", "reject", "judgement")])  # fmt: skip
    assert found[0] == found[1]
    assert found[0][0]

"""Lines of published formats, mangled: a load is refused in one line or keeps rows that say what the file says."""

import os
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from breadth import slow_after
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertius.model import TertiusError
from tertius.study import Study

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SEEDS = {
    "gdelt": "sample.export.csv", "gdelt1": "sample.export.csv", "icews": "sample.tab", "icews 2017": "sample.2017.tab",
    "gdelt-mentions": "sample.mentions.csv", "gdelt-reduced": "sample.reduced.txt", "polecat": "sample.ngec.txt",
    "ucdp-ged": "sample.csv", "ucdp-acd": "sample.csv", "acled": "sample.new.csv", "csv": "sample.csv",
}  # fmt: skip
CASES = int(os.environ.get("TERTIUS_CASES", "1100"))
FEW = 4
"""Cases of a format that are tried every time."""
WORDS = ("", "  ", "99999999", "---", "None", "NaN", "2020-02-30", "'; DROP TABLE event; --")
SIGNS = st.sampled_from([*"\t\n\r\"',;\\0-é\x00\x01\x1c\u2028\ufeff", *WORDS])
EDITS = st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 12), SIGNS), min_size=1, max_size=4)


REAL = {
    "gdelt": "gdelt2/20191024143000.export.CSV", "gdelt1": "gdelt1/events.export.CSV",
    "icews": "icews/events.2018.sample.tab", "gdelt-mentions": "gdelt_mentions/mentionssamp.csv",
}  # fmt: skip
FIRST_LINES = 12


@cache
def seed(source: str) -> str:
    """The made sample of a format; where TERTIUS_RAW names a folder of real files, the first lines of a real one."""
    real = Path(os.environ.get("TERTIUS_RAW", "none")) / REAL.get(source, "none")
    if not real.is_file():
        return (FIXTURES / source.split()[0] / SEEDS[source]).read_text(encoding="utf-8")
    with real.open(encoding="utf-8", newline="") as stream:
        return "".join(islice(stream, FIRST_LINES))


def mangled(source: str, edits: list[tuple[int, int, str]]) -> bytes:
    text = seed(source)
    for place, length, sign in edits:
        at = place % len(text)
        text = text[:at] + sign + text[at + length :]
    return text.encode("utf-8", "surrogatepass")


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.rstrip("\r").split("\t")]


def check(study: Study, source: str, content: bytes) -> None:
    """Every row is accounted for, and where lines are rows, an event says what its line says."""
    for rows, events, rejects in study.sql("SELECT rows, events, rejects FROM load")[1]:
        assert rows == int(str(events)) + int(str(rejects))
        kept = study.sql("""
            SELECT COUNT(*) FROM (SELECT file_row FROM event UNION SELECT file_row FROM mention) rows
        """)[1][0][0]  # fmt: skip
        assert (kept, study.sql("SELECT COUNT(*) FROM reject")[1][0][0]) == (events, rejects)
    if source not in ("gdelt", "gdelt1"):
        return
    lines = content.decode("utf-8").removeprefix("\ufeff").split("\n")
    said = study.sql("""
        SELECT file_row, event_id, strftime(date, '%Y%m%d'), code, COALESCE(story_id, ''), COALESCE(source_name, ''),
               COALESCE(target_name, '')
        FROM event
    """)[1]  # fmt: skip
    for row, event, *rest in said:
        found = cells(lines[int(str(row)) - 1])
        page = found[60 if source == "gdelt" else 57] if len(found) > 57 else ""
        native = str(event).split(":", 1)[1].strip()
        names = [str(name).partition("@")[0] for name in rest[3:]]
        # the reader of the database trims blanks only, the test every sign of space
        assert [native, *rest[:2], str(rest[2]).strip(), *map(str.strip, names)] == [
            found[0], found[1], found[26], page, found[5].partition("@")[0].strip(), found[15].partition("@")[0].strip()
        ]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mangled")


@pytest.mark.parametrize("cases", slow_after(1, [FEW, CASES // len(SEEDS)]))
@pytest.mark.parametrize("source", SEEDS)
def test_a_mangled_file_never_shows_a_trace_and_never_gives_a_wrong_row(source: str, folder: Path, cases: int) -> None:
    options = {"map": str(FIXTURES / "csv" / "mapping.toml")} if source == "csv" else {}

    with Study() as study:

        @settings(max_examples=cases, deadline=None, derandomize=True, database=None,
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(EDITS, st.booleans())
        def attempt(edits: list[tuple[int, int, str]], allow: bool) -> None:
            content = mangled(source, edits)
            path = folder / "mangled.csv"
            path.write_bytes(content)
            try:
                study.load(source.split()[0], path, allow_rejects=allow, **options)
            except TertiusError as error:
                assert "\n" not in str(error).split("  hint:")[0]
                kept = "SELECT (SELECT COUNT(*) FROM event) + (SELECT COUNT(*) FROM mention)"
                assert study.sql(kept)[1] == [(0,)]
                return
            check(study, source, content)
            for table in ("full_event", "lean_event", "mention", "reject", "load", "participant", "judgement"):
                study._engine.run(f"DELETE FROM {table}")

        attempt()

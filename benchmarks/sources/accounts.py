"""Every published sample: rows in are events, duplicates and rejects, to the row."""

from pathlib import Path

from benchmarks.sources.samples import FIXTURES
from tertius.model import TertiusError
from tertius.study import Study

_MAPS = FIXTURES / "mappings"
FILES = (
    ("gdelt", "gdelt2", ""), ("gdelt1", "gdelt1", ""), ("gdelt-mentions", "gdelt_mentions/mentionssamp.csv", ""),
    ("icews", "icews", ""), ("ucdp-ged", "ucdp_ged/glopad", ""), ("csv", "gdelt_georgia_2011_2013", "gdelt_georgia"),
    ("csv", "gdelt_nov2020", "gdelt_nov2020"),
)  # fmt: skip
"""Source, place below the folder of real files, and mapping."""
_MADE = (
    ("gdelt", "gdelt", ""),
    ("gdelt1", "gdelt1", ""),
    ("icews", "icews", ""),
    ("polecat", "polecat/sample.ngec.txt", ""),
)


def run(raw: Path | None) -> int:
    """Print one line a data set; 1 when a row is lost or doubled."""
    wrong = 0
    for source, where, mapping in FILES if raw else _MADE:
        path = (raw or FIXTURES) / where
        options = {"map": str(_MAPS / f"{mapping}.toml")} if mapping else {}
        with Study() as study:
            try:
                done = study.load(source, path, allow_rejects=not raw, **options)
            except TertiusError as error:
                print(f"{where:36} refused: {error}")
                wrong += 1
                continue
            kept = study.sql("SELECT COUNT(DISTINCT (file_sha256, file_row)) FROM event")[1][0][0]
        rows, events, duplicates, rejects = (
            sum(getattr(one, name) for one in done) for name in ("rows", "events", "duplicates", "rejects")
        )
        same = rows == events + rejects and (source == "gdelt-mentions" or kept == events)
        wrong += not same
        print(f"{where:36} {rows:7} rows = {events} events + {duplicates} duplicates + {rejects - duplicates} rejects"
              f"{'' if same else '  WRONG'}")  # fmt: skip
    return int(wrong > 0)

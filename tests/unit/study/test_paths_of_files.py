"""The path of a file is a name and nothing else: no pattern, no columns, no SQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from breadth import slow_after

from tertius.engines import DuckDB
from tertius.study import Study, opened

GDELT = Path(__file__).resolve().parents[2] / "fixtures" / "gdelt" / "sample.export.csv"
LINES = GDELT.read_text(encoding="utf-8").splitlines(keepends=True)


def loaded(folder: Path, file: str = "sample.export.csv") -> list[tuple[object, ...]]:
    """The events of the sample in a folder."""
    folder.mkdir(exist_ok=True)
    (folder / file).write_text("".join(LINES), encoding="utf-8")
    with Study() as study:
        study.load("gdelt", folder)
        return list(study.sql("SELECT * FROM event ORDER BY event_id")[1])


@pytest.fixture(params=slow_after(1, ["short", "long"]), scope="module")
def plain(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
          ) -> Iterator[list[tuple[object, ...]]]:  # fmt: skip
    """By either way: the events of the sample in a folder of a plain name."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "long":
            patch.setattr(opened, "plain", lambda *_: False)
        yield loaded(tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("name", ["global_event_id=7", "sql_date=20200101", "line=x", "it's; --", "a*", "~"])
def test_a_folder_of_any_name_gives_the_rows_of_its_file(plain: list[object], tmp_path: Path, name: str) -> None:
    assert loaded(tmp_path / name) == plain


@pytest.mark.parametrize(("name", "other"), [("a[1]", "a1"), ("a*", "ab"), ("a?", "ab")])
def test_a_file_is_not_taken_for_another_that_its_name_would_match(
    plain: list[object], tmp_path: Path, name: str, other: str
) -> None:
    beside = tmp_path / other
    beside.mkdir()
    (beside / "sample.export.csv").write_text("".join(f"99{line}" for line in LINES), encoding="utf-8")
    assert loaded(tmp_path / name) == plain


@pytest.mark.parametrize("name", ["dataset=x", "a[1]"])
def test_a_lake_in_a_folder_of_any_name_comes_home_as_it_left(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    with Study() as study, Study() as home:
        study.load("gdelt", GDELT)
        study.export(folder / "lake")
        engine = DuckDB()
        home.gather(folder / "lake", "south-caucasus", engine)
        engine.close()
        assert home.sql("SELECT dataset, file_sha256 FROM load") == study.sql("SELECT dataset, file_sha256 FROM load")

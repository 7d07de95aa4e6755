"""Tables that a spreadsheet or a second export made: what can be read is read, the rest is told with what to do."""

from pathlib import Path

import pytest

from tertius.model import BadFile, UsageError
from tertius.study import Study
from tertius.study.staging import CHANGED, REPEATED

MAP = 'delimiter = ";"\ndate_format = "%d/%m/%Y"\n[columns]\n' + "".join(
    f'{field} = "{column}"\n' for field, column in
    (("id", "no"), ("date", "day"), ("source", "one"), ("target", "other"), ("code", "code"), ("fatalities", "dead"))
)  # fmt: skip
HEADER = "no;day;one;other;code;dead"
ROW = "1;31/12/2019;Fiji;Samoa;042;0"


class Desk:
    """A table and its mapping, loaded as often as a test writes it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.study = folder, Study()
        (folder / "own.toml").write_text(MAP, encoding="utf-8")

    def load(self, *rows: str, header: str = HEADER, encoding: str = "utf-8", end: str = "\n", allow: bool = False
             ) -> tuple[int, int, int, int]:  # fmt: skip
        path = self._folder / "own.csv"
        path.write_bytes(end.join([header, *rows, ""]).encode(encoding))
        (done,) = self.study.load("csv", path, map=str(self._folder / "own.toml"), allow_rejects=allow)
        return done.rows, done.events, done.duplicates, done.changed

    def refusal(self, *rows: str, **how: str) -> BadFile:
        with pytest.raises(BadFile) as told:
            self.load(*rows, **how)  # type: ignore[arg-type]
        return told.value


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize(("encoding", "end"), [("utf-8-sig", "\r\n"), ("utf-8", "\r")])
def test_a_byte_order_mark_and_any_line_end_are_read(desk: Desk, encoding: str, end: str) -> None:
    assert desk.load(ROW, encoding=encoding, end=end) == (1, 1, 0, 0)


def test_rows_without_a_single_value_are_no_rows(desk: Desk) -> None:
    assert desk.load(ROW, ";;;;;", "", ";;;;;") == (1, 1, 0, 0)


def test_a_correction_is_told_apart_from_a_repeat(desk: Desk) -> None:
    second = "2;01/02/2020;Fiji;Samoa;040;0"
    assert desk.load(ROW, second) == (2, 2, 0, 0)
    # another day, then the same act with more deaths known, then a new one
    assert desk.load("1;30/12/2019;Fiji;Samoa;042;0", second[:-1] + "4", "3;02/02/2020;Fiji;Samoa;040;0") == (
        3,
        1,
        2,
        1,
    )
    assert desk.study.sql("SELECT file_row, reason FROM reject ORDER BY 1")[1] == [(2, CHANGED), (3, REPEATED)]
    assert desk.load("4;03/02/2020;Fiji;Samoa;040;", "4;04/02/2020;Fiji;Samoa;040;") == (2, 1, 1, 1)
    again = desk.load("4;03/02/2020;Fiji;Samoa;040;", "4;04/02/2020;Fiji;Samoa;040;")
    assert again == (2, 1, 1, 1)


def test_a_column_that_stands_there_twice_is_refused(desk: Desk) -> None:
    assert "column 'day' stands there twice" in str(desk.refusal(ROW + ";01/01/2020", header=HEADER + ";day"))


def test_a_value_that_cannot_be_read_is_quoted_and_setting_aside_is_offered_for_some_rows_only(desk: Desk) -> None:
    some = desk.refusal(ROW, "2;2020-01-05;Fiji;Samoa;042;0")
    assert "row 3: the date cannot be read: '2020-01-05'" in str(some)
    assert "--allow-rejects" in str(some.hint)
    every = desk.refusal("1;12/31/2019;Fiji;Samoa;042;0", "2;12/30/2019;Fiji;Samoa;042;0")
    assert "the date cannot be read (no row can be taken): '12/31/2019'" in str(every)
    assert "set date_format" in str(every.hint)
    assert "--allow-rejects" not in str(every.hint)


@pytest.mark.parametrize("dead", ["12", "12.0", ""])
def test_a_whole_number_of_deaths_is_taken(desk: Desk, dead: str) -> None:
    assert desk.load(ROW[:-1] + dead)[1] == 1


@pytest.mark.parametrize("dead", ["12.5", "1,200", "-1", "NA", "nan", "inf"])
def test_what_is_no_number_of_deaths_is_refused(desk: Desk, dead: str) -> None:
    assert f"the number of deaths cannot be read: '{dead}'" in str(desk.refusal(ROW, "2" + ROW[1:-1] + dead))


def test_another_delimiter_and_utf_16_are_told_with_what_to_do(desk: Desk) -> None:
    commas = desk.refusal(ROW, header=HEADER.replace(";", ","))
    assert "the fields stand between ',', not ';'" in str(commas.hint)
    wide = desk.refusal(ROW, encoding="utf-16")
    assert "UTF-16" in str(wide)
    assert "CSV UTF-8" in str(wide.hint)


def test_a_load_without_a_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file was given"):
        desk.study.load("csv", map=str(tmp_path / "own.toml"))


def test_deaths_of_published_tables_that_are_no_number_are_told_with_their_row(tmp_path: Path) -> None:
    sample = (Path(__file__).parents[2] / "fixtures" / "acled" / "sample.new.csv").read_text(encoding="utf-8")
    path = tmp_path / "acled.csv"
    path.write_text(sample.replace("Invented row.,2,", 'Invented row.,"1,234",', 1), encoding="utf-8")
    with Study() as study, pytest.raises(BadFile, match=r"row 2: the number of deaths cannot be read: '1,234'"):
        study.load("acled", path)


def test_a_name_of_ones_own_that_is_a_code_of_the_data_set_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    table = tmp_path / "actors.csv"
    table.write_text("names,actor,kind\nCOP|SDNREB|Reef Front,REEF,group\n", encoding="utf-8")
    with Study() as study:
        study.load("gdelt", Path(__file__).parents[2] / "fixtures" / "gdelt" / "sample.export.csv", actors=table)
        assert "COP in actors.csv stand for a role" in caplog.text
        assert "SDNREB" not in caplog.text
        caplog.clear()
        study.load("acled", Path(__file__).parents[2] / "fixtures" / "acled" / "sample.new.csv", actors=table)
        assert caplog.text == ""
